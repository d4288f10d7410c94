import { canonicalJson, utf8Length } from './canonical';
import type { EventDraft } from './event';

/** The part of an event that takes most of it. */
export interface LargePart {
  /** `payload.details.note`. */
  path: string;
  bytes: number;
}

/** Goes down as long as one part takes more than half of what holds it. */
export function largestPart({ payload }: Pick<EventDraft, 'payload'>): LargePart {
  let largest: LargePart & { value: unknown } = { path: 'payload', bytes: bytesOf(payload), value: payload };
  for (;;) {
    const half = largest.bytes / 2;
    const { path, value } = largest;
    const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const inside = parts
      .map(([name, part]: [string, unknown]) => ({ path: `${path}.${name}`, bytes: bytesOf(part), value: part }))
      .find(({ bytes }) => bytes > half);
    if (!inside) {
      return { path, bytes: largest.bytes };
    }
    largest = inside;
  }
}

function bytesOf(value: unknown): number {
  return utf8Length(canonicalJson(value));
}
