/** @jest-environment node */
import { packDetection, type ProbedPack } from '../../core/check/packDetection';
import type { IndexedSource, MetricAnswer } from '../../core/check/ports';
import { checkDefinition } from '../../core/check/testData';
import type { Reason } from '../../core/check/verdict';
import type { Connection } from '../../core/connection/connection';
import { SourceError } from '../sourceError';
import type { TransportResponse } from '../transport/port';
import type { Fact, Patient } from './fact';
import { grafanaFacts, journalFacts } from './grafanaFacts';
import { metricsFacts } from './metricsFacts';
import { otherSourceFacts } from './otherSourceFacts';
import { packFacts } from './packFacts';

const NOW = 1_795_200_000_000;
const { signal } = new AbortController();
const down: Reason = { code: 'source-down', detail: 'connection refused' };

/** Grafana by what it answers to a path that begins so; 403 for all others. */
function patient(connection: object, paths: Readonly<Record<string, TransportResponse>> = {}): Patient {
  return {
    transport: {
      send: ({ path }) => {
        const found = Object.entries(paths).find(([start]) => path.startsWith(start));
        return Promise.resolve(found?.[1] ?? { status: 403, body: { message: 'settings:read is missing' } });
      },
    },
    connection: connection as Connection,
    clock: () => NOW,
    ownClock: () => NOW,
    signal,
  };
}

const told = (facts: readonly Fact[]) => facts.map(({ code, verdict }) => `${code} ${verdict}`);

describe('a metrics source', () => {
  const one = (value: number): MetricAnswer => ({
    ok: true,
    series: [{ labels: {}, timesMs: [NOW], values: [value] }],
    executed: '',
  });
  const none: MetricAnswer = { ok: true, series: [], executed: '' };
  const failed: MetricAnswer = { ok: false, reason: down };
  const facts = (newest: MetricAnswer, old: MetricAnswer, lives = one(1)) => {
    const source = {
      uid: 'a',
      name: 'A',
      query: async ({ queries }: Parameters<IndexedSource['query']>[0]) =>
        new Map(
          queries.map(({ refId, expr }) => [
            refId,
            expr.includes('offset') ? old : expr.includes('max') ? newest : lives,
          ])
        ),
    };
    return metricsFacts(patient({ metricSources: [source], dataSources: [source] }));
  };

  it.each<[string, number, string]>([
    ['right', -20, 'pass'],
    ['ten minutes ahead', 600, 'warn'],
    ['ten minutes behind', -600, 'warn'],
  ])('whose clock is %s is told so', async (_, seconds, verdict) => {
    const found = await facts(one(NOW / 1000 + seconds), one(5));
    expect(told(found)).toEqual(['source-answers pass', `source-clock ${verdict}`, 'source-history pass']);
  });

  it('that keeps less than 30 days, or does not tell, is never well', async () => {
    expect(told(await facts(none, none))).toEqual([
      'source-answers pass',
      'source-scrapes unknown',
      'source-history warn',
    ]);
    expect(told(await facts(failed, failed)).slice(1)).toEqual(['source-clock unknown', 'source-history unknown']);
    expect(told(await facts(failed, failed, failed))).toEqual(['source-answers fail']);
    expect(told(await metricsFacts(patient({ metricSources: [] })))).toEqual(['source-named fail']);
  });

  it('that may not be asked is unknown, and one that was deleted is named', async () => {
    const refused: MetricAnswer = { ok: false, reason: { code: 'not-permitted', detail: 'datasources:query' } };
    expect(told(await facts(refused, refused, refused))).toEqual(['source-answers unknown']);
    const gone = { uid: 'lost', name: 'lost', query: async () => new Map() };
    expect(await metricsFacts(patient({ metricSources: [gone], dataSources: [] }))).toEqual([
      { code: 'source-gone', verdict: 'fail', subject: 'lost' },
    ]);
  });
});

describe('other data sources', () => {
  const ref = (type: string) => ({ uid: type, name: type, type, isDefault: false });
  const facts = (type: string, response?: TransportResponse) =>
    otherSourceFacts(
      patient({ settings: { version: 1 }, dataSources: [ref(type)] }, response && { '/api/datasources': response })
    );

  it('of our own are asked for their version', async () => {
    const version = { status: 200, body: { data: { version: '8.4' } } };
    expect(told(await facts('opsrounds-proxmox-datasource', version))).toEqual(['server-answers pass']);
    expect(told(await facts('opsrounds-argocd-datasource', version))).toEqual(['server-answers fail']);
    expect(told(await facts('opsrounds-proxmox-datasource'))).toEqual(['server-answers fail']);
  });

  it('of logs are asked for what they have of a month ago', async () => {
    expect(told(await facts('loki', { status: 200, body: { data: ['app'] } }))).toEqual([
      'logs-answer pass',
      'logs-history pass',
    ]);
    expect(told(await facts('loki', { status: 200, body: { status: 'success' } }))).toEqual([
      'logs-answer pass',
      'logs-history warn',
    ]);
    expect(told(await facts('loki'))).toEqual(['logs-answer unknown']);
    expect(told(await facts('mysql'))).toEqual([]);
  });

  it('of logs that the settings name and Grafana has not are not left out', async () => {
    const settings = { version: 1, sources: { logs: ['lost'] } };
    expect(told(await otherSourceFacts(patient({ settings, dataSources: [ref('loki')] })))).toEqual([
      'source-gone fail',
    ]);
  });
});

