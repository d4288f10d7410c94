/** @jest-environment node */
import type { CheckDefinition, CheckKind } from '../core/check/definition';
import type { CheckResult } from '../core/check/result';
import { runChecks } from '../core/check/run';
import { checkDefinition } from '../core/check/testData';
import type { ReasonCode, Verdict } from '../core/check/verdict';
import { connect } from './connect';
import { withDeadline } from './transport/deadline';
import type { Transport, TransportRequest, TransportResponse } from './transport/port';
import { withServerClock } from './transport/serverClock';

/** What each kind of check says when something is wrong with an answer: through the real clients and evaluators, from a page's clock on. */

const NOW = Date.parse('2026-11-20T20:19:00Z');
const MINUTE_MS = 60_000;
/** More than are judged. */
const MANY = 20_001;
/** So that so many make 50 MB. */
const PADDING = 'x'.repeat(2500);

const KINDS = ['prometheus', 'loki', 'query', 'grafana', 'argocd', 'proxmox'] as const;
type Kind = (typeof KINDS)[number];

/** A thing as a server tells of it: bad is 1. */
interface Thing {
  name: string;
  value: number | null | 'NaN' | 'Inf';
  /** When it was measured, for those that say so. */
  atMs?: number;
}

const DATA_SOURCES = {
  prometheus: 'prometheus',
  loki: 'loki',
  query: 'influxdb',
  argocd: 'opsrounds-argocd-datasource',
  proxmox: 'opsrounds-proxmox-datasource',
} as const;

const CHECKS: Readonly<Record<Kind, Partial<CheckDefinition>>> = {
  prometheus: { by: ['name'] },
  loki: { by: ['name'], offsetsAt: { query: [[5, 5, 0]], presence: [[8, 8, 0]] } },
  query: { by: ['name'], presence: '', ask: { datasource: 'influxdb', model: { text: 'q' }, maxAgeSeconds: 300 } },
  grafana: { by: ['rule'], query: 'grafana/firing', presence: '' },
  argocd: { by: ['name'], query: 'argocd/out-of-sync', presence: '' },
  proxmox: { by: ['node'], query: 'pve/node-online', presence: '', op: 'lt', fail: 1 },
};

const check = (kind: Kind) =>
  checkDefinition({ id: `t.${kind}`, kind: kind satisfies CheckKind, op: 'gt', fail: 0, ...CHECKS[kind] });

/** Where the things of a kind are read; whatever else is asked is well. */
const PLACE: Readonly<Record<Kind, string>> = {
  prometheus: '/api/ds/query',
  loki: '/api/ds/query',
  query: '/api/ds/query',
  grafana: '/api/prometheus/grafana/api/v1/rules',
  argocd: '/api/datasources/proxy/uid/argocd/api/v1/applications',
  proxmox: '/api/datasources/proxy/uid/proxmox/api2/json/cluster/resources',
};

const special = (value: Thing['value']) => (typeof value === 'string' ? { [value]: [0] } : null);
const number = (value: Thing['value']) => (typeof value === 'string' ? null : value);

/** One frame for each, as Grafana sends them. */
function frames(things: readonly Thing[], toMs: number): unknown[] {
  return things.map(({ name, value, atMs = toMs }) => ({
    schema: {
      fields: [
        { name: 'Time', type: 'time' },
        { name: 'Value', type: 'number', labels: { name } },
      ],
    },
    data: { values: [[atMs], [number(value)]], entities: [null, special(value)] },
  }));
}

interface Query {
  refId: string;
  expr?: string;
}

function dsAnswer(things: readonly Thing[], { body }: TransportRequest): TransportResponse {
  const { to, queries } = body as { to: string; queries: readonly Query[] };
  const isOfThings = ({ expr }: Query) => expr === undefined || expr === 'value' || expr === 'presence';
  const results = queries.map((query) => {
    const found = isOfThings(query) ? frames(things, Number(to)) : [];
    return [query.refId, { status: 200, frames: found }];
  });
  return { status: 200, body: { results: Object.fromEntries(results) } };
}

