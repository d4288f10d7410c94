import type { Labels } from '../../../check/series';
import type { Reason } from '../../../check/verdict';
import type { BackupJob, BackupRun, BackupTarget, Copy, Provider, TargetKind, Verification } from '../target';
import type { PresetReading } from './preset';
import type { Thing } from './things';

/** What metrics tell of a target; all the rest is not known. */
interface Told {
  kind: TargetKind;
  provider: Provider;
  name: string;
  place: string;
  labels: Labels;
  /** Null where nobody tells what starts it: somebody made the backup, so something takes it, and its age judges the rest. */
  job: BackupJob | null;
  /** Where the backups are. */
  copyPlace: string;
  newest: Copy['newest'];
  runs: readonly BackupRun[];
  createdMs?: number | null;
  media?: Copy['media'];
  oldestMs?: number | null;
  count?: number | null;
  verification: Verification;
  sync?: Copy['sync'];
}

/** Names of the instant queries without which a target cannot be judged. */
export function targetOf(thing: Thing, reading: PresetReading, needed: readonly string[], told: Told): BackupTarget {
  const { kind, provider, name, place, labels, job, runs } = told;
  const newest: Copy['newest'] = thing.vanished === null ? told.newest : { state: 'unknown', reason: thing.vanished };
  return {
    key: thing.key,
    kind,
    name,
    place,
    labels,
    sourceUid: reading.source.uid,
    createdMs: told.createdMs ?? null,
    ...(thing.seenFromMs !== null && { thereSinceMs: thing.seenFromMs }),
    ...(thing.seenAlwaysFromMs !== null && { runsFromMs: thing.seenAlwaysFromMs }),
    jobs: job === null ? [] : [thing.vanished === null ? job : { ...job, state: 'unknown' }],
    coverage: coverageOf(job, newest, thing.vanished),
    copies:
      newest.state === 'never'
        ? []
        : [
            {
              provider,
              place: told.copyPlace,
              media: told.media ?? 'unknown',
              offsite: { is: null, declared: false },
              immutable: { is: null, declared: false },
              newest,
              oldestMs: told.oldestMs ?? null,
              count: told.count ?? null,
              verification: thing.vanished === null ? told.verification : 'unknown',
              verifiedMs: null,
              sync: told.sync ?? null,
            },
          ],
    runs,
    doubts: doubtsOf(thing, reading, needed),
  };
}

function coverageOf(job: BackupJob | null, newest: Copy['newest'], vanished: Reason | null): BackupTarget['coverage'] {
  if (vanished !== null) {
    return { state: 'unknown', reason: vanished };
  }
  if (job?.state === 'off' || job?.state === 'unscheduled') {
    return { state: 'uncovered', why: job.state === 'off' ? 'job-off' : 'job-unscheduled', job: job.name };
  }
  if (job?.state === 'on' || newest.state === 'known') {
    return { state: 'covered', leftOut: [] };
  }
  return { state: 'unknown', reason: newest.state === 'unknown' ? newest.reason : NO_SCHEDULE };
}

const NO_SCHEDULE: Reason = { code: 'no-data', detail: 'Its metrics do not tell whether anything is scheduled.' };

function doubtsOf({ vanished }: Thing, reading: PresetReading, needed: readonly string[]): readonly Reason[] {
  const failed = needed.flatMap((name) => reading.failed(name) ?? []);
  return vanished === null ? failed.slice(0, 1) : [vanished];
}