describe('Grafana', () => {
  const connection = {
    settings: { version: 1 },
    problems: [{ field: 'duty', message: 'is wrong' }],
    configured: false,
  };
  const health = (serverMs?: number): TransportResponse => ({
    status: 200,
    body: { version: '12.4.0', database: 'ok' },
    ...(serverMs !== undefined && { serverMs }),
  });
  it.each<[string, number | undefined, string]>([
    ['right', NOW + 2000, 'pass'],
    ['ten minutes ahead', NOW + 600_000, 'warn'],
    ['not told', undefined, 'unknown'],
  ])('whose clock is %s', async (_, serverMs, verdict) => {
    const facts = await grafanaFacts(patient(connection, { '/api/health': health(serverMs) }));
    expect(told(facts)).toEqual(['grafana pass', `grafana-clock ${verdict}`, 'settings warn', 'started warn']);
  });

  it('that does not answer fails, and the rest is told', async () => {
    const silent = { send: () => Promise.reject(new SourceError('timeout', 'no answer in 10 s')) };
    const facts = await grafanaFacts({ ...patient(connection), transport: silent });
    expect(told(facts)).toEqual(['grafana fail', 'settings warn', 'started warn']);
  });

  it('that clears annotations away, or does not say so, does not keep a journal', async () => {
    const rows = async () => ({ events: [], rejected: [] });
    const cleaned = (max_age: string) => ({
      status: 200,
      body: { 'annotations.api': { max_age, max_annotations_to_keep: '0' } },
    });
    const granted = { status: 200, body: { 'annotations:create': ['annotations:*'] } };
    const facts = (settings?: TransportResponse) =>
      journalFacts(
        patient(
          { settings: { version: 1 }, journal: { read: rows } },
          { '/api/access-control': granted, ...(settings && { '/api/admin/settings': settings }) }
        )
      );
    const rest = ['journal-home warn', 'journal-read pass', 'journal-write pass'];
    expect(told(await facts(cleaned('')))).toEqual([...rest, 'annotation-clean-up pass']);
    expect(told(await facts(cleaned('90d')))).toEqual([...rest, 'annotation-clean-up fail']);
    expect(told(await facts())).toEqual([...rest, 'annotation-clean-up unknown']);
  });

  it('whose journal may not be read fails', async () => {
    const read = () => Promise.reject(new SourceError('not-permitted', 'annotations:read is missing'));
    const facts = await journalFacts(
      patient(
        { settings: { version: 1, journal: { dashboardUid: 'gone' } }, journal: { read } },
        {
          '/api/dashboards': { status: 404, body: {} },
        }
      )
    );
    expect(told(facts)).toEqual(['journal-home fail', 'journal-read fail', 'annotation-clean-up unknown']);
  });
});

describe('packs', () => {
  const PACKS: readonly ProbedPack[] = [
    { id: 'nodes', title: 'Nodes', probes: ['node_load'], always: [] },
    { id: 'flux', title: 'Flux', probes: ['gotk_info'], always: [] },
    { id: 'slo', title: 'Objectives', probes: [], always: [] },
  ];
  const source = (metricNames: IndexedSource['metricNames']): IndexedSource => ({
    uid: 'a',
    name: 'A',
    metricNames,
    query: async ({ queries }) => new Map(queries.map(({ refId }) => [refId, { ok: true, series: [], executed: '' }])),
  });
  const facts = (one: IndexedSource) =>
    packFacts(patient({ packs: packDetection([one], async () => PACKS) }), [
      checkDefinition({ id: 'flux.a', pack: 'flux', hint: 'Scrape Flux.' }),
    ]);

  it('that have data are named with their source, the others with what they need', async () => {
    const found = await facts(source(async () => new Set(['node_load'])));
    expect(found).toEqual([
      { code: 'pack', verdict: 'pass', subject: 'Nodes', params: { sources: 'A' } },
      { code: 'pack', verdict: 'na', subject: 'Flux', params: { install: 'Scrape Flux.' } },
    ]);
  });

  it('are unknown where a source does not tell', async () => {
    const found = await facts(source(() => Promise.reject(new SourceError('not-permitted', 'no'))));
    expect(told(found)).toEqual(['packs-told unknown', 'pack unknown', 'pack unknown']);
  });
});
