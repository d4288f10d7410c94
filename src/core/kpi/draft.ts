import { NOTE_MAX } from '../journal/event';
import type { KpiDefinition } from './definition';
import { KPI_LIST, kpiSubject, type KpiEnteredDraft, type KpiEnteredPayload } from './event';

/** Why an entry cannot be made. */
export type EntryProblem = 'value' | 'value-out-of-range' | 'period' | 'period-not-begun';

/** What of a key figure says which values it can have. */
export type Entered = Pick<KpiDefinition, 'id' | 'unit' | 'direction'>;

/** What is wrong with an entry at a time; null when nothing is. */
export function entryProblem(
  { value, fromMs, toMs }: Pick<KpiEnteredPayload, 'value' | 'fromMs' | 'toMs'>,
  nowMs: number,
  definition: Entered
): EntryProblem | null {
  if (!Number.isFinite(value)) {
    return 'value';
  }
  const [least, most] = valueRangeOf(definition);
  if (value < least || value > most) {
    return 'value-out-of-range';
  }
  if (!(fromMs < toMs)) {
    return 'period';
  }
  return fromMs >= nowMs ? 'period-not-begun' : null;
}

/** A share is between 0 and 1, whoever writes 97 means 0.97; a change or a difference may be anything; the rest is no less than 0. */
export function valueRangeOf({ unit, direction }: Entered): readonly [least: number, most: number] {
  if (unit !== 'ratio') {
    return [0, Infinity];
  }
  return direction === 'up' ? [0, 1] : [-Infinity, Infinity];
}

/**
 * Enters a figure by hand.
 * @param key New and unique.
 * @param id Of the key figure.
 */
export function kpiEnteredDraft(
  key: string,
  id: string,
  payload: KpiEnteredPayload,
  sentence: string
): KpiEnteredDraft {
  return {
    class: 'sys',
    list: KPI_LIST,
    type: 'kpi.entered',
    key,
    subject: kpiSubject(id),
    payload: { ...payload, note: payload.note.slice(0, NOTE_MAX) },
    sentence,
  };
}
