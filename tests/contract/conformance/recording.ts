import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One request and the answer a real Grafana gave to it; see `tests/fixtures/grafana/README.md`. */
export interface Exchange {
  name: string;
  as?: string;
  method: string;
  path: string;
  request?: unknown;
  status: number;
  contentType?: string | null;
  body?: unknown;
  /** Instead of a body: how many rows it had. */
  rows?: number;
}

const folder = path.resolve(__dirname, '../../fixtures/grafana');

export function readRecording(file: string): Exchange[] {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Exchange[];
}

/** In the order of replay: ids and states of earlier files live on in later ones. */
export const replayedFiles = [
  'identity-and-settings.json',
  'annotations.json',
  'query-prometheus.json',
  'platform.json',
  'proxy.json',
  'alerting.json',
];

export const leftOutFiles: Record<string, string> = {
  'query-loki.json': 'no check asks Loki yet',
};

const unusedPaths: ReadonlyArray<readonly [string, string]> = [
  ['/api/org/preferences', 'no page reads preferences of the organisation'],
  ['/api/folders', 'no page reads folders'],
];

/** Of `alerting.json`: what does not rest on rules, contact points and silences, which the host has none of. */
const replayedAlerting: readonly string[] = ['rules of a dead Prometheus', 'managed rules without a role'];
const alertingPaths = /^\/api\/(prometheus|alertmanager|v1)\/|^\/api\/annotations\?type=alert/;

/** Why an exchange is not replayed; undefined when it is. */
export function leftOut(exchange: Exchange): string | undefined {
  if (exchange.as === undefined) {
    return 'no request: looked at in tests of its own';
  }
  if (alertingPaths.test(exchange.path) && !replayedAlerting.includes(exchange.name)) {
    return 'the host has no alert rules';
  }
  return unusedPaths.find(([start]) => exchange.path.startsWith(start))?.[1];
}