/** What a server of the kind says of its things. JSON has no NaN: it has words and numbers that are too large. */
const ANSWERS: Readonly<Record<Kind, (things: readonly Thing[], request: TransportRequest) => TransportResponse>> = {
  prometheus: dsAnswer,
  loki: dsAnswer,
  query: dsAnswer,
  grafana: (things) => ({
    status: 200,
    body: {
      data: {
        groups: [
          {
            name: 'g',
            file: 'f',
            interval: 60,
            rules: things.map(({ name, value }) => ({
              name,
              health: typeof value === 'string' ? value : 'ok',
              state: value === 1 ? 'firing' : 'inactive',
              lastEvaluation: new Date(NOW).toISOString(),
              alerts: value === 1 ? [{ state: 'Alerting' }] : [],
            })),
          },
        ],
      },
    },
  }),
  argocd: (things) => ({
    status: 200,
    body: {
      items: things.map(({ name, value }) => ({
        metadata: { name, namespace: 'a' },
        spec: { project: 'p' },
        status: { sync: { status: value === 1 ? 'OutOfSync' : value === 0 ? 'Synced' : String(value) } },
      })),
    },
  }),
  proxmox: (things) => ({
    status: 200,
    body: {
      data: things.map(({ name, value }) => ({
        type: 'node',
        node: name,
        id: `node/${name}`,
        status: value === 1 ? 'offline' : value === 0 ? 'online' : String(value),
      })),
    },
  }),
};

/** Of which moment it is asked; a server of its own tells of now. */
const askedMs = ({ body }: TransportRequest) => Number((body as { to?: string } | undefined)?.to ?? NOW);

const GOOD: Thing = { name: 'a', value: 0 };
const BAD: Thing = { name: 'a', value: 1 };

type Answer = (request: TransportRequest) => TransportResponse | Promise<TransportResponse>;

/** A Grafana with one data source of each type, in which the things of a kind are read as `answer` says. */
function grafana(kind: Kind, answer: Answer): Transport {
  const listed = Object.entries(DATA_SOURCES).map(([uid, type]) => ({ uid, name: uid, type }));
  const fixed: Readonly<Record<string, unknown>> = {
    '/api/datasources': listed,
    '/api/plugins/opsrounds-ops-app/settings': { enabled: true, jsonData: {} },
    '/api/prometheus/prometheus/api/v1/rules': { data: { groups: [] } },
    '/api/prometheus/loki/api/v1/rules': { data: { groups: [] } },
    '/api/datasources/proxy/uid/proxmox/api2/json/version': { data: { version: '9.1.4', release: '9.1' } },
    '/api/datasources/proxy/uid/proxmox/api2/json/access/permissions': { data: { '/': { 'Sys.Audit': 1 } } },
  };
  return {
    send: async (request) => {
      const isAsked = request.path === PLACE[kind];
      const response = isAsked ? await answer(request) : { status: 200, body: fixed[request.path] ?? {} };
      return { serverMs: NOW, ...response };
    },
  };
}

const { signal } = new AbortController();

/** @param aheadMs By how much the clock of whoever asks is ahead of Grafana's. */
function look(kind: Kind, answer: Answer, aheadMs = 0): Promise<CheckResult> {
  return lookAt(check(kind), kind, answer, aheadMs);
}

async function lookAt(definition: CheckDefinition, kind: Kind, answer: Answer, aheadMs = 0): Promise<CheckResult> {
  const own = () => NOW + aheadMs;
  const { transport, clock } = withServerClock(grafana(kind, answer), own);
  const { registry } = await connect(transport, signal, clock);
  const { checks } = await runChecks([definition], { registry, clock, windowSeconds: 3600, signal });
  return checks.get(definition.id)!;
}

const told = ({ verdict, reason, entities }: CheckResult): [Verdict, ReasonCode | undefined] => [
  verdict,
  reason?.code ?? entities[0]?.reason?.code,
];

const of =
  (kind: Kind, ...things: readonly Thing[]): Answer =>
  (request) =>
    ANSWERS[kind](things, request);

