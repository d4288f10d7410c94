import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { buildChanged } from './build';
import { startHost, type RunningHost } from './host/server';
import { prepareLab } from './lab/backfill';
import { startExporters } from './lab/exporters';
import type { Target } from './lab/metric';
import { labStreams } from './lab/logStreams';
import { LAB_ZONE } from './lab/model/story';
import { startPrometheus, type RunningPrometheus } from './lab/prometheus';
import { serverSwitch, simulatorSwitches } from './lab/simulators/control';
import { simulatorDataSources } from './lab/simulators/dataSources';
import { startLoki } from './lab/simulators/loki/start';
import { startSimulators } from './lab/simulators/start';
import { labTargets } from './lab/targets';
import { firstDay, planMonth } from './rounds/plan';
import { pastJournal } from './rounds/pastJournal';
import { writeMonth, type Write } from './rounds/writeMonth';
import { scheduleOf } from '../src/core/checklist/derive';
import { parseSettings } from '../src/core/settings/settings';
import { instantOf } from '../src/core/time/zone';
import { builtin } from '../src/library/builtin.gen';
import { recordRestoreTests } from './restoreTests';

const root = path.resolve(__dirname, '..');
const dataDir = path.join(root, '.demo');
/** The simulators take four ports: `pve-a`, `pve-b`, `pbs-1`, `argo-prod`. */
const PORTS = { host: 0, lab: 1, prometheus: 2, simulators: 3, loki: 7 } as const;
const PORT_COUNT = 8;

class Refusal extends Error {}

