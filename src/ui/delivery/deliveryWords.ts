import type { ApplicationRow, Why } from '../../core/products/argocd/view';
import { durationText } from '../duration';
import { t } from '../t';

/** Why an application does not pass, as one sentence; what Argo CD says itself stays in its words. */
export function whyText(why: Why): string {
  switch (why.code) {
    case 'health':
      return why.text ?? t('delivery.why.health', 'its health is {{health}}', { health: why.health });
    case 'not-compared':
    case 'finding':
      return why.text;
    case 'sync-running':
      return why.text
        ? t('delivery.why.running-what', 'sync runs: {{what}}', { what: why.text })
        : t('delivery.why.running', 'sync runs');
    case 'sync-failed':
      return why.text
        ? t('delivery.why.failed-what', 'sync failed: {{what}}', { what: why.text })
        : t('delivery.why.failed', 'sync failed');
    case 'sync-denied':
      return t('delivery.why.denied', 'a sync window denies it now');
    case 'auto-sync-off':
      return t('delivery.why.manual', 'automatic sync is off');
    case 'new-revision':
      return t('delivery.why.revision', 'Git is at {{revision}}', { revision: why.revision });
    case 'changed-in-cluster':
      return changedText(why.resources);
    case 'condition':
      return why.text === '' ? why.type : `${why.type}: ${why.text}`;
    case 'few-revisions':
      return why.kept === 0
        ? t('delivery.why.never', 'was never synced, nothing to go back to')
        : t('delivery.why.few', 'keeps one revision, nothing to go back to');
  }
}

function changedText(resources: readonly string[]): string {
  const [first] = resources;
  if (first === undefined) {
    return t('delivery.why.changed', 'changed in the cluster');
  }
  return resources.length === 1
    ? t('delivery.why.changed-one', 'changed in the cluster: {{resource}}', { resource: first })
    : t('delivery.why.changed-many', 'changed in the cluster: {{resource}} and {{n}} more', {
        resource: first,
        n: resources.length - 1,
      });
}

/** `26 h`, or `≤ 26 h` where only the last moment of being in sync is known; empty when nothing is. */
export function sinceText(since: ApplicationRow['since'], nowMs: number): string {
  if (since === null) {
    return '';
  }
  const age = coarseAge(nowMs - since.ms);
  return since.atMost ? `≤\u00a0${age}` : age;
}

/** What `sinceText` means, in words, for a title. */
export function sinceMeaning(since: ApplicationRow['since']): string | undefined {
  return since?.atMost
    ? t('delivery.since.at-most', 'It was last in sync then. Argo CD does not keep when it began to differ.')
    : undefined;
}

const HOUR_MS = 3_600_000;

/** One unit: `6 min`, `31 h` up to two days, `4 d`. */
function coarseAge(ms: number): string {
  return ms >= HOUR_MS && ms < 48 * HOUR_MS
    ? t('duration.hours', '{{h}} h', { h: Math.floor(ms / HOUR_MS) })
    : durationText(ms);
}

/** What is worst about a row, in one of Argo CD's own words where it has one. */
export function stateWord({ state, health, sync, why }: ApplicationRow): string {
  switch (state) {
    case 'degraded':
      return health;
    case 'passing':
      return health === 'Healthy' ? sync : health;
    case 'out-of-sync':
      return sync;
    case 'sync-failed':
      return t('delivery.state.failed', 'Sync failed');
    case 'unknown':
      return t('delivery.state.unknown', 'Unknown');
    case 'attention':
      return warningWord(why);
    case 'healthy':
      return sync;
  }
}

/** In the room of a word: what warns, where it has a name. */
function warningWord(why: Why | null): string {
  switch (why?.code) {
    case 'condition':
      return why.type.replace(/Warning$/, '');
    case 'auto-sync-off':
      return t('delivery.state.manual', 'No auto-sync');
    case 'few-revisions':
      return t('delivery.state.few', 'No rollback');
    case 'sync-running':
      return t('delivery.state.running', 'Sync runs');
    default:
      return t('delivery.state.attention', 'Warning');
  }
}
