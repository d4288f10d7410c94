import { useCallback } from 'react';

import { journalCodec } from '../../../core/journal/codec';
import { readRunKey, ROUND_DAYS } from '../../../core/checklist/runKey';
import type { JournalReading } from '../../../core/journal/event';
import { checkIntegrity, type Integrity } from '../../../core/journal/integrity';
import { JOURNAL_DOMAINS } from '../../../sources/journalDomains';
import type { Loadable } from '../../../ui/loadable';
import { addDays, instantOf } from '../../../core/time/zone';
import { useConnection } from '../../../ui/connection';
import { useServices } from '../../../ui/services';
import { useLoaded } from '../../../ui/useLoaded';
import { useZone } from '../../../ui/zone';

const DAY_MS = 86_400_000;

/** What the audit looks at: so many days back, or all about one round. */
export type AuditRange = { days: number } | { run: string };

export interface AuditReading extends JournalReading {
  /** Of all rows of the range. */
  integrity: Integrity;
}

const CODEC = journalCodec(JOURNAL_DOMAINS);

/** All entries of a range, read when somebody asks for it: it is not followed. Nothing of it is left out, or it fails. */
export function useAudit(range: AuditRange): { loaded: Loadable<AuditReading>; reload: () => void } {
  const { record, settings } = useConnection().connection;
  const { startedMs } = settings;
  const { clock } = useServices();
  const zone = useZone();
  const run = 'run' in range ? range.run : null;
  const days = 'days' in range ? range.days : 0;
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<AuditReading>> => {
      const asked = run === null ? { fromMs: clock() - days * DAY_MS, toMs: clock() + DAY_MS } : roundRange(run, zone);
      const rows = asked === null ? [] : await record.rows(asked, signal);
      const { events, rejected } = CODEC.decodeRows(rows);
      const isAsked = ({ subject }: { subject?: string }) => run === null || subject === run;
      return {
        state: 'ready',
        value: {
          events: events.filter(isAsked),
          rejected: rejected.filter(isAsked),
          integrity: checkIntegrity(CODEC, rows, { fromMs: 0, toMs: Infinity, ...asked, startedMs }),
        },
      };
    },
    [record, startedMs, clock, zone, run, days]
  );
  return useLoaded(load);
}

/** Where the entries about a round lie; null where the address names none. */
function roundRange(run: string, zone: string): { list: string; fromMs: number; toMs: number } | null {
  const key = readRunKey(run);
  if (key === null) {
    return null;
  }
  const at = (days: number) => instantOf(addDays(key.date, days), '00:00', zone);
  return { list: key.list, fromMs: at(-1), toMs: at(ROUND_DAYS) };
}
