import { seriesOf } from '../check/answers';
import type { MetricAnswer, MetricSource } from '../check/ports';
import type { Labels, Series } from '../check/series';
import { isReason, type Reason } from '../check/verdict';
import { DEFAULT_GUARDS, type Objective, type Sli } from './objective';

/**
 * Objectives that others record: Sloth, Pyrra with its generic rules, and Grafana SLO tell of themselves in series. They are adopted as
 * they are, read only, with the method of their numbers.
 */

/** What was found at one source; `failed` when it could not be looked for. */
export interface Recorded {
  objectives: readonly Objective[];
  failed: Reason | null;
}

const QUERIES = {
  sloth: 'sloth_slo_info{sloth_id!="",sloth_mode!="opsrounds"}',
  slothDays: 'max by (sloth_id) (slo:time_period:days)',
  slothTargets: 'max by (sloth_id) (slo:objective:ratio)',
  slothEvents: 'group by (sloth_id) (slo:sli_total:increase5m)',
  pyrraTargets: 'max by (slo) (pyrra_objective)',
  pyrraWindows: 'max by (slo) (pyrra_window)',
  grafanaTargets: 'max by (grafana_slo_uuid) (grafana_slo_objective)',
  grafanaNames: 'group by (grafana_slo_uuid, grafana_slo_name) (grafana_slo_sli_5m)',
} as const;
type Name = keyof typeof QUERIES;

/** Looks for them with one request of instant queries about small series. Rejects only when it is aborted. */
export async function recordedAt(source: MetricSource, nowMs: number, signal: AbortSignal): Promise<Recorded> {
  let answers: ReadonlyMap<string, MetricAnswer>;
  try {
    const queries = Object.entries(QUERIES).map(([refId, expr]) => ({ refId, expr, shape: 'instant' as const }));
    answers = await source.query({ fromMs: nowMs - 300_000, toMs: nowMs, queries }, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { objectives: [], failed: isReason(error) ? error : { code: 'internal', detail: String(error) } };
  }
  const found = new Map<Name, readonly Series[]>();
  for (const name of Object.keys(QUERIES) as Name[]) {
    const series = seriesOf(answers.get(name));
    if (isReason(series)) {
      return { objectives: [], failed: series };
    }
    found.set(name, series);
  }
  const rows = (name: Name) => found.get(name) ?? [];
  return { objectives: [...slothOf(rows), ...pyrraOf(rows), ...grafanaOf(rows)].map(at(source.uid)), failed: null };
}

type Rows = (name: Name) => readonly Series[];

const at = (sourceUid: string) => (objective: Objective) => ({ ...objective, sourceUid });

function slothOf(rows: Rows): Objective[] {
  const days = byLabel(rows('slothDays'), 'sloth_id');
  const targets = byLabel(rows('slothTargets'), 'sloth_id');
  const withEvents = byLabel(rows('slothEvents'), 'sloth_id');
  return rows('sloth').flatMap(({ labels }) => {
    const id = labels['sloth_id'] ?? '';
    const target = labels['sloth_objective'] ?? percentOf(targets.get(id));
    return target === undefined
      ? []
      : [
          adopted('sloth', id, {
            title: labels['sloth_slo'] ?? id,
            labels,
            service: labels['sloth_service'] ?? '',
            target,
            days: days.get(id) ?? 30,
            sli: withEvents.has(id) ? eventSums(selector('sloth_id', id)) : meanOfRatios(id),
          }),
        ];
  });
}

/** What Sloth records is a ratio per window: over a period, the mean of them, whatever the traffic was. */
function meanOfRatios(id: string): Sli {
  return { kind: 'share', bad: `slo:sli_error:ratio_rate$window${selector('sloth_id', id)}` };
}

/** Event rates of every five minutes beside it: each event counts once. */
function eventSums(labels: string): Sli {
  return recordedRatio({
    total: `sum_over_time(slo:sli_total:increase5m${labels}[$window])`,
    bad: `sum_over_time(slo:sli_error:increase5m${labels}[$window])`,
  });
}

function pyrraOf(rows: Rows): Objective[] {
  const windows = byLabel(rows('pyrraWindows'), 'slo');
  return [...byLabel(rows('pyrraTargets'), 'slo')].flatMap(([id, ratio]) => {
    const target = percentOf(ratio);
    const labels = selector('slo', id);
    return target === undefined
      ? []
      : [
          adopted('pyrra', id, {
            title: id,
            labels: {},
            service: id,
            target,
            days: (windows.get(id) ?? 2_419_200) / 86_400,
            sli: recordedRatio({
              total: `sum_over_time(pyrra_requests:rate5m${labels}[$window])`,
              bad: `sum_over_time(pyrra_errors:rate5m${labels}[$window])`,
            }),
          }),
        ];
  });
}

function grafanaOf(rows: Rows): Objective[] {
  const names = new Map(
    rows('grafanaNames').map(({ labels }) => [labels['grafana_slo_uuid'], labels['grafana_slo_name']])
  );
  return [...byLabel(rows('grafanaTargets'), 'grafana_slo_uuid')].flatMap(([id, ratio]) => {
    const target = percentOf(ratio);
    const labels = selector('grafana_slo_uuid', id);
    return target === undefined
      ? []
      : [
          adopted('grafana-slo', id, {
            title: names.get(id) || id,
            labels: {},
            service: 'Grafana SLO',
            target,
            days: 28,
            sli: recordedRatio({
              total: `sum_over_time(grafana_slo_total_rate_5m${labels}[$window])`,
              good: `sum_over_time(grafana_slo_success_rate_5m${labels}[$window])`,
            }),
          }),
        ];
  });
}

function recordedRatio(counts: { total: string; bad: string } | { total: string; good: string }): Sli {
  // A part that is not recorded is not known.
  return { kind: 'ratio', ...counts, rare: false, absentIsZero: false };
}

interface Adopted {
  title: string;
  labels: Labels;
  service: string;
  target: string;
  days: number;
  sli: Sli;
}

function adopted(origin: Objective['origin'], id: string, { title, labels, days, ...what }: Adopted): Objective {
  const { service, target, sli } = what;
  return {
    id: `${origin}-${id}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-+$/, '')
      .slice(0, 80),
    title,
    service,
    owner: labels['owner'] ?? labels['team'] ?? '',
    sli,
    method: { kind: 'occurrences' },
    window: { kind: 'rolling', days: Math.max(1, Math.round(days)) },
    target,
    groupBy: [],
    guards: DEFAULT_GUARDS,
    origin,
  };
}

function selector(label: string, value: string): string {
  return `{${label}=${JSON.stringify(value)}}`;
}

/** The newest value of each series by one of its labels. */
function byLabel(rows: readonly Series[], label: string): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(({ labels, values }) => {
      const value = values[values.length - 1];
      const name = labels[label];
      return name === undefined || name === '' || value === undefined || value === null ? [] : [[name, value] as const];
    })
  );
}

/** A ratio as percent without the dust of binary fractions. */
function percentOf(ratio: number | undefined): string | undefined {
  return ratio === undefined || !(ratio > 0 && ratio <= 1) ? undefined : String(Number((ratio * 100).toFixed(6)));
}