describe.each(KINDS)('a check of kind %s', (kind) => {
  it('passes on a good answer and fails on a bad one, so that the rest says something', async () => {
    expect(told(await look(kind, of(kind, GOOD)))).toEqual(['pass', undefined]);
    expect(told(await look(kind, of(kind, BAD)))).toEqual(['fail', undefined]);
  });

  it('is unknown on a 400, whatever else came with it', async () => {
    const partial: Answer = (request) => {
      const { body } = ANSWERS[kind]([GOOD], request);
      const results = (body as { results?: Record<string, unknown> }).results ?? {};
      const [first = ''] = Object.keys(results);
      const refused = { status: 400, error: 'parse error' };
      return { status: 400, body: { message: 'no', results: { ...results, [first]: refused } } };
    };
    const code: Partial<Record<Kind, ReasonCode>> = { grafana: 'bad-response', argocd: 'no-data', proxmox: 'no-data' };
    expect(told(await look(kind, partial))).toEqual(['unknown', code[kind] ?? 'query-error']);
  });

  it('is unknown when its data source was deleted under it', async () => {
    const gone = { status: 404, body: { message: 'Data source not found' } };
    const code: Partial<Record<Kind, ReasonCode>> = { grafana: 'bad-response' };
    expect(told(await look(kind, () => gone))).toEqual(['unknown', code[kind] ?? 'source-down']);
  });

  it('is unknown when nothing answers: each request has an end of its own', async () => {
    const hang: Answer = (request) => {
      expect(request.timeoutMs).toBeLessThanOrEqual(60_000);
      return withDeadline({ ...request, timeoutMs: 1 }, (ended) => {
        return new Promise((_answer, reject) => ended.addEventListener('abort', () => reject(ended.reason as Error)));
      });
    };
    expect(told(await look(kind, hang))).toEqual(['unknown', 'timeout']);
  });

  it('judges no part of 50 MB, and says how many there were', async () => {
    const things = Array.from({ length: MANY }, (_one, index) => ({ name: `${index} ${PADDING}`, value: 0 }));
    const whole: Answer = (request) => {
      const { status, body } = ANSWERS[kind](askedMs(request) === NOW ? things : [], request);
      return { status, body: JSON.parse(JSON.stringify(body)) as unknown };
    };
    const result = await look(kind, whole);
    expect(told(result)).toEqual(['unknown', 'too-many']);
    expect(JSON.stringify(result)).toContain('20001');
    expect(JSON.stringify(result).length).toBeLessThan(100_000);
  });

  it('finds the one that fails among 10,000, and counts those that it does not list', async () => {
    const things = Array.from({ length: 10_000 }, (_one, index) => ({
      name: `n${index}`,
      value: Number(index === 77),
    }));
    const result = await look(kind, of(kind, ...things));
    expect(told(result)).toEqual(['fail', undefined]);
    expect(result.counts).toMatchObject({ fail: 1, pass: 9999 });
  });

  it.each(['NaN', 'Inf'] as const)('is unknown on %s', async (value) => {
    expect(told(await look(kind, of(kind, { name: 'a', value })))).toEqual(['unknown', 'no-data']);
  });

  it('goes by the worse one where a thing is told twice, in either order', async () => {
    expect(told(await look(kind, of(kind, GOOD, BAD)))).toEqual(['fail', undefined]);
    expect(told(await look(kind, of(kind, BAD, GOOD)))).toEqual(['fail', undefined]);
  });

  it.each([10, -10])("asks about Grafana's now from a clock that is %d min off", async (minutes) => {
    // Ten minutes ago it was well, and of the future nothing is known.
    const truth: Answer = (request) => {
      const atMs = askedMs(request);
      const things = Math.abs(atMs - NOW) < MINUTE_MS ? [BAD] : atMs < NOW ? [GOOD] : [];
      return ANSWERS[kind](things, request);
    };
    const result = await look(kind, truth, minutes * MINUTE_MS);
    expect(told(result)).toEqual(['fail', undefined]);
    expect(new Set(result.evidence.map(({ oldestSampleAgeMs }) => oldestSampleAgeMs))).toEqual(new Set([0]));
  });
});

describe('an age that is counted from a time to come', () => {
  const age = (overrides: Partial<CheckDefinition>, value: number) => {
    const definition = checkDefinition({ by: ['name'], unit: 'seconds', op: 'gt', fail: 3600, ...overrides });
    return lookAt(definition, 'prometheus', of('prometheus', { name: 'a', value }));
  };

  it('is none, and not a good one', async () => {
    expect(told(await age({}, -600))).toEqual(['unknown', 'no-data']);
    expect(told(await age({}, -200))).toEqual(['pass', undefined]);
    expect(told(await age({}, 600))).toEqual(['pass', undefined]);
    // Time that is left, and what is no time, may be below zero.
    expect(told(await age({ op: 'lt' }, -600))).toEqual(['fail', undefined]);
    expect(told(await age({ unit: 'count' }, -600))).toEqual(['pass', undefined]);
  });
});

describe('a data source whose own clock is 10 min off', () => {
  it.each([10, -10])('by %d min, gives no value that is fresh', async (minutes) => {
    const off = { ...GOOD, atMs: NOW + minutes * MINUTE_MS };
    expect(told(await look('query', of('query', off)))).toEqual(['unknown', 'no-data']);
  });
});
