import type { DatastoreJob } from './parts';

/** Those of the jobs that nobody has switched off. */
export function running(jobs: readonly DatastoreJob[]): readonly DatastoreJob[] {
  return jobs.filter(({ disabled }) => disabled !== true);
}
