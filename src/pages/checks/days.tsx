import { createContext, useContext, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';

import { withNow } from '../../core/check/dayVerdicts';
import { localDate } from '../../core/time/zone';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import { DayStrip } from '../../ui/DayStrip';
import { reasonInTable, reasonWords } from '../../ui/reasonText';
import { useInSight } from '../../ui/useInSight';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import type { CheckRow } from './catalogue';
import { shownDays, STRIP_DAYS, type KnownDays, type ShownDays } from './shownDays';

const STEP_PX = 6;
const HEIGHT_PX = 14;

const DaysContext = createContext<{ days: ShownDays; today: string } | null>(null);

/** The past days of the rows below it, each asked for when it comes into sight. */
export function DaysProvider({ children }: { children: ReactNode }) {
  const { connection, memory } = useConnection();
  const zone = useZone();
  const today = localDate(
    useNow(() => 60_000),
    zone
  );
  const days = useMemo(
    () => shownDays({ registry: connection.registry, zone, recall: memory.recall }),
    [connection, memory, zone]
  );
  const shown = useMemo(() => ({ days, today }), [days, today]);
  return <DaysContext.Provider value={shown}>{children}</DaysContext.Provider>;
}

/** The last days of a check and what it says now. */
export function DaysCell({ row: { definition, standing, result } }: { row: CheckRow }) {
  const shown = useContext(DaysContext);
  if (shown === null) {
    throw new Error('days are shown outside of a DaysProvider');
  }
  const { days, today } = shown;
  const { clock } = useServices();
  const place = useRef<HTMLSpanElement>(null);
  const last = useSyncExternalStore(days.subscribe, days.known).get(definition.id);
  const known = last?.today === today ? last : undefined;
  // What has nothing to look at has no days to ask about.
  const isAsked = (known === undefined || known.failedMs !== undefined) && standing !== 'na' && standing !== 'pending';
  // Each look brings a result of its own: what was asked in vain is asked again with it.
  const show = useMemo(
    () => (isAsked && result !== null ? () => days.show(definition, clock()) : null),
    [days, definition, clock, isAsked, result]
  );
  useInSight(place, show);
  return (
    <span
      ref={place}
      title={known && titleOf(known)}
      style={{ display: 'inline-block', minWidth: STRIP_DAYS * STEP_PX, minHeight: HEIGHT_PX }}
    >
      {known && 'reason' in known.said && reasonInTable(known.said.reason)}
      {known && 'letters' in known.said && (
        <DayStrip
          days={standing === 'pending' ? known.said.letters : withNow(known.said.letters, standing)}
          step={STEP_PX}
          height={HEIGHT_PX}
        />
      )}
    </span>
  );
}

function titleOf({ said }: KnownDays): string {
  return 'reason' in said ? reasonWords(said.reason) : t('checks.days-step', 'Looked at every 6 hours, and now');
}
