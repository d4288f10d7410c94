/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startLoki } from '../../demo/lab/simulators/loki/start';
import type { RunningServer } from '../../demo/lab/simulators/server';
import { heldStream } from '../../src/cli/test/loki/caseLoki';
import type { CheckDefinition } from '../../src/core/check/definition';
import type { CheckResult } from '../../src/core/check/result';
import { runChecks } from '../../src/core/check/run';
import { checkDefinition } from '../../src/core/check/testData';
import { builtin } from '../../src/library/builtin.gen';
import type { CaseStream } from '../../src/library/cases/testCase';
import { offsetPlaces } from '../../src/library/offsetPlaces';
import { connect } from '../../src/sources/connect';
import type { Transport } from '../../src/sources/transport/port';
import { freePort } from '../freePort';
import { startWorld, type World } from './world';

/** Checks of kind `loki` over Grafana: on the simulator always, on a real Loki when LOKI_URL is set. */

const RUN = `run-${Date.now()}`;
const line = (text: string, agoSeconds: number, times = 1) => ({ line: text, agoSeconds, times, everySeconds: 5 });
const STREAMS: readonly CaseStream[] = [
  {
    labels: { run: RUN, namespace: 'shop', app: 'api' },
    lines: [line('level=error msg="payment failed" took=7', 5, 12)],
  },
  { labels: { run: RUN, namespace: 'shop', app: 'web' }, lines: [line('level=info msg=ok took=3', 5, 20)] },
  {
    labels: { run: RUN, namespace: 'falco', app: 'falco' },
    lines: [line('{"rule":"Write below etc","priority":"Error"}', 9)],
  },
];

/** Own checks on own lines: what else a real Loki holds is left alone. */
const own = (query: string, rest: Partial<CheckDefinition> = {}): CheckDefinition => {
  const presence = rest.presence ?? `sum by (app) (count_over_time({run="${RUN}"}[1h]))`;
  return checkDefinition({
    kind: 'loki',
    query,
    by: ['app'],
    op: 'gt',
    warn: 10,
    fail: 100,
    ...rest,
    presence,
    offsetsAt: { query: offsetPlaces(query), presence: offsetPlaces(presence) },
  });
};

let world: World;
let transport: Transport;
beforeAll(async () => {
  world = await startWorld({ prometheusPort: await freePort() });
  transport = await world.transport('Viewer');
}, 60_000);
afterAll(() => world.close());

const addLoki = (uid: string, url: string) =>
  world.asAdmin('POST', '/api/datasources', { uid, name: uid, type: 'loki', url, access: 'proxy' });
const removeLoki = (uid: string) => world.asAdmin('DELETE', `/api/datasources/uid/${uid}`);

async function look(checks: readonly CheckDefinition[], over: Transport = transport) {
  const { registry } = await connect(over, new AbortController().signal);
  const { checks: results } = await runChecks(checks, {
    registry,
    clock: Date.now,
    windowSeconds: 3600,
    signal: new AbortController().signal,
  });
  return results;
}

const said = (result: CheckResult | undefined) => [
  result?.verdict,
  result?.reason?.code,
  Object.fromEntries((result?.entities ?? []).map(({ labels, verdict }) => [labels['app'], verdict])),
];

