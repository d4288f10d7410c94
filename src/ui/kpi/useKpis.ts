import { useMemo } from 'react';

import { reasonOfThrown } from '../../core/check/answers';
import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import type { ArgocdRead } from '../../core/kpi/argocdFeed';
import { kpiJournalRanges, readKpiJournal, readKpis, type KpiJournal, type KpiOptions } from '../../core/kpi/readKpis';
import type { KpiReading } from '../../core/kpi/reading';
import { ARGOCD } from '../../core/products/argocd/product';
import { serversOf } from '../../core/products/source';
import type { Period } from '../../core/slo/scorecard';
import { useConnection, type Connected } from '../connection';
import { counted, type Steps } from '../polling/counted';
import { pollOf, SCREEN_PACE, type Poll } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { useServices } from '../services';
import { useZone } from '../zone';

const DAY_MS = 86_400_000;

/** All key figures over the days that end now, or over a month: one reading for all who look at the same. */
export function useKpisPoll(period: Period): Poll<readonly KpiReading[], Steps> {
  const connected = useConnection();
  const { clock } = useServices();
  const zone = useZone();
  const name = period.kind === 'own' ? 'rolling' : period.month.id;
  return useMemo(
    () =>
      sharedPoll(connected.connection, `key figures ${name}`, () =>
        pollOf(
          {
            ...SCREEN_PACE,
            // What they are made of goes back a quarter and is asked in full each time.
            everyMs: 5 * SCREEN_PACE.everyMs,
            read: counted((signal, onProgress) => read(connected, period, zone, clock, signal, onProgress), clock),
            isGood: () => true,
          },
          clock
        )
      ),
    // The period is what its name says.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [connected, clock, zone, name]
  );
}

async function read(
  { connection, library: { kpis } }: Connected,
  period: Period,
  zone: string,
  clock: Clock,
  signal: AbortSignal,
  onProgress: NonNullable<KpiOptions['onProgress']>
): Promise<readonly KpiReading[]> {
  const options: KpiOptions = {
    period: period.kind === 'own' ? 'rolling' : period.month,
    nowMs: clock(),
    zone,
    signal,
    onProgress,
  };
  const planned = kpiJournalRanges(kpis, options);
  // The server's clock may be ahead: what was entered just now counts.
  const ranges = { ...planned, entries: { ...planned.entries, toMs: planned.entries.toMs + DAY_MS } };
  const [journal, argocd] = await Promise.all([
    readKpiJournal(connection.journal, ranges, signal).catch((error: unknown): KpiJournal | Reason => {
      signal.throwIfAborted();
      return reasonOfThrown(error);
    }),
    argocdReads(connection, signal),
  ]);
  return readKpis(kpis, { metrics: connection.metricSources, journal, argocd }, options);
}

async function argocdReads({ sources }: Connected['connection'], signal: AbortSignal): Promise<readonly ArgocdRead[]> {
  return Promise.all(
    serversOf(sources, ARGOCD).map(async ({ inventory }) => {
      const { applications } = await inventory.read(['applications'], { signal });
      const { uid, name } = inventory;
      // Half of a list is none.
      const reason = applications.ok ? applications.partial : applications.reason;
      return { uid, name, applications: applications.ok && !reason ? applications.value : (reason ?? NOT_READ) };
    })
  );
}

const NOT_READ: Reason = { code: 'no-data' };
