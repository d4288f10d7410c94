import type { ArgoApplication } from './parts';

/**
 * When an application that is out of sync was last known to match Git, in ms. Argo CD keeps no time of the change itself, so that
 * the drift is younger than this by an unknown stretch. One that was never synced has differed since it was made. Null: not known.
 * A dry run brings nothing out, and a sync of some resources leaves the others as they were: neither says that it matched.
 */
export function lastInSyncMs({ history, operation, createdMs }: ArgoApplication): number | null {
  const synced = history[0]?.deployedMs ?? null;
  const finished = operation?.phase === 'Succeeded' && operation.isWhole ? operation.finishedMs : null;
  return synced === null && finished === null ? createdMs : Math.max(synced ?? 0, finished ?? 0);
}

/** Since when the last operation has been under way or over, in ms. */
export function operationSinceMs({ operation }: ArgoApplication): number | null {
  return operation === null ? null : (operation.finishedMs ?? operation.startedMs);
}

/**
 * Since when its health has been what it is, in ms: by Argo CD's own word, else since what last happened to it, which its health may
 * have outlived but not preceded. Null: not known.
 */
export function healthSinceMs(application: ArgoApplication): number | null {
  const { healthSinceMs: said, history, createdMs } = application;
  return said ?? operationSinceMs(application) ?? history[0]?.deployedMs ?? createdMs;
}

/** Whether its health is one that should not last. */
export function isOnItsWay({ health }: Pick<ArgoApplication, 'health'>): boolean {
  return health === 'Progressing' || health === 'Suspended';
}

export function hasFailed({ operation }: ArgoApplication): boolean {
  return operation?.phase === 'Failed' || operation?.phase === 'Error';
}

export function isRunning({ operation }: ArgoApplication): boolean {
  return operation?.phase === 'Running' || operation?.phase === 'Terminating';
}

/** `3f2a91c`: of several sources the first. */
export function shortRevision(revision: string | null): string {
  const [first = ''] = (revision ?? '').split(',');
  return /^[0-9a-f]{12,}$/.test(first) ? first.slice(0, 7) : first;
}
