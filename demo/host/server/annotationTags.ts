/** A tag as Grafana keeps it: `key:value`, or a key alone. */
export interface Tag {
  key: string;
  value: string;
}

/** Only the first two parts survive, both trimmed; an empty key drops the tag; doubles are dropped. */
export function parseTags(tags: readonly string[]): Tag[] {
  const parsed = new Map<string, Tag>();
  for (const text of tags) {
    const [key = '', value = ''] = text.split(':').map((part) => part.trim());
    if (key) {
      parsed.set(`${key}:${value}`, { key, value });
    }
  }
  return [...parsed.values()];
}

export const joinTag = ({ key, value }: Tag): string => (value ? `${key}:${value}` : key);
