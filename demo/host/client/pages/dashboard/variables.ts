import {
  CoreApp,
  FieldType,
  getTimeZone,
  toDataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataSourceApi,
  type MetricFindValue,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataSourceRef } from '@grafana/schema';
import { firstValueFrom, from } from 'rxjs';

import { hostTemplates, type VariableValue } from '../../templates';

/** An entry of `templating.list`. */
export interface VariableModel {
  name: string;
  label?: string;
  type: string;
  datasource?: DataSourceRef | null;
  /** The plugin's own, or a text: the plugin id of type `datasource`, values with commas of type `custom`, the first text of type `textbox`. */
  query?: unknown;
  regex?: string;
  multi?: boolean;
  hide?: number;
  current?: { value?: VariableValue };
}

export interface Option {
  text: string;
  value: string;
}

export interface Variable extends VariableModel {
  options: Option[];
  value: VariableValue;
}

const isValue = (one: unknown): one is MetricFindValue => typeof one === 'object' && one !== null && 'text' in one;

/** Values as they are, or the rows of the first frame: fields `text` and `value`, else the first text field. */
function rowsOf(data: unknown[]): MetricFindValue[] {
  if (data.every(isValue)) {
    return data;
  }
  const frame = data[0] ? toDataFrame(data[0]) : undefined;
  if (!frame) {
    return [];
  }
  const named = (name: string) => frame.fields.find((field) => field.name.toLowerCase() === name);
  const text = named('text') ?? frame.fields.find((field) => field.type === FieldType.string);
  const value = named('value') ?? text;
  return Array.from({ length: frame.length }, (_, at) => ({
    text: String(text?.values[at] ?? value?.values[at] ?? ''),
    value: String(value?.values[at] ?? ''),
  }));
}

async function findValues(
  source: DataSourceApi,
  variable: VariableModel,
  range: TimeRange
): Promise<MetricFindValue[]> {
  const support = source.variables;
  if (!support) {
    return source.metricFindQuery?.(variable.query, { range, variable }) ?? [];
  }
  const refId = `${source.name}-${variable.name}-Variable-Query`;
  const target =
    'toDataQuery' in support
      ? (support.toDataQuery as (query: unknown) => DataQuery)(variable.query)
      : { refId, ...(variable.query as object) };
  const request = {
    requestId: `variable-${variable.name}`,
    app: CoreApp.Dashboard,
    timezone: getTimeZone(),
    range,
    interval: '',
    intervalMs: 0,
    scopedVars: {},
    startTime: Date.now(),
    targets: [{ ...target, refId, datasource: source.getRef() }],
  } as unknown as DataQueryRequest;
  const ask =
    'query' in support && typeof support.query === 'function' ? support.query.bind(support) : source.query.bind(source);
  const answer = await firstValueFrom(from((ask as DataSourceApi['query'])(request)));
  return rowsOf(answer.data);
}

/** `/.../` takes what matches, its first group if it has one. */
function filtered(options: Option[], regex: string | undefined): Option[] {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(hostTemplates.replace(regex)) ?? [];
  if (source === undefined) {
    return options;
  }
  const pattern = new RegExp(source, flags?.replace('g', ''));
  return options.flatMap((option) => {
    const match = pattern.exec(option.text);
    return match ? [match[1] ? { text: match[1], value: match[1] } : option] : [];
  });
}

async function optionsOf(variable: VariableModel, range: TimeRange): Promise<Option[]> {
  if (variable.type === 'datasource') {
    const sources = getDataSourceSrv().getList({ pluginId: String(variable.query) });
    return sources.map(({ name, uid }) => ({ text: name, value: uid }));
  }
  if (variable.type === 'query') {
    const source = await getDataSourceSrv().get(variable.datasource);
    const found = await findValues(source, variable, range);
    return found.map(({ text, value }) => ({ text, value: String(value ?? text) }));
  }
  if (variable.type === 'textbox') {
    return [];
  }
  return String(variable.query ?? '')
    .split(',')
    .map((one) => ({ text: one.trim(), value: one.trim() }));
}

/** The address beats what was saved; what is no option any more gives way to the first one. */
function valueOf(variable: VariableModel, options: Option[], search: URLSearchParams): VariableValue {
  const given = search.getAll(`var-${variable.name}`);
  if (variable.type === 'textbox') {
    return given[0] ?? String(variable.current?.value ?? variable.query ?? '');
  }
  const wanted = given.length > 0 ? given : [variable.current?.value ?? []].flat();
  const known = wanted.filter((one) => options.some(({ value }) => value === one));
  const values = known.length > 0 ? known : options.slice(0, 1).map(({ value }) => value);
  return variable.multi ? values : (values[0] ?? '');
}

/** In the dashboard's order, so that one may use those before it; afterwards the template service knows all of them. */
export async function resolveVariables(list: VariableModel[], search: string, range: TimeRange): Promise<Variable[]> {
  const resolved: Variable[] = [];
  hostTemplates.setVariables([]);
  for (const variable of list) {
    const options = await optionsOf(variable, range)
      .then((all) => filtered(all, variable.regex))
      .catch(() => []);
    resolved.push({ ...variable, options, value: valueOf(variable, options, new URLSearchParams(search)) });
    hostTemplates.setVariables(resolved);
  }
  return resolved;
}
