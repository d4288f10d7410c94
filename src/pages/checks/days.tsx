import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from 'react';

import { withNow } from '../../core/check/dayVerdicts';
import { useConnection } from '../../ui/connection';
import { DayStrip } from '../../ui/DayStrip';
import { reasonInTable } from '../../ui/reasonText';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import type { CheckRow } from './catalogue';
import { shownDays, STRIP_DAYS, type ShownDays } from './shownDays';

const STEP_PX = 6;
const HEIGHT_PX = 14;

const DaysContext = createContext<ShownDays | null>(null);

/** The past days of the rows below it, each asked for when it comes into sight. */
export function DaysProvider({ children }: { children: ReactNode }) {
  const { connection, memory } = useConnection();
  const zone = useZone();
  const days = useMemo(
    () => shownDays({ registry: connection.registry, zone, recall: memory.recall }),
    [connection, memory, zone]
  );
  return <DaysContext.Provider value={days}>{children}</DaysContext.Provider>;
}

/** The last days of a check and what it says now. */
export function DaysCell({ row: { definition, standing } }: { row: CheckRow }) {
  const days = useContext(DaysContext);
  if (days === null) {
    throw new Error('days are shown outside of a DaysProvider');
  }
  const { clock } = useServices();
  const place = useRef<HTMLSpanElement>(null);
  const known = useSyncExternalStore(days.subscribe, days.known).get(definition.id);
  // What has nothing to look at has no days to ask about.
  const isAsked = known === undefined && standing !== 'na' && standing !== 'pending';
  const show = useCallback(() => days.show(definition, clock()), [days, definition, clock]);
  useInSight(place, isAsked ? show : null);
  return (
    <span
      ref={place}
      title={known === undefined ? undefined : titleOf(known)}
      style={{ display: 'inline-block', minWidth: STRIP_DAYS * STEP_PX, minHeight: HEIGHT_PX }}
    >
      {known && 'reason' in known ? reasonInTable(known.reason) : null}
      {known && 'letters' in known && (
        <DayStrip
          days={standing === 'pending' ? known.letters : withNow(known.letters, standing)}
          step={STEP_PX}
          height={HEIGHT_PX}
        />
      )}
    </span>
  );
}

function titleOf(known: NonNullable<ReturnType<ReturnType<ShownDays['known']>['get']>>): string {
  return 'reason' in known
    ? t('checks.no-days', 'What it said on past days is not known')
    : t('checks.days-step', 'Looked at every 6 hours, and now');
}

/** Calls once when the element comes into sight; null: nothing is waited for. */
function useInSight(element: RefObject<HTMLElement>, onSight: (() => void) | null): void {
  useEffect(() => {
    const target = element.current;
    if (onSight === null || target === null) {
      return;
    }
    if (typeof IntersectionObserver === 'undefined') {
      onSight();
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        onSight();
      }
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, onSight]);
}
