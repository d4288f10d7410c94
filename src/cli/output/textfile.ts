import { VERDICTS_WORST_FIRST } from '../../core/check/verdict';
import type { Outcome } from '../outcome';
import { gauge } from './prometheusText';

/** For the textfile collector of node_exporter. A check that was asked and is not known says so; when it was asked tells a stale file. */
export function renderTextfile({ result }: Outcome): string {
  const checks = [...result.checks.values()].map((check) => {
    const { id, pack, severity } = check.definition;
    return { check, labels: { check: id, pack, severity } };
  });
  return [
    ...gauge(
      'opsrounds_check_verdict',
      'Verdict of the check: 1 for the one that it has.',
      checks.flatMap(({ check, labels }) =>
        VERDICTS_WORST_FIRST.map((verdict) => [{ ...labels, verdict }, Number(verdict === check.verdict)] as const)
      )
    ),
    ...gauge(
      'opsrounds_check_entities',
      'Things that the check looked at, by their verdict.',
      checks.flatMap(({ check, labels }) =>
        VERDICTS_WORST_FIRST.filter((verdict) => verdict !== 'na').map(
          (verdict) => [{ ...labels, verdict }, check.counts[verdict]] as const
        )
      )
    ),
    ...gauge(
      'opsrounds_check_source_answered',
      'Whether the source answered.',
      result.sources.map(({ name, answered }) => [{ source: name }, Number(answered)] as const)
    ),
    ...gauge('opsrounds_check_measured_timestamp_seconds', 'When the checks were asked, seconds since the epoch.', [
      [{}, result.askedMs / 1000],
    ]),
    '',
  ].join('\n');
}
