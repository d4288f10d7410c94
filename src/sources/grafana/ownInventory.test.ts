/** @jest-environment node */
import type { CheckDefinition } from '../../core/check/definition';
import { runChecks } from '../../core/check/run';
import { checkDefinition } from '../../core/check/testData';
import type { DataSource } from '../../core/connection/dataSource';
import { inventoryEvaluator } from '../../core/inventory/inventoryEvaluator';
import { SourceError } from '../sourceError';
import type { Transport, TransportResponse } from '../transport/port';
import { grafanaGroups } from './ownInventory';
import { exchange } from './testData';

/** What the client makes of the answers that a running Grafana gave, and of those that are none. */

const NOW = Date.parse('2026-11-20T20:19:00Z');
const signal = new AbortController().signal;

const source = (uid: string, type: string, more: Partial<DataSource> = {}): DataSource => {
  return { uid, name: uid, type, isDefault: false, ...more };
};

const measure = (query: string, by: readonly string[], more: Partial<CheckDefinition> = {}) =>
  checkDefinition({ id: query, kind: 'grafana', query, presence: '', by, absent: 'na', op: 'gt', fail: 0, ...more });

type Answers = Readonly<Record<string, TransportResponse | SourceError>>;

async function look(check: CheckDefinition, answers: Answers, dataSources: readonly DataSource[] = []) {
  const asked: string[] = [];
  const transport: Transport = {
    send: ({ path }) => {
      asked.push(path);
      const answer = answers[path] ?? { status: 404, body: { message: 'Not found' } };
      return answer instanceof SourceError ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const registry = { grafana: inventoryEvaluator(grafanaGroups(transport, dataSources, () => NOW)) };
  const { checks } = await runChecks([check], { registry, clock: () => NOW, windowSeconds: 3600, signal });
  const result = checks.get(check.id)!;
  const entities: ReadonlyArray<Record<string, unknown>> = result.entities.map(({ labels, verdict, value }) => {
    return { ...labels, verdict, value };
  });
  return { verdict: result.verdict, code: result.reason?.code, entities, asked };
}

const recordedBody = (name: string) => exchange('alerting', name).body;
const ok = (body: unknown): TransportResponse => ({ status: 200, body });
const MANAGED = { '/api/prometheus/grafana/api/v1/rules': ok(recordedBody('managed rules')) };

test('the recorded rules: one fires, one has no data, and that is not well', async () => {
  const { entities } = await look(measure('grafana/firing', ['rule']), MANAGED);
  expect(entities).toMatchObject([
    { rule: 'Target down (managed)', verdict: 'fail', value: 1 },
    { rule: 'No data rule', verdict: 'unknown' },
  ]);
  expect((await look(measure('grafana/rule-health', ['rule']), MANAGED)).entities).toMatchObject([
    { rule: 'No data rule', value: 1 },
    { rule: 'Target down (managed)', value: 0 },
  ]);
});

test('the recorded rules of a Prometheus are asked below its uid, and are those of its name', async () => {
  const answers = { ...MANAGED, '/api/prometheus/prom/api/v1/rules': ok(recordedBody('rules of Prometheus')) };
  const { entities } = await look(measure('grafana/firing', ['cluster', 'rule']), answers, [
    source('prom', 'prometheus'),
  ]);
  expect(entities).toContainEqual(expect.objectContaining({ cluster: 'prom', rule: 'TargetDown', verdict: 'fail' }));
});

test('a ruler that is switched off is not asked, one that has no rules has none, one that is down is unknown', async () => {
  const check = measure('grafana/firing', ['cluster', 'rule']);
  const off = await look(check, MANAGED, [source('loki', 'loki', { managesAlerts: false })]);
  expect(off.asked).not.toContain('/api/prometheus/loki/api/v1/rules');
  const without = await look(check, {}, [source('loki', 'loki')]);
  expect(without).toMatchObject({ verdict: 'unknown', code: 'bad-response' });
  const quiet = { '/api/prometheus/grafana/api/v1/rules': ok({ status: 'success', data: { groups: [] } }) };
  expect(await look(check, quiet, [source('loki', 'loki')])).toMatchObject({ verdict: 'na' });
  // What answers 404 in its place has no rules only where nobody says that it has.
  expect(await look(check, quiet, [source('loki', 'loki', { managesAlerts: true })])).toMatchObject({
    verdict: 'unknown',
    code: 'bad-response',
  });
  const dead = { ...quiet, '/api/prometheus/prom/api/v1/rules': { status: 502, body: {} } };
  expect(await look(check, dead, [source('prom', 'prometheus')])).toMatchObject({
    verdict: 'unknown',
    code: 'source-down',
  });
});

test('the recorded Alertmanager: the oldest alert under its rule’s name, and the silence with its author', async () => {
  const answers = {
    '/api/alertmanager/grafana/api/v2/alerts': ok(recordedBody('alertmanager alerts')),
    '/api/alertmanager/grafana/api/v2/silences': ok(recordedBody('silences')),
  };
  const alert = await look(measure('grafana/oldest-alert', ['cluster'], { says: ['alert'] }), answers);
  expect(alert.entities).toMatchObject([{ cluster: 'Grafana', alert: 'No data rule', value: 350 }]);
  const silence = await look(measure('grafana/longest-silence', ['cluster'], { says: ['silence', 'author'] }), answers);
  expect(silence.entities).toMatchObject([{ silence: 'alertname="No data rule"', author: 'editor' }]);
});

test.each(['grafana/administrators', 'grafana/token-expiry', 'grafana/advisor-failures'])(
  '%s is not permitted to whoever is no Admin',
  async (query) => {
    const denied = { status: 403, body: { message: 'Permissions needed: x' } };
    const paths = ['/api/org/users', '/api/serviceaccounts/search', '/api/org'];
    const answers = Object.fromEntries(paths.map((path) => [path, denied]));
    expect(await look(measure(query, []), answers)).toMatchObject({ verdict: 'unknown', code: 'not-permitted' });
  }
);

test('Advisor is asked in the namespace of the organisation, and is not there where Grafana does not know it', async () => {
  const { verdict, asked } = await look(measure('grafana/advisor-failures', ['check']), { '/api/org': ok({ id: 4 }) });
  expect(verdict).toBe('na');
  expect(asked).toContain('/apis/advisor.grafana.app/v0alpha1/namespaces/org-4/checks');
});

const ADVISOR = '/apis/advisor.grafana.app/v0alpha1/namespaces/default/checks';
const REPORT = {
  metadata: {
    labels: { 'advisor.grafana.app/type': 'datasource' },
    annotations: { 'advisor.grafana.app/status': 'processed' },
    creationTimestamp: '2026-11-20T06:00:00Z',
  },
};

test.each([
  ['a report that is none', { items: [{ ...REPORT, status: { report: { failures: [] } } }, 'lost'] }],
  ['failures that are none', { items: [{ ...REPORT, status: { report: { failures: 'none' } } }] }],
  ['a failure that is none', { items: [{ ...REPORT, status: { report: { failures: [7] } } }] }],
  [
    'a list that goes on',
    { metadata: { continue: 'e30' }, items: [{ ...REPORT, status: { report: { failures: [] } } }] },
  ],
  [
    'a report of next year',
    {
      items: [
        {
          metadata: { ...REPORT.metadata, creationTimestamp: '2027-11-20T06:00:00Z' },
          status: { report: { failures: [] } },
        },
      ],
    },
  ],
])('of Advisor, %s does not pass', async (_what, body) => {
  const answers = { '/api/org': ok({ id: 1 }), [ADVISOR]: ok(body) };
  const { verdict } = await look(measure('grafana/advisor-failures', ['check'], { op: 'gt', warn: 0 }), answers);
  expect(['unknown', 'warn', 'fail']).toContain(verdict);
});

test('a list of rules that goes on is not all of them', async () => {
  const data = { ...(recordedBody('managed rules') as { data: object }).data, groupNextToken: 'Zm9sZGVy' };
  const answers = { '/api/prometheus/grafana/api/v1/rules': ok({ status: 'success', data }) };
  const check = measure('grafana/rule-paused', ['cluster', 'rule']);
  expect((await look(check, MANAGED)).verdict).toBe('pass');
  expect(await look(check, answers)).toMatchObject({ verdict: 'unknown', code: 'bad-response' });
});

test('an instance of a rule that cannot be read is no quiet one', async () => {
  const rule = { name: 'Disk', type: 'alerting', health: 'ok', state: 'inactive', alerts: [7] };
  const rules = { status: 'success', data: { groups: [{ name: 'g', file: 'f', interval: 60, rules: [rule] }] } };
  const answers = { '/api/prometheus/grafana/api/v1/rules': ok(rules) };
  expect(await look(measure('grafana/firing', ['cluster', 'rule']), answers)).toMatchObject({ verdict: 'unknown' });
});

test('a data source that hangs does not stand for the others, and our own are not asked', async () => {
  const answers = {
    '/api/datasources/uid/slow/health': new SourceError('timeout', 'no answer within 30 s'),
    '/api/datasources/uid/bad/health': { status: 400, body: { status: 'ERROR', message: 'refused' } },
    '/api/datasources/uid/good/health': ok({ status: 'OK', message: 'fine' }),
    '/api/datasources/uid/crashed/health': { status: 500, body: { messageId: 'plugin.requestFailureError' } },
  };
  const sources = ['slow', 'bad', 'good', 'crashed'].map((uid) => source(uid, 'prometheus'));
  const check = measure('grafana/source-health', ['datasource'], { op: 'lt', fail: 1 });
  const { entities, asked } = await look(check, answers, [...sources, source('pve', 'opsrounds-proxmox-datasource')]);
  expect(Object.fromEntries(entities.map((one) => [one['datasource'], one['verdict']]))).toEqual({
    slow: 'unknown',
    bad: 'fail',
    good: 'pass',
    crashed: 'unknown',
  });
  expect(asked).not.toContain('/api/datasources/uid/pve/health');
});
