import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runChecks } from '../../src/core/check/run';
import { buildBoard } from '../../src/core/checklist/buildBoard';
import { deriveRun } from '../../src/core/checklist/derive';
import { foldRun } from '../../src/core/checklist/fold';
import { isScheduled } from '../../src/core/checklist/template';
import { builtin } from '../../src/library/builtin.gen';
import { connect } from '../../src/sources/connect';
import { nodeTransport } from '../../src/sources/transport/node';
import { startWorld, type World } from './world';

const root = path.resolve(__dirname, '../..');
const program = path.join(root, 'dist-cli/opsrounds.mjs');
const MINUTE = 60;

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

interface Document {
  tally: Record<string, number>;
  exitCode: number;
  run: { zone: string };
  items: Array<{ id: string; mode: string; verdict: string; finding?: string }>;
  causes: Array<{ source: { name: string }; reason: { code: string }; items: string[] }>;
}

/** Runs the built program as a shell would; `whileRunning` gets the child. */
function opsrounds(
  args: string[],
  env: Record<string, string> = {},
  whileRunning?: (pid: number) => void
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { PATH: process.env.PATH, TZ: 'Asia/Tokyo', ...env } });
    const ended = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (ended.out += chunk));
    child.stderr.on('data', (chunk) => (ended.err += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...ended }));
    if (child.pid !== undefined) {
      whileRunning?.(child.pid);
    }
  });
}

/** 26 h of samples once a minute until now; a value of null is no sample. */
function openMetrics(): string {
  const now = Math.floor(Date.now() / 1000 / MINUTE) * MINUTE;
  const up = (instance: string, value: (minutesAgo: number) => number | null): string[] =>
    Array.from({ length: 26 * 60 + 1 }, (_, i) => 26 * 60 - i).flatMap((ago) => {
      const sample = value(ago);
      return sample === null ? [] : [`up{job="node",instance="${instance}"} ${sample} ${now - ago * MINUTE}`];
    });
  const lines = [
    ...up('pve-a1', () => 1),
    ...up('pve-a2', (ago) => (ago > 30 ? 1 : 0)),
    ...up('pve-a3', (ago) => (ago > 30 ? 1 : null)),
  ];
  return ['# TYPE up gauge', ...lines, '# EOF', ''].join('\n');
}

