import { z } from 'zod';
import type { Series } from '../../core/check/series';
import { endsPiece, type Steps } from '../../core/check/steps';
import { isObject } from '../json';

interface Field {
  type?: string;
  labels?: Readonly<Record<string, string>> | null;
}

/** A data frame as `/api/ds/query` sends it. NaN and infinities are null in `values`, named in `entities`. */
interface Frame {
  schema: {
    fields?: readonly Field[] | null;
    meta?: { executedQueryString?: string; notices?: readonly unknown[] | null } | null;
  };
  /** Columns are not looked into here: a month of many series is a million numbers. */
  data?: { values?: ReadonlyArray<readonly unknown[]> | null } | null;
}

/** Plain guards: an answer has a frame with two fields for each of its series, and a schema copies them all. */
function isFrame(value: unknown): value is Frame {
  if (!isObject(value) || !isObject(value['schema'])) {
    return false;
  }
  const { fields, meta } = value['schema'];
  const { data } = value;
  return (
    isListOf(fields, isField) &&
    (isNothing(meta) ||
      (isObject(meta) && isText(meta['executedQueryString']) && isListOf(meta['notices'], isAnything))) &&
    (isNothing(data) || (isObject(data) && isListOf(data['values'], Array.isArray)))
  );
}

function isField(value: unknown): boolean {
  return isObject(value) && isText(value['name']) && isText(value['type']) && isLabels(value['labels']);
}

function isLabels(value: unknown): boolean {
  return isNothing(value) || (isObject(value) && Object.values(value).every((text) => typeof text === 'string'));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return isNothing(value) || (Array.isArray(value) && value.every((one) => isOne(one)));
}

const isAnything = () => true;

/** Grafana 12.4 `data.Notice`: severities are info, warning and error. */
const noticeSchema = z.looseObject({ severity: z.string().optional(), text: z.string().optional() });

export interface DecodedFrames {
  series: readonly Series[];
  /** `Expr: ...` and the step, as Grafana executed it; empty when it does not say. */
  executed: string;
  /** What the data source says of its own answer that is not all: notices that are no mere information. */
  warnings: readonly string[];
}

/** Time series of the frames, without `__name__`; undefined when they are none we can read. NaN, Inf and null become null. */
export function* decodingFrames(frames: unknown): Steps<DecodedFrames | undefined> {
  const all = z.array(z.unknown()).nullish().safeParse(frames);
  if (!all.success) {
    return undefined;
  }
  const series: Series[] = [];
  const warnings = new Set<string>();
  let executed = '';
  for (const [index, one] of (all.data ?? []).entries()) {
    if (!isFrame(one)) {
      return undefined;
    }
    const own = seriesIn(one);
    if (own === undefined) {
      return undefined;
    }
    executed ||= one.schema.meta?.executedQueryString ?? '';
    (one.schema.meta?.notices ?? []).flatMap(warningOf).forEach((warning) => warnings.add(warning));
    own.forEach((each) => series.push(each));
    if (endsPiece(index)) {
      yield;
    }
  }
  return { series, executed, warnings: [...warnings] };
}

function seriesIn({ schema, data }: Frame): Series[] | undefined {
  const fields = schema.fields ?? [];
  const values = data?.values ?? [];
  const timeIndex = fields.findIndex((field) => field.type === 'time');
  const hasNumbers = fields.some(({ type }) => type === 'number');
  // Lines of a log have a time too: without numbers it is no empty answer, but none of series.
  if (fields.length > 0 && (timeIndex < 0 || !hasNumbers)) {
    return undefined;
  }
  const times = readTimes(values[timeIndex] ?? []);
  return times === undefined
    ? undefined
    : fields.flatMap((field, index) =>
        field.type === 'number'
          ? [{ labels: withoutName(field.labels ?? {}), timesMs: times, values: readNumbers(times, values[index]) }]
          : []
      );
}

/** A notice that cannot be read may be a warning. */
export function warningOf(notice: unknown): string[] {
  const { data } = noticeSchema.safeParse(notice);
  return data?.severity === 'info' ? [] : [data?.text ?? 'a notice without words'];
}

function readTimes(values: readonly unknown[]): number[] | undefined {
  const times = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  return times.length === values.length ? times : undefined;
}

function readNumbers(times: readonly number[], values: readonly unknown[] = []): Array<number | null> {
  return times.map((_time, index) => {
    const value = values[index];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
}

function withoutName({ __name__: _name, ...labels }: Readonly<Record<string, string>>): Record<string, string> {
  return labels;
}
