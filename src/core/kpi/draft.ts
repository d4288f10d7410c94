import { NOTE_MAX } from '../journal/event';
import { KPI_LIST, kpiSubject, type KpiEnteredDraft, type KpiEnteredPayload } from './event';

/** Why an entry cannot be made. */
export type EntryProblem = 'value' | 'period' | 'period-not-begun';

/** What is wrong with an entry at a time; null when nothing is. */
export function entryProblem(
  { value, fromMs, toMs }: Pick<KpiEnteredPayload, 'value' | 'fromMs' | 'toMs'>,
  nowMs: number
): EntryProblem | null {
  if (!Number.isFinite(value)) {
    return 'value';
  }
  if (!(fromMs < toMs)) {
    return 'period';
  }
  return fromMs >= nowMs ? 'period-not-begun' : null;
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