describe('opsrounds check on a real Prometheus', () => {
  let world: World;
  let token: string;
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-cli-'));
  const check = (...args: string[]) => opsrounds(['check', '--url', world.url, ...args], { OPSROUNDS_TOKEN: token });
  const silent: Server[] = [];
  /** Takes connections and never answers; `asked` resolves with the first. */
  const silentServer = async (): Promise<{ url: string; asked: Promise<void> }> => {
    const server = createServer();
    silent.push(server);
    const asked = new Promise<void>((resolve) => server.once('connection', () => resolve()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  };
  const document = async (): Promise<Document> => JSON.parse((await check('--format', 'json')).out) as Document;

  beforeAll(async () => {
    const built = spawnSync(process.execPath, [path.join(root, 'scripts/build-cli.mjs')], { encoding: 'utf8' });
    if (built.status !== 0) {
      throw new Error(built.stderr);
    }
    const appSettings = { version: 1, timezone: 'Europe/Berlin' };
    world = await startWorld({ prometheusPort: 9438, openMetrics: openMetrics(), subPath: '/grafana', appSettings });
    token = await world.token('Viewer');
  });
  afterAll(async () => {
    silent.forEach((server) => server.close());
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is one executable file', () => {
    expect(statSync(program).mode & 0o111).toBe(0o111);
  });

  it('says what the runner and the board of the page say, item by item', async () => {
    const signal = new AbortController().signal;
    const [template] = builtin.checklists.filter(isScheduled);
    const transport = nodeTransport({ baseUrl: new URL(world.url), token });
    const { registry } = await connect(transport, signal, Date.now, { library: async () => builtin });
    const { windowSeconds } = template!;
    const result = await runChecks(builtin.checks, { registry, clock: Date.now, windowSeconds, signal });
    const run = deriveRun(template!, { zone: 'Europe/Berlin', holidays: new Set() }, result.askedMs);
    const state = foldRun([], [], run.key);
    const board = buildBoard({ template: template!, run, result, pendingSources: [], state });
    const { items, tally } = await document();
    expect(items.map(({ id, mode, verdict }) => [id, mode, verdict])).toEqual(
      board.items.map((entry) => [entry.item.id, entry.mode, entry.verdict])
    );
    expect(tally).toEqual(board.counts?.tally);
  });

  it('finds the exporter that was killed, and does not pass the one that vanished', async () => {
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out).toMatch(/^FAIL +2 findings: pve-a2 does not answer$/m);
    expect(out).toMatch(/^ +Also unknown: pve-a3 has not been scraped for up to \d+\s(h|min)$/m);
    expect(out).not.toContain('\u001b');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('runs tests of packs', async () => {
    const ended = await opsrounds(['test', path.join(root, 'src/library/cases/engine.yaml')]);
    expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringContaining('as expected') });
  });

  it('asks for nothing of packs that have no data, and says that they are not connected', async () => {
    const { code, out } = await check('--pack-id', 'flux', '--id', 'node.up', '--format', 'json');
    const { items } = JSON.parse(out) as {
      items: Array<{ id: string; checks: Array<{ verdict: string; reason?: { code: string } }> }>;
    };
    expect(items.map(({ id, checks: [only] }) => [id, only?.verdict, only?.reason?.code])).toEqual([
      ['flux-ready', 'na', 'not-connected'],
      ['flux-reconciling', 'na', 'not-connected'],
      ['flux-reconcile-failures', 'na', 'not-connected'],
      ['node-up', 'fail', undefined],
    ]);
    expect(code).toBe(1);
  });

  it('looks at the past, before an exporter was killed', async () => {
    const at = new Date(Date.now() - 3_600_000).toISOString();
    expect(await check('--id', 'node.up', '--at', at)).toMatchObject({ code: 0, out: expect.stringContaining('PASS') });
  });

  it('writes metrics into a file, which is there whole or not at all', async () => {
    const out = path.join(folder, 'checks.prom');
    expect(await check('--id', 'node.up', '--format', 'textfile', '--out', out)).toMatchObject({ code: 1, out: '' });
    expect(readFileSync(out, 'utf8')).toMatch(/^opsrounds_check_verdict\{check="node\.up",.*verdict="fail"\} 1$/m);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('validates a pack against what the source has', async () => {
    const pack = path.join(folder, 'validated.yaml');
    const text = readFileSync(path.join(root, 'src/library/packs/flux.yaml'), 'utf8');
    writeFileSync(pack, text.replaceAll('gotk_resource_info', 'up'));
    const env = { OPSROUNDS_TOKEN: token };
    expect(await opsrounds(['validate', pack], env)).toMatchObject({ code: 0 });
    const { code, out } = await opsrounds(['validate', pack, '--url', world.url], env);
    expect(out).toMatch(/validated\.yaml:\d+:\d+: checks\[2\]\.query: no metrics source had "controller_runtime/);
    expect(out).not.toContain('"up"');
    expect(code).toBe(1);
  });

  it('says what a Grafana lacks, each with what to do', async () => {
    const { code, out } = await opsrounds(['doctor', '--url', world.url, '--format', 'json'], {
      OPSROUNDS_TOKEN: token,
    });
    const { findings } = JSON.parse(out) as {
      findings: Array<{ code: string; verdict: string; subject?: string; fix?: string }>;
    };
    const of = (name: string) => findings.filter((one) => one.code === name).map(({ verdict }) => verdict);
    expect([of('grafana'), of('source-answers'), of('source-clock'), of('source-history')]).toEqual([
      ['pass'],
      ['pass'],
      ['pass'],
      ['warn'],
    ]);
    expect([of('annotation-clean-up'), of('journal-read'), of('started')]).toEqual([['unknown'], ['pass'], ['warn']]);
    expect(new Set(of('pack'))).toEqual(new Set(['na']));
    expect(findings.filter(({ verdict, fix }) => verdict !== 'pass' && verdict !== 'na' && !fix)).toEqual([]);
    expect(code).toBe(1);
  });

  it('takes the zone of the settings, not of the machine', async () => {
    expect((await document()).run.zone).toBe('Europe/Berlin');
  });

  it("checks a pack of the user's too, and refuses a broken one whole", async () => {
    const pack = path.join(folder, 'own.yaml');
    const own = (query: string) => `
version: 1
pack: own
title: Own
checks:
  - {id: own.steady, title: The steady one answers, finding: '{instance} is down', query: '${query}', by: [instance],
     unit: bool, op: lt, fail: 1, remediation: Start it., severity: critical}
`;
    writeFileSync(pack, own('up{instance="pve-a1"}'));
    const good = await check('--pack', pack, '--format', 'json');
    expect((JSON.parse(good.out) as Document).items.at(-1)).toMatchObject({ id: 'own-steady', verdict: 'pass' });
    writeFileSync(pack, own('up{'));
    const bad = await check('--pack', pack);
    expect(bad).toMatchObject({ code: 2, out: '' });
    expect(bad.err).toMatch(/own\.yaml:6:\d+: checks\[0\]\.query: /);
  });

  it('lets nobody in with a wrong token, with none, or without a role, and shows no token', async () => {
    const wrong = 'glsa_0123456789_wrong';
    const noRole = await world.token('None');
    const ends = await Promise.all([
      opsrounds(['check', '--url', world.url, '--token', wrong]),
      opsrounds(['check', '--url', world.url]),
      opsrounds(['check', '--url', world.url], { OPSROUNDS_TOKEN: noRole }),
    ]);
    for (const { code, out, err } of ends) {
      expect([code, out]).toEqual([3, '']);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).not.toMatch(/glsa_/);
    }
    expect(ends.map(({ err }) => err.includes('let this in'))).toEqual([true, true, false]);
  });

  it('says where a forgotten sub path leads', async () => {
    const { code, err } = await opsrounds(['check', '--url', new URL(world.url).origin], { OPSROUNDS_TOKEN: token });
    expect(code).toBe(3);
    expect(err).toContain(`redirects to ${world.url}/`);
  });

  it('ends on Ctrl-C', async () => {
    const { url, asked } = await silentServer();
    const ended = opsrounds(['check', '--url', url], {}, (pid) => {
      void asked.then(() => process.kill(pid, 'SIGINT'));
    });
    expect(await ended).toMatchObject({ code: 130, out: '', err: 'opsrounds check: cancelled\n' });
  });

  it('ends after its timeout', async () => {
    const { url } = await silentServer();
    const ended = await opsrounds(['check', '--url', url, '--timeout', '1']);
    expect(ended).toMatchObject({ code: 3, out: '', err: expect.stringContaining('not done within 1 s') });
  });

  it('tells one cause when Prometheus is down, what Grafana says of it, and that nothing else could be checked', async () => {
    await world.prometheus?.stop();
    const { causes, tally, items } = await document();
    expect(tally).toMatchObject({ pass: 0, warn: 0 });
    expect(items.flatMap(({ verdict, finding }) => (verdict === 'fail' ? [finding] : []))).toEqual([
      'Data source Prometheus does not answer',
    ]);
    expect(causes).toMatchObject([{ source: { name: 'Prometheus' }, reason: { code: 'source-down' } }]);
    expect(causes[0]?.items).toHaveLength(tally['unknown'] ?? 0);
    const { code, out } = await check();
    expect(code).toBe(1);
    expect(out.match(/^UNKNOWN +Prometheus does not answer$/gm)).toHaveLength(1);
    expect(await check('--id', 'node.up')).toMatchObject({ code: 3 });
  });
});
