import { closeSync, openSync, writeSync } from 'node:fs';
import { openMetricsType, seriesText } from './exposition';
import { createFleet } from './fleet';
import { alignedRanges, type Stretch } from './sampling';
import type { StoredSeries } from './storedSeries';
import { everySeries } from './targets';

const FLUSH_AT_CHARACTERS = 4 * 2 ** 20;

/** What one OpenMetrics file holds: the samples of every series in one range of a fill. */
export interface BlockFile {
  seed: number;
  morning: string;
  stretch: Stretch;
  /** Which of the stretch's ranges. */
  range: number;
  file: string;
}

/** Writes the file piece by piece: a whole range is half a gigabyte of text. */
export function writeBlockFile({ seed, morning, stretch, range, file }: BlockFile): void {
  const times = alignedRanges(stretch)[range] ?? [];
  const stamps = times.map((t) => ` ${t}\n`);
  const output = openSync(file, 'w');
  let text = '';
  let metric = '';
  for (const series of byMetric(everySeries(createFleet(seed, morning)))) {
    if (series.name !== metric) {
      metric = series.name;
      text += openMetricsType(metric, series.type);
    }
    const prefix = `${seriesText(series.name, series.labels)} `;
    times.forEach((t, i) => {
      if (series.exposed(t)) {
        text += `${prefix}${series.value(t)}${stamps[i]}`;
      }
    });
    if (text.length > FLUSH_AT_CHARACTERS) {
      writeSync(output, text);
      text = '';
    }
  }
  writeSync(output, `${text}# EOF\n`);
  closeSync(output);
}

/** OpenMetrics wants a metric's series together, wherever they were scraped. */
function byMetric(series: readonly StoredSeries[]): StoredSeries[] {
  const groups = new Map<string, StoredSeries[]>();
  for (const one of series) {
    groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  }
  return [...groups.values()].flat();
}

const job = process.argv[2];
if (job !== undefined && require.main === module) {
  writeBlockFile(JSON.parse(job) as BlockFile);
}
