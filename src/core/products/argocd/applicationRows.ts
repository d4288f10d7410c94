import { findingAbout } from '../../check/finding';
import type { CheckResult, Entity } from '../../check/result';
import { verdictRank } from '../../check/verdict';
import { feeds } from '../shows';
import {
  hasFailed,
  healthSinceMs,
  isOnItsWay,
  isRunning,
  lastInSyncMs,
  operationSinceMs,
  shortRevision,
} from './drift';
import { comparisonError, whyNotCompared } from './measures';
import type { ArgoApplication, ArgoProject } from './parts';
import { syncPermission } from './syncWindow';
import {
  APPLICATION_FIGURES,
  type ApplicationFigure,
  type ApplicationRow,
  type ApplicationState,
  type Why,
} from './view';

interface Input {
  applications: readonly ArgoApplication[];
  /** By name. */
  projects: ReadonlyMap<string, ArgoProject>;
  checks: readonly CheckResult[];
  nowMs: number;
  address?: string | undefined;
}

/** What one check says of one application, and of which fact of it. */
interface Said {
  check: CheckResult;
  figure: ApplicationFigure | undefined;
  entity: Entity;
}

/** Worst first, longest first among equals. */
export function applicationRows({ applications, projects, checks, nowMs, address }: Input): readonly ApplicationRow[] {
  const said = saidOf(checks);
  return applications
    .map((application) => {
      const worst = said.get(keyOf(application))?.[0];
      const denied = syncPermission(projects.get(application.project) ?? NO_PROJECT, application, nowMs) === 'denied';
      return rowOf(application, worst, denied, address);
    })
    .sort(
      (a, b) =>
        verdictRank(a.verdict) - verdictRank(b.verdict) ||
        (a.since?.ms ?? nowMs) - (b.since?.ms ?? nowMs) ||
        (a.key < b.key ? -1 : 1)
    );
}

const NO_PROJECT: ArgoProject = { name: '', description: null, syncWindows: [] };

