import { useCallback } from 'react';

import { readRunKey, ROUND_DAYS } from '../../../core/checklist/runKey';
import type { JournalReading } from '../../../core/journal/event';
import type { Loadable } from '../../../ui/loadable';
import { addDays, instantOf } from '../../../core/time/zone';
import { useConnection } from '../../../ui/connection';
import { useServices } from '../../../ui/services';
import { useLoaded } from '../../../ui/useLoaded';
import { useZone } from '../../../ui/zone';
import { AUDIT_CLASSES } from './auditRows';

const DAY_MS = 86_400_000;

/** What the audit looks at: so many days back, or all about one round. */
export type AuditRange = { days: number } | { run: string };

/** All entries of a range, read when somebody asks for it: it is not followed. Nothing of it is left out, or it fails. */
export function useAudit(range: AuditRange): { loaded: Loadable<JournalReading>; reload: () => void } {
  const { journal } = useConnection().connection;
  const { clock } = useServices();
  const zone = useZone();
  const run = 'run' in range ? range.run : null;
  const days = 'days' in range ? range.days : 0;
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<JournalReading>> => {
      const asked = run === null ? { fromMs: clock() - days * DAY_MS, toMs: clock() + DAY_MS } : roundRange(run, zone);
      if (asked === null) {
        return { state: 'ready', value: { events: [], rejected: [] } };
      }
      const classes = run === null ? AUDIT_CLASSES : (['run', 'sum'] as const);
      const parts = await Promise.all(classes.map((of) => journal.read({ ...asked, class: of }, signal)));
      const isAsked = ({ subject }: { subject?: string }) => run === null || subject === run;
      return {
        state: 'ready',
        value: {
          events: parts.flatMap(({ events }) => events).filter(isAsked),
          rejected: parts.flatMap(({ rejected }) => rejected).filter(isAsked),
        },
      };
    },
    [journal, clock, zone, run, days]
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
