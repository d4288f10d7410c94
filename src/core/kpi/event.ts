import { isRecord, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent } from '../journal/event';

/** That a person enters a key figure of a period by hand; who and when are the server's. The subject is `kpi/<id>`. */

/** The journal's list of entries. */
export const KPI_LIST = 'kpi';

const SUBJECT = 'kpi/';
/** The last instant that a Date can hold. */
const MAX_DATE_MS = 8.64e15;

export interface KpiEnteredPayload {
  /** In the figure's unit. */
  value: number;
  /** The period that it is about. */
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  /** Where it comes from, in a person's words; may be empty. */
  note: string;
}

export type KpiEnteredDraft = EventDraft<'kpi.entered', KpiEnteredPayload>;
export type KpiEnteredEvent = JournalEvent<'kpi.entered', KpiEnteredPayload>;

export const KPI_EVENTS: JournalDomain<KpiEnteredDraft> = {
  types: ['kpi.entered'],
  version: 2,
  fieldsOf: ({ value, fromMs: from, toMs: to, note }) => ({ p: { value, from, to, note } }),
  payloadOf: ({ p }) => {
    const { value, from, to, note } = isRecord(p) ? p : {};
    return isFinite(value) && isDate(from) && isDate(to) && from < to && typeof note === 'string'
      ? { value, fromMs: from, toMs: to, note }
      : null;
  },
};

export function kpiSubject(id: string): string {
  return SUBJECT + id;
}

export function isKpiEntered(event: JournalEvent): event is KpiEnteredEvent {
  return event.type === 'kpi.entered';
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isDate(ms: unknown): ms is number {
  return isFinite(ms) && ms >= 0 && ms <= MAX_DATE_MS;
}
