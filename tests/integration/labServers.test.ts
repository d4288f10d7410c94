import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startHost, type RunningHost } from '../../demo/host/server';
import { createFleet } from '../../demo/lab/fleet';
import { labStreams } from '../../demo/lab/logStreams';
import { morningOf } from '../../demo/lab/model/story';
import { startPrometheus, type RunningPrometheus } from '../../demo/lab/prometheus';
import { simulatorDataSources } from '../../demo/lab/simulators/dataSources';
import { startLoki } from '../../demo/lab/simulators/loki/start';
import { startSimulators } from '../../demo/lab/simulators/start';
import type { CheckKind } from '../../src/core/check/definition';
import { runChecks } from '../../src/core/check/run';
import { builtin } from '../../src/library/builtin.gen';
import { connect } from '../../src/sources/connect';
import { nodeTransport } from '../../src/sources/transport/node';
import { freePort } from '../freePort';

/** What the lab's servers show through the host: Proxmox, the Backup Server, Argo CD, Loki and Grafana itself. */

const KINDS: ReadonlySet<CheckKind> = new Set<CheckKind>(['proxmox', 'argocd', 'loki', 'grafana']);
const root = path.resolve(__dirname, '../..');
const manual = readFileSync(path.join(root, 'docs/demo.md'), 'utf8');

/** The manual's table of servers; what is said to be so at first or at times does not last, and may be worse or better then. */
function told(): ReadonlyArray<{ id: string; verdict: string; isLasting: boolean }> {
  const [, table = ''] = manual.split('## What the servers show');
  return [...table.matchAll(/^\| `([a-z0-9.-]+)` +\| (fail|warn|unknown)(, at (?:first|times))? +\|/gm)].map(
    ([, id = '', verdict = '', sometimes]) => ({ id, verdict, isLasting: sometimes === undefined })
  );
}

const closers: Array<() => unknown> = [];
let host: RunningHost;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-servers-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const fleet = createFleet(7, morningOf(Date.now()));
  const simulators = await startSimulators(fleet);
  closers.push(() => simulators.close());
  const loki = await startLoki(labStreams(fleet, Date.now));
  closers.push(() => loki.close());
  const prometheus: RunningPrometheus = await startPrometheus({ dataDir: folder, port: await freePort() });
  closers.push(() => prometheus.stop());
  const distDir = path.join(folder, 'dist');
  cpSync(path.join(root, 'src/plugin.json'), path.join(distDir, 'plugin.json'));
  cpSync(path.join(root, 'src/datasources'), path.join(distDir, 'datasources'), { recursive: true });
  host = await startHost({
    port: 0,
    dataDir: path.join(folder, 'host'),
    distDir,
    prometheusUrl: prometheus.url,
    dataSources: [
      { uid: 'prometheus', name: 'Prometheus', type: 'prometheus', url: prometheus.url, isDefault: true },
      { uid: 'loki', name: 'Loki', type: 'loki', url: loki.url },
      ...simulatorDataSources(simulators),
    ],
  });
  closers.push(() => host.close());
});

afterAll(async () => {
  for (const close of closers.reverse()) {
    await close();
  }
});

it('is what the manual of the demo says, and nothing else fails, warns or is unknown', async () => {
  const transport = nodeTransport({ baseUrl: new URL(host.url), token: await adminToken(host.url) });
  const { signal } = new AbortController();
  const { registry } = await connect(transport, signal, Date.now, { library: async () => builtin });
  const definitions = builtin.checks.filter(({ kind }) => KINDS.has(kind));
  const { checks } = await runChecks(definitions, { registry, clock: Date.now, windowSeconds: 57_600, signal });
  const sometimes = new Set(told().flatMap(({ id, isLasting }) => (isLasting ? [] : [id])));
  for (const verdict of ['fail', 'warn', 'unknown']) {
    const found = [...checks].flatMap(([id, one]) => (one.verdict === verdict && !sometimes.has(id) ? [id] : []));
    const lasting = told().flatMap((one) => (one.isLasting && one.verdict === verdict ? [one.id] : []));
    expect({ verdict, checks: found.sort() }).toEqual({ verdict, checks: lasting.sort() });
  }
  expect([...checks.values()].filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(50);
});

async function adminToken(url: string): Promise<string> {
  const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const post = async (address: string, body: unknown) => {
    const response = await fetch(`${url}${address}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { id: number; key: string };
  };
  const { id } = await post('/api/serviceaccounts', { name: 'test', role: 'Admin' });
  return (await post(`/api/serviceaccounts/${id}/tokens`, { name: 'test' })).key;
}