async function push(url: string): Promise<void> {
  const nowMs = Date.now();
  const streams = STREAMS.map((stream) => ({
    stream: stream.labels,
    values: [...heldStream(stream, nowMs).lines(0, nowMs)]
      .sort((a, b) => a.timeMs - b.timeMs)
      .map(({ timeMs, line: text }) => [`${timeMs}000000`, text]),
  }));
  const response = await fetch(`${url}/loki/api/v1/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ streams }),
  });
  if (!response.ok) {
    throw new Error(`pushing to ${url}: ${response.status} ${await response.text()}`);
  }
}

const lokiUrl = process.env['LOKI_URL'];
if (lokiUrl === undefined) {
  console.error('skipped on a real Loki: LOKI_URL is not set');
}

describe.each(['the simulator', 'a real Loki'])('%s', (kind) => {
  const isReal = kind === 'a real Loki';
  const test = isReal && lokiUrl === undefined ? it.skip : it;
  let simulator: RunningServer | undefined;

  beforeAll(async () => {
    if (isReal && lokiUrl !== undefined) {
      await push(lokiUrl);
    } else if (!isReal) {
      const nowMs = Date.now();
      simulator = await startLoki(STREAMS.map((stream) => heldStream(stream, nowMs)));
    }
    await addLoki('loki', simulator?.url ?? lokiUrl ?? 'http://127.0.0.1:9');
  });
  afterAll(async () => {
    await removeLoki('loki');
    await simulator?.close();
  });

  test.each<[string, CheckDefinition, unknown]>([
    [
      'counts, with an explicit zero',
      own(
        `sum by (app) (count_over_time({run="${RUN}"} |= "error" [1h])) or 0 * sum by (app) (count_over_time({run="${RUN}"}[1h]))`
      ),
      ['warn', undefined, { api: 'warn', web: 'pass', falco: 'pass' }],
    ],
    [
      'knows who offends and who does not',
      own(`sum by (app) (count_over_time({run="${RUN}"} |= "error" [1h]))`, { mode: 'offenders', warn: 0 }),
      ['warn', undefined, { api: 'warn', web: 'pass', falco: 'pass' }],
    ],
    [
      'takes no line for no number',
      own(`sum by (app) (count_over_time({run="${RUN}"} |= "nothing says this" [1h]))`),
      ['unknown', 'no-data', { api: 'unknown', web: 'unknown', falco: 'unknown' }],
    ],
    [
      'unwraps',
      own(`max by (app) (max_over_time({run="${RUN}",namespace="shop"} | logfmt | unwrap took [1h]))`, {
        presence: `sum by (app) (count_over_time({run="${RUN}",namespace="shop"}[1h]))`,
        warn: 5,
      }),
      ['warn', undefined, { api: 'warn', web: 'pass' }],
    ],
    [
      'says what it refuses',
      own(`sum by (app) (sum_over_time({run="${RUN}",app="api"} | logfmt | unwrap msg [1h]))`),
      ['unknown', 'query-error', {}],
    ],
  ])('%s', async (_what, check, expected) => {
    expect(said((await look([check])).get(check.id))).toEqual(expected);
  });

  test('takes the LogQL of every built-in check', async () => {
    const checks = builtin.checks.filter((check) => check.kind === 'loki');
    const results = await look(checks);
    const problems = checks.map(({ id }) => [id, results.get(id)?.evidence.find(({ problem }) => problem)?.problem]);
    expect(problems).toEqual(checks.map(({ id }) => [id, undefined]));
  });
});

describe('a Loki in trouble', () => {
  const check = own(`sum by (app) (count_over_time({run="${RUN}"}[1h]))`, { warn: 1000, fail: 2000 });
  const impatient = (): Transport => ({ send: (request) => transport.send({ ...request, timeoutMs: 500 }) });
  let simulator: RunningServer;
  beforeEach(async () => {
    simulator = await startLoki(STREAMS.map((stream) => heldStream(stream, Date.now())));
    await addLoki('loki', simulator.url);
  });
  afterEach(async () => {
    await removeLoki('loki');
    await simulator.close();
  });

  it('that hangs is unknown, and was well before', async () => {
    expect((await look([check])).get(check.id)?.verdict).toBe('pass');
    await simulator.turn('hang');
    expect(said((await look([check], impatient())).get(check.id))).toEqual(['unknown', 'timeout', {}]);
  });

  it('that is down is unknown', async () => {
    await simulator.turn('down');
    expect(said((await look([check])).get(check.id))).toEqual(['unknown', 'source-down', {}]);
  });

  it('whose data source was deleted under a page is unknown', async () => {
    const { registry } = await connect(transport, new AbortController().signal);
    await removeLoki('loki');
    const { checks } = await runChecks([check], {
      registry,
      clock: Date.now,
      windowSeconds: 3600,
      signal: new AbortController().signal,
    });
    expect(said(checks.get(check.id))).toEqual(['unknown', 'source-down', {}]);
  });

  it('that refuses one query answers the others', async () => {
    const refused = own(`sum(sum_over_time({run="${RUN}"} | unwrap x | __error__="nothing" [1h]) > 0)`, {
      id: 't.refused',
    });
    const broken = own('sum by (app) (count_over_time({run=', { id: 't.broken' });
    const results = await look([check, refused, broken]);
    expect(results.get(check.id)?.verdict).toBe('pass');
    expect(said(results.get('t.broken'))).toEqual(['unknown', 'query-error', {}]);
  });
});

interface Exchange {
  name: string;
  path: string;
  request: { from: string; to: string; queries: ReadonlyArray<Record<string, unknown>> };
  status: number;
  body: unknown;
}

/** Statistics, and the words of errors, are Loki's own. */
const comparable = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(body, (key, value: unknown) =>
      key === 'stats' ? [] : key === 'error' ? typeof value : key === 'values' ? shapeOf(value) : value
    )
  );
const shapeOf = (values: unknown): unknown =>
  Array.isArray(values) ? values.map((column: unknown[]) => column.map((one) => typeof one)) : values;

describe('the host in front of it', () => {
  const recorded = (
    JSON.parse(readFileSync(path.join(__dirname, '../fixtures/grafana/query-loki.json'), 'utf8')) as Exchange[]
  ).filter(({ path: at, name }) => at === '/api/ds/query' && name !== 'logs');
  const labels = { job: 'app', namespace: 'shop', level: 'error' };
  let simulator: RunningServer;
  beforeAll(async () => {
    const nowMs = Number(recorded[0]?.request.to);
    const lines = [{ line: 'level=error msg="payment failed"', agoSeconds: 1, times: 200, everySeconds: 2 }];
    simulator = await startLoki([heldStream({ labels, lines }, nowMs)]);
    await addLoki('loki', simulator.url);
  });
  afterAll(async () => {
    await removeLoki('loki');
    await simulator.close();
  });

  it.each(recorded.map((one) => [one.name, one] as const))(
    'answers as the recorded Grafana did: %s',
    async (_name, one) => {
      const answer = await world.asAdmin('POST', '/api/ds/query', one.request);
      expect(answer.status).toBe(one.status);
      expect(comparable(answer.body)).toEqual(comparable(one.body));
    }
  );
});
