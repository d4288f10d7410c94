import { CASE_LABEL } from '../../library/cases/parseCases';
import { valueAt } from '../../library/cases/notation';
import type { CaseSeries } from '../../library/cases/testCase';

/** What one test puts into the Prometheus that all share; `id` is the value of its label there. */
export interface StoredCase {
  id: string;
  nowSeconds: number;
  series: readonly CaseSeries[];
}

/** The samples of all tests as OpenMetrics text, a series at a time, without the end that a file needs. */
export function* openMetricsOf(cases: Iterable<StoredCase>): Generator<string> {
  for (const { id, nowSeconds, series } of cases) {
    for (const one of series) {
      yield samplesOf(one, id, nowSeconds);
    }
  }
}

function samplesOf({ name, labels, startSeconds, intervalSeconds, runs }: CaseSeries, id: string, now: number): string {
  const pairs = Object.entries({ ...labels, [CASE_LABEL]: id }).map(([label, value]) => `${label}="${escape(value)}"`);
  const head = `${name}{${pairs.join(',')}} `;
  let text = '';
  let place = 0;
  for (const run of runs) {
    if (run.kind === 'stale') {
      place += 1;
      continue;
    }
    for (let index = 0; index < run.count; index += 1, place += 1) {
      if (run.kind === 'values') {
        text += `${head}${number(valueAt(run, index, now))} ${time(now + startSeconds + place * intervalSeconds)}\n`;
      }
    }
  }
  return text;
}

function number(value: number): string {
  return Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

function time(seconds: number): string {
  return String(Math.round(seconds * 1000) / 1000);
}

function escape(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
}
