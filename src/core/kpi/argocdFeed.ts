import type { Reason } from '../check/verdict';
import { hasFailed } from '../products/argocd/drift';
import type { ArgoApplication } from '../products/argocd/parts';
import { wilsonInterval } from './chance';
import type { ArgocdFeed } from './definition';
import type { TimeSpan } from './incidents';
import { BARE, silent, type FeedAnswer, type Measured } from './reading';
import { workingDays, type KpiSpans } from './window';

/** One Argo CD: its whole list of applications, or why that is not known. */
export interface ArgocdRead {
  uid: string;
  name: string;
  applications: readonly ArgoApplication[] | Reason;
}

/** What Argo CD keeps unless an application says otherwise (`revisionHistoryLimit`). */
const KEPT = 10;
/** Below this many an interval tells more than a ratio. */
const FEW = 20;
const KNOWN_SYNC: readonly string[] = ['Synced', 'OutOfSync'];

/** Figures of all applications of all servers; one server that cannot be read makes them unknown. */
export function readArgocd(
  { measure }: ArgocdFeed,
  servers: readonly ArgocdRead[],
  { now, before }: KpiSpans,
  zone: string
): FeedAnswer {
  const applications: ArgoApplication[] = [];
  for (const server of servers) {
    if ('code' in server.applications) {
      return { ok: false, silent: false, reason: server.applications };
    }
    applications.push(...server.applications);
  }
  if (applications.length === 0) {
    return silent(servers.length === 0 ? 'not-connected' : 'no-data');
  }
  switch (measure) {
    case 'in-sync':
      return { ok: true, measured: inSync(applications) };
    case 'drift':
      return { ok: true, measured: drift(applications) };
    case 'deployments':
      return deployments(applications, now, before, zone);
    case 'deploy-success':
      return deploySuccess(applications, now);
  }
}

function inSync(applications: readonly ArgoApplication[]): Measured {
  const known = applications.filter(({ sync, health }) => KNOWN_SYNC.includes(sync) && health !== 'Unknown');
  const good = known.filter(({ sync, health }) => sync === 'Synced' && health === 'Healthy').length;
  return ofKnown(good, known.length, applications.length);
}

/** A ratio of the known ones, and what it can be with the others. */
function ofKnown(good: number, known: number, all: number): Measured {
  const value = known === 0 ? 0 : good / known;
  return {
    ...BARE,
    value,
    coverage: known / all,
    population: { reporting: known, of: all },
    range: known === all ? null : { low: good / all, high: (good + all - known) / all },
    parts: [
      {
        name: 'In sync and healthy',
        formula: 'in sync and healthy / applications that are known',
        numbers: [
          { name: 'in sync and healthy', value: good, unit: 'count' },
          { name: 'applications that are known', value: known, unit: 'count' },
        ],
        result: value,
        unit: 'ratio',
      },
    ],
  };
}

function drift(applications: readonly ArgoApplication[]): Measured {
  const known = applications.filter(({ sync }) => KNOWN_SYNC.includes(sync));
  const drifted = known.filter(({ sync }) => sync === 'OutOfSync').length;
  const silentOnes = applications.length - known.length;
  return {
    ...BARE,
    value: drifted,
    coverage: known.length / applications.length,
    population: { reporting: known.length, of: applications.length },
    range: silentOnes === 0 ? null : { low: drifted, high: drifted + silentOnes },
  };
}

/** Syncs that brought out another revision than the one before; the oldest that is kept has nothing to be compared with. */
function deploymentsIn({ history }: ArgoApplication, { fromMs, toMs }: TimeSpan): number {
  return history.filter(
    ({ revision, deployedMs }, index) =>
      deployedMs >= fromMs && deployedMs < toMs && history[index + 1]?.revision !== revision
  ).length;
}

/** The share of the window that the kept history of all applications reaches back over. */
function historyCoverage(applications: readonly ArgoApplication[], { fromMs, toMs }: TimeSpan): number {
  const reach = applications.map(({ history, historyLimit }) => {
    const oldestMs = history.at(-1)?.deployedMs ?? toMs;
    return history.length < (historyLimit ?? KEPT) ? 1 : Math.min(1, (toMs - oldestMs) / (toMs - fromMs));
  });
  return reach.reduce((sum, share) => sum + share, 0) / applications.length;
}

function deployments(
  applications: readonly ArgoApplication[],
  now: TimeSpan,
  before: TimeSpan,
  zone: string
): FeedAnswer {
  const perDay = (span: TimeSpan) => {
    const count = applications.reduce((sum, application) => sum + deploymentsIn(application, span), 0);
    return { count, days: workingDays(span, zone) };
  };
  const { count, days } = perDay(now);
  if (days === 0) {
    return silent('nothing-happened');
  }
  const wholeBefore = historyCoverage(applications, { fromMs: before.fromMs, toMs: now.toMs }) === 1;
  const last = perDay(before);
  return {
    ok: true,
    measured: {
      ...BARE,
      value: count / days,
      previous: wholeBefore && last.days > 0 ? last.count / last.days : null,
      coverage: historyCoverage(applications, now),
      parts: [
        {
          name: 'Deployments per working day',
          formula: 'deployments / working days',
          numbers: [
            { name: 'deployments', value: count, unit: 'count' },
            { name: 'working days', value: days, unit: 'count' },
          ],
          result: count / days,
          unit: 'count',
        },
      ],
    },
  };
}

/**
 * Argo CD keeps every success and only the last failure of an application: the true ratio is at most what can be counted, so
 * it can be missed for certain and never met.
 */
function deploySuccess(applications: readonly ArgoApplication[], now: TimeSpan): FeedAnswer {
  let succeeded = 0;
  let failed = 0;
  for (const application of applications) {
    succeeded += application.history.filter(
      ({ deployedMs }) => deployedMs >= now.fromMs && deployedMs < now.toMs
    ).length;
    const endedMs = application.operation?.finishedMs ?? null;
    failed += hasFailed(application) && endedMs !== null && endedMs >= now.fromMs && endedMs < now.toMs ? 1 : 0;
  }
  const finished = succeeded + failed;
  if (finished === 0) {
    return { ok: false, silent: true, reason: { code: 'nothing-happened' } };
  }
  const value = succeeded / finished;
  const interval = finished < FEW ? wilsonInterval(succeeded, finished) : null;
  return {
    ok: true,
    measured: {
      ...BARE,
      value,
      bound: 'atMost',
      coverage: historyCoverage(applications, now),
      range: { low: 0, high: value },
      interval: interval && { ...interval, of: finished },
      parts: [
        {
          name: 'Deployments that succeeded',
          formula: 'succeeded / finished',
          numbers: [
            { name: 'succeeded', value: succeeded, unit: 'count' },
            { name: 'finished', value: finished, unit: 'count' },
          ],
          result: value,
          unit: 'ratio',
        },
      ],
    },
  };
}
