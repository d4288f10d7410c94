import type { JournalRecord } from '../../core/journal/journal';
import type { ExportManifest } from '../../core/journal/exportFile';
import type { AnnotationRow } from '../../core/journal/codec';
import { zoneOf } from '../../core/settings/settings';
import { addDays, instantOf } from '../../core/time/zone';
import { annotationRecord } from '../../sources/grafana/annotationRows';
import { readSettings } from '../../sources/grafana/settings';
import type { Transport } from '../../sources/transport/port';
import { UsageError } from '../usage';

/** Flags of every command that reads a stretch of the journal, for parseArgs. */
export const rangeOptions = {
  from: { type: 'string' },
  to: { type: 'string' },
} as const;

export const RANGE_HELP = `  --from DATE        first day, YYYY-MM-DD in the app's time zone
                     (default: the beginning)
  --to DATE          last day (default: today)`;

export interface DateRange {
  from: string | undefined;
  to: string | undefined;
}

const DAY_MS = 86_400_000;
/** From the beginning: Grafana takes 0 for no range at all. */
const EVER_MS = 1;

/** Throws UsageError. */
export function readDates(values: { from?: string | undefined; to?: string | undefined }): DateRange {
  const { from, to } = values;
  for (const [flag, date] of Object.entries({ '--from': from, '--to': to })) {
    if (date !== undefined && !isDate(date)) {
      throw new UsageError(`${flag} has to be a date such as 2026-11-20`);
    }
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError('--from lies after --to');
  }
  return { from, to };
}

function isDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export interface ReadJournal extends ExportManifest {
  rows: readonly AnnotationRow[];
}

/** The rows of these days, at the home that the app's settings name. Rejects with SourceError. */
export async function readJournal(
  transport: Transport,
  { from, to }: DateRange,
  clock: () => number,
  signal: AbortSignal
): Promise<ReadJournal> {
  const { settings } = await readSettings(transport, signal);
  const zone = zoneOf(settings);
  const dashboardUid = settings.journal?.dashboardUid;
  const record: JournalRecord = annotationRecord({ transport, dashboardUid });
  const fromMs = from === undefined ? EVER_MS : instantOf(from, '00:00', zone);
  const endMs = to === undefined ? null : instantOf(addDays(to, 1), '00:00', zone) - 1;
  // A clock that is behind must not hide the newest.
  const rows = await record.rows({ fromMs, toMs: endMs ?? clock() + DAY_MS }, signal);
  const toMs = endMs ?? Math.max(clock(), rows.at(-1)?.created ?? 0);
  return { rows, home: dashboardUid ?? null, zone, fromMs, toMs, startedMs: settings.startedMs ?? null };
}
