import { gauge, type Sample } from '../../output/prometheusText';
import { POSTURES, type TargetRow } from '../../../core/products/backups/view';
import type { BackupsOutcome } from '../outcome';

/** For the textfile collector of node_exporter. What is not known has no sample; when it was measured tells a stale file. */
export function renderTextfile({ view: { rows, counts }, askedMs }: BackupsOutcome): string {
  const lastGood = rows.flatMap((row) =>
    row.lastGood.state === 'known' ? [[identity(row), row.lastGood.atMs / 1000] as const] : []
  );
  const limits = rows.flatMap((row) =>
    row.objective.rpoSeconds === null ? [] : [[identity(row), row.objective.rpoSeconds] as const]
  );
  const tested = rows.flatMap((row) =>
    row.restoreTest.last === null ? [] : [[identity(row), row.restoreTest.last.atMs / 1000] as const]
  );
  return [
    ...family(
      'targets',
      'Targets by posture.',
      POSTURES.map((posture) => [{ posture }, counts[posture]] as const)
    ),
    ...family(
      'posture',
      'Posture of the target: 1 for the one that it has.',
      rows.flatMap((row) =>
        POSTURES.map((posture) => [{ ...identity(row), posture }, Number(row.posture === posture)] as const)
      )
    ),
    ...family('last_good_timestamp_seconds', 'Newest good backup of the target, seconds since the epoch.', lastGood),
    ...family('objective_age_seconds', 'How old the newest good backup of the target may be.', limits),
    ...family('restore_test_timestamp_seconds', 'Last restore test of the target, seconds since the epoch.', tested),
    ...family('measured_timestamp_seconds', 'When the backups were looked at, seconds since the epoch.', [
      [{}, askedMs / 1000],
    ]),
    '',
  ].join('\n');
}

function family(name: string, help: string, samples: readonly Sample[]): readonly string[] {
  return gauge(`opsrounds_backup_${name}`, help, samples);
}

function identity({ target: { key, kind, name } }: TargetRow): Record<string, string> {
  return { target: key, kind, name };
}
