type Json = Record<string, unknown>;

/** What `fields` may name (server/application/application.go); what is not on the list is left out without a word. */
const SELECTABLE = new Set(
  ['metadata.resourceVersion', 'items.metadata.name', 'items.metadata.namespace', 'items.metadata.annotations']
    .concat(['items.metadata.labels', 'items.metadata.creationTimestamp', 'items.metadata.deletionTimestamp'])
    .concat(['items.spec', 'items.status.sync.status', 'items.status.health', 'items.status.summary'])
    .concat(['items.status.operationState.startedAt', 'items.status.operationState.finishedAt'])
    .concat(['items.status.operationState.phase', 'items.operation.sync', 'items.status.resources'])
);

/** Keeps the named fields of a list of applications; `-` in front keeps all others instead. */
export function selectFields(body: Json, fields: string): Json {
  const excludes = fields.startsWith('-');
  const names = (excludes ? fields.slice(1) : fields).split(',').filter((name) => SELECTABLE.has(name));
  const wanted = excludes ? [...SELECTABLE].filter((name) => !names.includes(name)) : names;
  const items = Array.isArray(body['items']) ? (body['items'] as Json[]) : null;
  return {
    ...pick(
      body,
      wanted.filter((name) => !name.startsWith('items.'))
    ),
    items:
      items?.map((item) =>
        pick(
          item,
          wanted.filter((name) => name.startsWith('items.')).map((name) => name.slice(6))
        )
      ) ?? null,
  };
}

function pick(from: Json, paths: readonly string[]): Json {
  const picked: Json = {};
  for (const path of paths) {
    const [first = '', ...rest] = path.split('.');
    const value = from[first];
    if (value !== undefined) {
      const before = picked[first];
      const inside = rest.length > 0 && isObject(value) ? pick(value, [rest.join('.')]) : value;
      picked[first] = isObject(before) && isObject(inside) ? merge(before, inside) : inside;
    }
  }
  return picked;
}

function merge(a: Json, b: Json): Json {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
