import type { ScopedVars, TimeRange, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

export type VariableValue = string | string[];

/** `$name`, `${name}`, `${name:format}` and `[[name]]`. */
const pattern = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g;

/** As Grafana writes several values: `{a,b}` unless the text or the caller asks for another form. */
function format(value: VariableValue, asked: string | undefined): string {
  if (typeof value === 'string') {
    return value;
  }
  const separator = asked === 'csv' ? ',' : asked === 'pipe' ? '|' : undefined;
  if (separator) {
    return value.join(separator);
  }
  return value.length === 1 ? (value[0] ?? '') : `{${value.join(',')}}`;
}

/** The variables of the dashboard that is open, and `__from` and `__to`. */
export class HostTemplates implements TemplateSrv {
  private range: TimeRange | undefined;
  private variables: TypedVariableModel[] = [];
  private readonly values = new Map<string, VariableValue>();

  getVariables(): TypedVariableModel[] {
    return this.variables;
  }

  /** Takes the place of all variables before. */
  setVariables(variables: ReadonlyArray<{ name: string; type: string; value: VariableValue }>): void {
    this.values.clear();
    variables.forEach(({ name, value }) => this.values.set(name, value));
    this.variables = variables.map(
      ({ name, type, value }) => ({ name, type, current: { text: value, value } }) as unknown as TypedVariableModel
    );
  }

  replace(target = '', scopedVars?: ScopedVars, asked?: string | ((value: unknown) => string)): string {
    return target.replace(pattern, (all, bare?: string, braced?: string, own?: string, squared?: string) => {
      const value = this.valueOf(bare ?? braced ?? squared ?? '', scopedVars);
      if (value === undefined) {
        return all;
      }
      return typeof asked === 'function' && !own ? asked(value) : format(value, own ?? String(asked));
    });
  }

  containsTemplate(target = ''): boolean {
    return /\$(\w+|\{)|\[\[/.test(target);
  }

  updateTimeRange(range: TimeRange): void {
    this.range = range;
  }

  private valueOf(name: string, scopedVars: ScopedVars | undefined): VariableValue | undefined {
    const scoped: unknown = scopedVars?.[name]?.value;
    if (scoped !== undefined && scoped !== null) {
      return Array.isArray(scoped) ? scoped.map(String) : String(scoped);
    }
    if (name === '__from' || name === '__to') {
      return this.range?.[name === '__from' ? 'from' : 'to'].valueOf().toString();
    }
    return this.values.get(name);
  }
}

export const hostTemplates = new HostTemplates();
