import { VERDICTS_WORST_FIRST } from '../../../core/check/verdict';
import { targetRatio } from '../../../core/slo/objective';
import { gauge, type Sample } from '../../output/prometheusText';
import { linesOf, type SloLine, type SloOutcome } from '../outcome';

interface Metric {
  name: string;
  help: string;
  /** Of one budget; none where it is not known. */
  samples: (line: SloLine) => readonly Sample[];
}

const single = (value: number | null) => (value === null ? [] : [[{}, value] as const]);

/** What is unknown has no ratio: a value of a part of the window is none of the window. */
const METRICS: readonly Metric[] = [
  {
    name: 'opsrounds_slo_sli_ratio',
    help: 'Share of good ones over the window of the objective.',
    samples: ({ result: { sli, verdict } }) => single(verdict === 'unknown' ? null : sli),
  },
  {
    name: 'opsrounds_slo_target_ratio',
    help: 'Share of good ones that the objective asks for.',
    samples: ({ row: { objective } }) => single(targetRatio(objective.target)),
  },
  {
    name: 'opsrounds_slo_error_budget_left_ratio',
    help: 'Share of the error budget that is left; negative when it is overspent.',
    samples: ({ result: { budget, verdict } }) => single(verdict === 'unknown' ? null : (budget?.left ?? null)),
  },
  {
    name: 'opsrounds_slo_coverage_ratio',
    help: 'Share of the window that there is data of.',
    samples: ({ row, result: { coverage } }) => single(row.reading?.ok === false ? null : coverage),
  },
  {
    name: 'opsrounds_slo_verdict',
    help: 'Verdict of the objective: 1 for pass (met), warn (at risk), fail (missed), unknown or na.',
    samples: ({ result: { verdict } }) =>
      VERDICTS_WORST_FIRST.map((one) => [{ verdict: one }, one === verdict ? 1 : 0] as const),
  },
];

/** For the textfile collector of node_exporter, in the Prometheus text format. It says when it was measured: a stale file is seen. */
export function renderTextfile(outcome: SloOutcome): string {
  const lines = linesOf(outcome);
  return [
    ...METRICS.flatMap(({ name, help, samples }) =>
      gauge(
        name,
        help,
        lines.flatMap((line) =>
          samples(line).map(([labels, value]) => [{ ...identity(line), ...labels }, value] as const)
        )
      )
    ),
    ...gauge(
      'opsrounds_slo_measured_timestamp_seconds',
      'When the objectives were measured, seconds since the epoch.',
      [[{}, outcome.scorecard.atMs / 1000]]
    ),
    '',
  ].join('\n');
}

function identity({ row: { objective, group } }: SloLine): Record<string, string> {
  const { id, service, owner } = objective;
  const values = Object.values(group);
  return { objective: id, service, owner, ...(values.length > 0 && { group: values.join(', ') }) };
}
