import type { Fleet } from './fleet';
import { constant, gauge, type LabSeries, type Target } from './metric';
import { nodeTarget } from './targets/node';

/** Every scrape target of the lab; their names, jobs and instances are unique. */
export function labTargets(fleet: Fleet): Target[] {
  return [...fleet.nodes.map((node) => nodeTarget(node, fleet.story)), labTarget(fleet)];
}

/** Says that this is the lab: tests that need its fleet look for `opsrounds_lab_info`. */
function labTarget({ seed, story }: Fleet): Target {
  return {
    name: 'lab',
    job: 'opsrounds-lab',
    instance: 'lab',
    labels: {},
    answers: () => true,
    families: [
      gauge('opsrounds_lab_info', 'The synthetic fleet of Ops Rounds.', [
        constant({ seed: String(seed), morning: story.morning }, 1),
      ]),
    ],
  };
}

/** A series with every label that Prometheus stores, and its metric's name. */
export interface StoredSeries extends LabSeries {
  name: string;
  type: 'gauge' | 'counter';
}

/** What Prometheus stores from a target: its metrics while it answers, and what the scrape itself says. */
export function storedSeries(target: Target): StoredSeries[] {
  const fromScrape = { ...target.labels, instance: target.instance, job: target.job };
  const exposed = target.families.flatMap(({ name, type, series }) =>
    series.map(({ labels, value }) => ({
      name,
      type,
      labels: { ...labels, ...fromScrape },
      value: (t: number) => (target.answers(t) ? value(t) : null),
    }))
  );
  const samples = (t: number) => exposed.reduce((count, series) => count + (series.value(t) === null ? 0 : 1), 0);
  const duration = 0.004 + exposed.length * 0.00002;
  const own: ReadonlyArray<[name: string, value: (t: number) => number]> = [
    ['up', (t) => (target.answers(t) ? 1 : 0)],
    ['scrape_duration_seconds', (t) => (target.answers(t) ? duration : 10)],
    ['scrape_samples_scraped', samples],
    ['scrape_samples_post_metric_relabeling', samples],
    ['scrape_series_added', () => 0],
  ];
  return [...exposed, ...own.map(([name, value]) => ({ name, type: 'gauge' as const, labels: fromScrape, value }))];
}