/** Runs the demo until SIGINT or SIGTERM; exit code 2 when it cannot start for a reason the user can remove. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stopping.abort());
  }
  stopWithParent(stopping);
  const closers: Array<() => Promise<void>> = [];
  try {
    const port = await freePorts(process.env['PORT'] ?? '3000');
    closers.push(await takeData());
    await run(port, stopping.signal, closers);
    await aborted(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) {
      say(error instanceof Refusal ? error.message : String(error instanceof Error ? error.stack : error));
      process.exitCode = error instanceof Refusal ? 2 : 1;
    }
    stopping.abort();
  }
  for (const close of closers.reverse()) {
    await close();
  }
  say('Ops Rounds demo ended.');
}

/** Two demos on one folder would pull the data from under each other: the second one is refused. */
async function takeData(): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'demo.pid');
  await mkdir(dataDir, { recursive: true });
  const other = Number(await readFile(file, 'utf8').catch(() => ''));
  if (other > 0 && other !== process.pid && isRunning(other)) {
    throw new Refusal(`The demo runs already in this folder (process ${other}).`);
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** npm does not pass SIGTERM on, so the demo has to see for itself that the npm that started it is gone. */
function stopWithParent(stopping: AbortController): void {
  const parent = process.env['OPSROUNDS_PARENT'];
  if (parent !== undefined) {
    setInterval(() => {
      if (process.ppid !== Number(parent)) {
        stopping.abort();
      }
    }, 500).unref();
  }
}

async function run(port: number, signal: AbortSignal, closers: Array<() => Promise<void>>): Promise<void> {
  const broken = new AbortController();
  const both = AbortSignal.any([signal, broken.signal]);
  const tasks = [prepareLab({ dataDir: labDir(), signal: both, onProgress: sayFill }), buildChanged(root, both, say)];
  const firstFailure = Promise.all(tasks);
  firstFailure.catch(() => broken.abort());
  // Both have to be over before anything is said to have ended.
  await Promise.allSettled(tasks);
  await firstFailure;
  // Building may have taken longer than filling; what passed meanwhile is filled in before Prometheus scrapes on.
  const fleet = await prepareLab({ dataDir: labDir(), signal });
  const targets = labTargets(fleet);
  const prometheus = new SwitchedPrometheus(port + PORTS.prometheus, `127.0.0.1:${port + PORTS.lab}`, targets, signal);
  closers.push(() => prometheus.down());
  const simulators = await startSimulators(fleet, { dataDir: labDir(), port: port + PORTS.simulators });
  closers.push(() => simulators.close());
  const loki = await startLoki(labStreams(fleet, Date.now), { port: port + PORTS.loki });
  closers.push(() => loki.close());
  const exporters = await startExporters(targets, {
    port: port + PORTS.lab,
    others: {
      prometheus: { up: () => prometheus.up(), down: () => prometheus.down() },
      loki: serverSwitch(loki),
      ...simulatorSwitches(simulators),
    },
  });
  closers.push(() => exporters.close());
  await prometheus.up();
  signal.throwIfAborted();
  const host = await startHost({
    port,
    dataDir: await hostDir(),
    prometheusUrl: prometheus.url,
    distDir: path.join(root, 'dist'),
    visitor: 'admin',
    dataSources: [
      {
        uid: 'prometheus',
        name: 'Prometheus',
        type: 'prometheus',
        url: prometheus.url,
        isDefault: true,
        jsonData: { timeInterval: '2m' },
      },
      { uid: 'loki', name: 'Loki', type: 'loki', url: loki.url },
      ...simulatorDataSources(simulators),
    ],
    appSettings: IS_FRESH ? { version: 1, timezone: LAB_ZONE } : await startedSettings(fleet.story.morning),
  });
  closers.push(() => host.close());
  if (host.past.isEmpty()) {
    await writePast(host, fleet.story.morning);
  }
  await writeToken(host);
  announce(host, port + PORTS.lab);
}

/** With `FRESH=1` nobody has turned the rounds on, and nothing of an earlier start is left. */
const IS_FRESH = process.env['FRESH'] === '1';

async function hostDir(): Promise<string> {
  if (!IS_FRESH) {
    return path.join(dataDir, 'host');
  }
  const fresh = path.join(dataDir, 'host-fresh');
  await rm(fresh, { recursive: true, force: true });
  return fresh;
}

/** The provisioned settings of a team that has done its rounds for a month. */
async function startedSettings(morning: string): Promise<Record<string, unknown>> {
  return {
    ...(await provisionedSettings()),
    checklists: builtin.checklists.map(({ id }) => id),
    startedMs: instantOf(firstDay(morning), '00:00', LAB_ZONE),
  };
}

/** The rounds of the month before this morning, and restore tests: Today and History have something to say on the first start. */
async function writePast(host: RunningHost, morning: string): Promise<void> {
  const write = pastJournal(host.past);
  if (!IS_FRESH) {
    await writeRounds(write, morning);
  }
  await recordRestoreTests(write, Date.now());
}

async function writeRounds(write: Write, morning: string): Promise<void> {
  const { settings } = parseSettings(await startedSettings(morning));
  const rounds = planMonth(builtin.checklists, scheduleOf(settings), morning);
  await writeMonth(rounds, builtin.checks, morning, write);
  say(`Wrote a month of rounds: ${rounds.length} signed or skipped.`);
}

/** The app's settings as they are provisioned for docker-compose. */
async function provisionedSettings(): Promise<Record<string, unknown>> {
  const text = await readFile(path.join(root, 'provisioning/plugins/opsrounds.yaml'), 'utf8');
  const { apps } = parse(text) as { apps: Array<{ type: string; jsonData: Record<string, unknown> }> };
  return apps.find(({ type }) => type === 'opsrounds-ops-app')?.jsonData ?? {};
}

/** The lab's Prometheus as something that can be stopped and started again while the demo runs. */
class SwitchedPrometheus {
  private running: RunningPrometheus | null = null;

  constructor(
    private readonly port: number,
    private readonly exporters: string,
    private readonly targets: readonly Target[],
    private readonly signal: AbortSignal
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    if (this.running !== null) {
      return;
    }
    const running = await startPrometheus({
      dataDir: labDir(),
      port: this.port,
      exporters: this.exporters,
      targets: this.targets,
    });
    this.running = running;
    say(`Prometheus runs at ${running.url} (pid ${running.pid}).`);
    void running.exited.then(() => {
      this.running = null;
      if (!this.signal.aborted) {
        say('Prometheus has ended.');
      }
    });
  }

  async down(): Promise<void> {
    await this.running?.stop();
  }
}

/** A token for the command line tool: of a service account that may only read. */
async function writeToken(host: RunningHost): Promise<void> {
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
  };
  const post = async (address: string, body: unknown) => {
    const answer = await fetch(`${host.url}${address}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`POST ${address} answered ${answer.status}: ${await answer.text()}`);
    }
    return (await answer.json()) as { id: number; key?: string };
  };
  // Every start has its own: names of tokens are unique in the whole organisation.
  const name = `demo-${Date.now()}`;
  const account = await post('/api/serviceaccounts', { name, role: 'Viewer' });
  const { key = '' } = await post(`/api/serviceaccounts/${account.id}/tokens`, { name });
  await writeFile(path.join(dataDir, 'token'), key, { mode: 0o600 });
}

function announce(host: RunningHost, labPort: number): void {
  const month = Temporal.Now.plainDateISO(LAB_ZONE).toPlainYearMonth().subtract({ months: 1 }).toString();
  const lab = `http://127.0.0.1:${labPort}`;
  const cli = 'OPSROUNDS_TOKEN=$(cat .demo/token) node dist-cli/opsrounds.mjs';
  say(`
Ops Rounds demo ready: ${host.url}/a/opsrounds-ops-app
Dashboard:             ${host.url}/d/opsrounds-overview
Checks as text:        ${cli} check --url ${host.url}
Last month as PDF:     ${cli} report --month ${month} --url ${host.url} --out report-${month}.pdf
Kill an exporter:      curl -X POST ${lab}/targets/pve-a2/down    (up brings it back; curl ${lab}/targets lists all)
Stop Prometheus:       curl -X POST ${lab}/prometheus/down    (up starts it again)
Stop a Proxmox:        curl -X POST ${lab}/pve-a/down    (also hang and expire; pve-a, pve-b, pbs-1, argo-prod; up)
Take a node away:      curl -X POST ${lab}/pve-a/nodes/pve-a4/down    (also slow; up)
Ctrl-C ends everything.`);
}

function sayFill(done: number, total: number): void {
  if (total > 1) {
    say(done === 0 ? 'Making 64 days of history for Prometheus ...' : `History: ${done} of ${total} blocks.`);
  }
}

function labDir(): string {
  return path.join(dataDir, 'lab');
}

function say(line: string): void {
  console.log(line);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve());
  });
}

/** Reads the port and makes sure that it and the six after it are free. */
async function freePorts(text: string): Promise<number> {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_536 - PORT_COUNT) {
    throw new Refusal(`PORT must be a number from 1 to ${65_536 - PORT_COUNT}, not "${text}".`);
  }
  const last = port + PORT_COUNT - 1;
  for (let one = port; one <= last; one++) {
    if (!(await isFree(one))) {
      throw new Refusal(
        `Port ${one} is taken. The demo needs ${port} to ${last}; choose others: PORT=${port + 100} npm run demo`
      );
    }
  }
  return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

void main();
