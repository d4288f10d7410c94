import { alertSeries } from './alerts';
import type { Fleet } from './fleet';
import { constant, gauge, type Family, type LabSeries, type Target } from './metric';
import { backupTargets } from './targets/backup';
import { controlPlaneTargets } from './targets/controlPlane';
import { deliveryTargets } from './targets/delivery';
import { kubeStateTarget } from './targets/kubernetes';
import { nodeTarget } from './targets/node';
import { observabilityTargets } from './targets/observability';
import { storageTargets } from './targets/storage';

/** Every scrape target of the lab; their names, jobs and instances are unique. */
export function labTargets(fleet: Fleet): Target[] {
  return [
    ...fleet.nodes.map((node) => nodeTarget(node, fleet.story)),
    kubeStateTarget(fleet),
    ...controlPlaneTargets(fleet),
    ...storageTargets(fleet),
    ...backupTargets(fleet),
    ...deliveryTargets(fleet),
    ...observabilityTargets(fleet),
    labTarget(fleet),
  ];
}

/** Every series that the lab's Prometheus stores: of the targets, of the scrapes and of the rules. */
export function everySeries(fleet: Fleet): StoredSeries[] {
  return [...labTargets(fleet).flatMap(storedSeries), ...alertSeries(fleet)];
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
  type: Family['type'];
  exposed: (t: number) => boolean;
}

/** What Prometheus stores from a target: its metrics while it answers, and what the scrape itself says. */
export function storedSeries(target: Target): StoredSeries[] {
  const { answers } = target;
  const fromScrape = { ...target.labels, instance: target.instance, job: target.job };
  const stored = target.families.flatMap(({ name, type, series }) =>
    series.map(({ labels, value, exposed }) => ({
      name,
      type,
      labels: { ...labels, ...fromScrape },
      value,
      exposed: exposed === undefined ? answers : (t: number) => answers(t) && exposed(t),
    }))
  );
  const changing = stored.filter(({ exposed }) => exposed !== answers);
  const samples = (t: number) =>
    answers(t) ? stored.length - changing.filter(({ exposed }) => !exposed(t)).length : 0;
  const duration = 0.004 + stored.length * 0.00002;
  const ofScrape: ReadonlyArray<[name: string, value: (t: number) => number]> = [
    ['up', (t) => (answers(t) ? 1 : 0)],
    ['scrape_duration_seconds', () => duration],
    ['scrape_samples_scraped', samples],
    ['scrape_samples_post_metric_relabeling', samples],
    ['scrape_series_added', () => 0],
  ];
  return [
    ...stored,
    ...ofScrape.map(([name, value]) => ({
      name,
      type: 'gauge' as const,
      labels: fromScrape,
      value,
      exposed: () => true,
    })),
  ];
}