function keyOf({ namespace, name }: Pick<ArgoApplication, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** By application, worst first. */
function saidOf(checks: readonly CheckResult[]): ReadonlyMap<string, readonly Said[]> {
  const said = new Map<string, Said[]>();
  for (const check of checks) {
    const figure = APPLICATION_FIGURES.find((one) => feeds<ApplicationFigure>(check.definition, one));
    for (const entity of check.entities) {
      const { name, namespace = '' } = entity.labels;
      if (name !== undefined) {
        const key = keyOf({ namespace, name });
        const others = said.get(key);
        if (others === undefined) {
          said.set(key, [{ check, figure, entity }]);
        } else {
          others.push({ check, figure, entity });
        }
      }
    }
  }
  said.forEach((all) =>
    all.sort((a, b) => verdictRank(a.entity.verdict) - verdictRank(b.entity.verdict) || weight(a) - weight(b))
  );
  return said;
}

function weight({ figure }: Said): number {
  return figure === undefined ? APPLICATION_FIGURES.length : APPLICATION_FIGURES.indexOf(figure);
}

/** Without any check that speaks of it an application is unknown, whatever Argo CD says. */
function rowOf(
  application: ArgoApplication,
  worst: Said | undefined,
  denied: boolean,
  address: string | undefined
): ApplicationRow {
  const { name, namespace, project, sync, health, autoSync, history, targetRevision } = application;
  const [last] = history;
  const verdict = worst === undefined || worst.entity.verdict === 'na' ? 'unknown' : worst.entity.verdict;
  const bad = worst !== undefined && verdict !== 'pass' ? worst : undefined;
  return {
    key: keyOf(application),
    name,
    namespace,
    project,
    sync,
    health,
    autoSync,
    verdict,
    destination: application.destination.cluster,
    state: stateOf(verdict, application, bad),
    why: bad === undefined ? null : whyOf(application, bad, denied),
    since: bad === undefined ? null : sinceOf(application, bad),
    target: targetRevision,
    revision: last === undefined ? null : shortRevision(last.revision),
    lastSyncMs: last?.deployedMs ?? null,
    lastSyncBy: last?.by ?? null,
    failed: hasFailed(application),
    href: address === undefined ? null : hrefOf(address, application),
  };
}

function hrefOf(address: string, { namespace, name }: ArgoApplication): string {
  const path = [namespace, name].filter((part) => part !== '').map(encodeURIComponent);
  return `${address.replace(/\/+$/, '')}/applications/${path.join('/')}`;
}

function stateOf(
  verdict: ApplicationRow['verdict'],
  application: ArgoApplication,
  bad: Said | undefined
): ApplicationState {
  if (verdict === 'pass') {
    return application.sync === 'Synced' && application.health === 'Healthy' ? 'healthy' : 'passing';
  }
  if (verdict === 'unknown') {
    return 'unknown';
  }
  switch (bad?.figure) {
    case 'unhealthy':
      return isOnItsWay(application) ? 'attention' : 'degraded';
    case 'sync-failed':
    case 'hydration':
      return 'sync-failed';
    default:
      return application.sync === 'OutOfSync' ? 'out-of-sync' : 'attention';
  }
}

function whyOf(application: ArgoApplication, { check, figure, entity }: Said, denied: boolean): Why {
  const { health, healthMessage, operation, history } = application;
  switch (figure) {
    case 'unhealthy':
      return { code: 'health', health, text: healthMessage };
    case 'sync-failed':
      return { code: 'sync-failed', text: operation?.message ?? null };
    case 'out-of-sync':
    case 'drift-age':
      return whyDiffers(application, denied);
    case 'sync-running':
      return { code: 'sync-running', text: operation?.message ?? null };
    case 'auto-sync':
      return { code: 'auto-sync-off' };
    case 'rollback':
      return { code: 'few-revisions', kept: history.length };
    case 'conditions': {
      const type = entity.labels['type'] ?? '';
      return { code: 'condition', type, text: application.conditions.find((one) => one.type === type)?.message ?? '' };
    }
    default:
      return {
        code: 'finding',
        text: entity.reason?.quote ?? entity.reason?.detail ?? findingAbout(check.definition, entity, null),
      };
  }
}

function whyDiffers(application: ArgoApplication, denied: boolean): Why {
  const { sync, operation, autoSync, revision, history, outOfSync } = application;
  if (sync !== 'OutOfSync') {
    return { code: 'not-compared', text: whyNotCompared(application) };
  }
  if (isRunning(application)) {
    return { code: 'sync-running', text: operation?.message ?? null };
  }
  if (hasFailed(application)) {
    return { code: 'sync-failed', text: operation?.message ?? null };
  }
  if (denied) {
    return { code: 'sync-denied' };
  }
  if (!autoSync) {
    return { code: 'auto-sync-off' };
  }
  return revision !== null && history[0]?.revision !== revision
    ? { code: 'new-revision', revision: shortRevision(revision) }
    : { code: 'changed-in-cluster', resources: outOfSync };
}

function sinceOf(application: ArgoApplication, { figure, entity }: Said): ApplicationRow['since'] {
  const exactly = (ms: number | null) => (ms === null ? null : { ms, atMost: false });
  switch (figure) {
    case 'unhealthy':
      return isOnItsWay(application) ? exactly(healthSinceMs(application)) : exactly(application.healthSinceMs);
    case 'hydration':
      return exactly(application.hydration?.finishedMs ?? application.hydration?.startedMs ?? null);
    case 'sync-failed':
    case 'sync-running':
      return exactly(operationSinceMs(application));
    case 'conditions':
      return exactly(application.conditions.find(({ type }) => type === entity.labels['type'])?.sinceMs ?? null);
    case 'out-of-sync':
    case 'drift-age': {
      if (application.sync !== 'OutOfSync') {
        return exactly(comparisonError(application)?.sinceMs ?? null);
      }
      const lastMs = lastInSyncMs(application);
      return lastMs === null ? null : { ms: lastMs, atMost: true };
    }
    default:
      return null;
  }
}
