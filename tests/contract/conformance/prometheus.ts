import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import type { Target } from '../../../demo/lab/metric';
import { startPrometheus, tsdbDir, type RunningPrometheus } from '../../../demo/lab/prometheus';

/** The recorded Prometheus scraped itself, a node exporter and a target that was down. */
const targets = [
  { job: 'prometheus', instance: '127.0.0.1:9090', up: 1 },
  { job: 'node', instance: '127.0.0.1:9100', up: 1 },
  { job: 'gone', instance: '127.0.0.1:9999', up: 0 },
];

/** When the recorded Prometheus had its first sample and the recording its last query, in seconds. */
const FIRST_SAMPLE = 1795205037;
const LAST_QUERY = 1795205920;
const SCRAPE_SECONDS = 5;
const HALF_HOUR = 1800;

/**
 * Seconds by which the recorded window is moved to end now. Whole half hours, so that every step of the recording falls
 * where it fell then.
 */
export function shiftSeconds(nowSeconds: number): number {
  return Math.floor((nowSeconds - LAST_QUERY) / HALF_HOUR) * HALF_HOUR;
}

/** Starts a real Prometheus that holds `up` of the recorded targets over the shifted window, and scrapes on. */
export async function startRecordedPrometheus(
  dataDir: string,
  port: number,
  exporters: string,
  shift: number
): Promise<RunningPrometheus> {
  const lines = targets.flatMap(({ job, instance, up }) => {
    const samples: string[] = [];
    for (let t = FIRST_SAMPLE + shift; t <= LAST_QUERY + shift; t += SCRAPE_SECONDS) {
      samples.push(`up{job="${job}",instance="${instance}"} ${up} ${t}`);
    }
    return samples;
  });
  mkdirSync(tsdbDir(dataDir), { recursive: true });
  const file = path.join(dataDir, 'up.openmetrics');
  writeFileSync(file, `# TYPE up gauge\n${lines.join('\n')}\n# EOF\n`);
  await promisify(execFile)('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, tsdbDir(dataDir)]);
  const scraped = targets.map(({ job, instance }): Target => ({
    name: job,
    job,
    instance,
    labels: {},
    families: [],
    answers: () => true,
  }));
  const running = await startPrometheus({ dataDir, port, exporters, targets: scraped, scrapeSeconds: 1 });
  await untilScraped(running.url);
  return running;
}

async function untilScraped(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await fetch(
      `${url}/api/v1/query?query=${encodeURIComponent('count(up and on() (time() - max(timestamp(up)) < 10))')}`
    );
    const { data } = (await response.json()) as { data: { result: Array<{ value: [number, string] }> } };
    if (data.result[0]?.value[1] === String(targets.length)) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error('Prometheus scraped nothing within 20 s');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
