import { type Family, type LabSeries, type Target } from './metric';

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
