import type { CheckDefinition, OffsetPlace } from './definition';

/** LogQL that says now what it would have said so many seconds ago; macros stay. */
export function earlierLogql(
  { query, presence }: Pick<CheckDefinition, 'query' | 'presence'>,
  offsetsAt: NonNullable<CheckDefinition['offsetsAt']>,
  agoSeconds: number
): { query: string; presence: string } {
  return {
    query: earlier(query, offsetsAt.query, agoSeconds),
    presence: earlier(presence, offsetsAt.presence, agoSeconds),
  };
}

function earlier(text: string, places: readonly OffsetPlace[], agoSeconds: number): string {
  return [...places]
    .sort(([a], [b]) => b - a)
    .reduce(
      (rest, [from, to, seconds]) => `${rest.slice(0, from)} offset ${seconds + agoSeconds}s${rest.slice(to)}`,
      text
    );
}
