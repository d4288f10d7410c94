/** What the dashboard's variables left of a filter: the values that are let through; empty lets everything through. */
export type Wanted = readonly string[];

/**
 * The values of a filter. A multi-value variable arrives as `{a,b}` or `a,b`; `*`, `.*` and `All` stand for everything, as
 * Grafana puts them for "All".
 */
export function wantedOf(text: string | undefined): Wanted {
  const plain = (text ?? '').trim().replace(/^[{(](.*)[})]$/, '$1');
  const values = plain
    .split(/[,|]/)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return values.some((value) => value === '*' || value === '.*' || value === '$__all') ? [] : values;
}

/** Whether one of the names of a thing (a guest's id and its name) is wanted; `*` stands for any letters. */
export function matches(wanted: Wanted, ...names: ReadonlyArray<string | null>): boolean {
  return wanted.length === 0 || wanted.some((value) => names.some((name) => name !== null && like(value, name)));
}

function like(pattern: string, name: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i').test(name);
}
