const keys = new WeakMap<object, string>();
let made = 0;

/** One per self-test: what is read because of it is read anew after the next. */
export function keyOf(found: object): string {
  const key = keys.get(found) ?? `found-${(made += 1)}`;
  keys.set(found, key);
  return key;
}
