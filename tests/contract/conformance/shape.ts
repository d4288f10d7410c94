/** Compares an answer with a recorded one: everything must agree but what differs from run to run. */

/** Fields whose values are a matter of the run: only their type counts. */
const volatile = new Set([
  'accessErrorId',
  'commit',
  'created',
  'createdAt',
  'createdBy',
  'dashboardId',
  'id',
  'lastSeenAt',
  'lastSeenAtAge',
  'time',
  'timeEnd',
  'uid',
  'updated',
  'updatedAt',
  'updatedBy',
  'userId',
]);

/** Below these the values are measured, only their kind and number counts. */
const measured = new Set(['values', 'result']);

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

export interface ShapeOptions {
  /** Fields that count although they are volatile elsewhere. */
  exact?: readonly string[];
  /** The recording was cut: fields it lacks are not looked at. */
  partial?: boolean;
  /** Fields whose contents depend on what Prometheus scrapes: only array or object counts. */
  open?: readonly string[];
}

function scalars(expected: unknown, actual: unknown, at: string, key: string, options: ShapeOptions): string[] {
  if (kind(expected) !== kind(actual)) {
    return [
      `${at}: expected ${kind(expected)} ${JSON.stringify(expected)?.slice(0, 80)}, got ${JSON.stringify(actual)?.slice(0, 80)}`,
    ];
  }
  const isFree = volatile.has(key) && !options.exact?.includes(key);
  return isFree || expected === actual
    ? []
    : [`${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
}

/** Every place where `actual` does not have the shape of `expected`. */
export function differences(
  expected: unknown,
  actual: unknown,
  options: ShapeOptions = {},
  at = '',
  key = ''
): string[] {
  if (options.open?.includes(key) && kind(expected) === kind(actual)) {
    return [];
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) {
      return [`${at}: expected ${expected.length} elements, got ${actual.length}`];
    }
    return expected.flatMap((one, index) => differences(one, actual[index], options, `${at}/${index}`, key));
  }
  if (kind(expected) === 'object' && kind(actual) === 'object') {
    const [wanted, given] = [expected as Record<string, unknown>, actual as Record<string, unknown>];
    const surplus = options.partial ? [] : Object.keys(given).filter((name) => !(name in wanted));
    return [
      ...surplus.map((name) => `${at}/${name}: not in the recording`),
      ...Object.keys(wanted).flatMap((name) =>
        name in given
          ? differences(wanted[name], given[name], options, `${at}/${name}`, measured.has(key) ? key : name)
          : [`${at}/${name}: missing`]
      ),
    ];
  }
  if (measured.has(key)) {
    return kind(expected) === kind(actual) ? [] : [`${at}: expected ${kind(expected)}, got ${kind(actual)}`];
  }
  return scalars(expected, actual, at, key, options);
}

/** How the times of an annotation stand to each other: server-made ones are equal, an edit moves `updated`. */
export function timeOrder(row: Record<string, unknown>): string {
  const names = ['created', 'updated', 'time', 'timeEnd'];
  return names
    .flatMap((a, at) =>
      names.slice(at + 1).map((b) => `${a}${'<=>'[Math.sign(Number(row[a]) - Number(row[b])) + 1]}${b}`)
    )
    .join(' ');
}
