import { calcEvaluator } from '../../core/calc/calcEvaluator';
import type { CheckDefinition } from '../../core/check/definition';
import type { EvaluatorRegistry } from '../../core/check/evaluator';
import { lokiEvaluator } from '../../core/check/lokiEvaluator';
import { prometheusEvaluator } from '../../core/check/prometheusEvaluator';
import { promQueries } from '../../core/check/promQueries';
import { queryEvaluator } from '../../core/check/queryEvaluator';
import type { KnownEntity, VerdictMemory } from '../../core/check/memory';
import type { CheckResult } from '../../core/check/result';
import { runChecks } from '../../core/check/run';
import type { Labels } from '../../core/check/series';
import type { Verdict } from '../../core/check/verdict';
import type { DataSource } from '../../core/connection/dataSource';
import { inventoryEvaluator } from '../../core/inventory/inventoryEvaluator';
import { canonicalJson } from '../../core/journal/canonical';
import { journalEvaluator } from '../../core/journal-checks/journalEvaluator';
import { builtin } from '../../library/builtin.gen';
import type { CaseProduct, CaseServer, TestCase } from '../../library/cases/testCase';
import { lokiSource } from '../../sources/grafana/loki';
import { prometheusSource } from '../../sources/grafana/prometheus';
import { grafanaGroups } from '../../sources/grafana/ownInventory';
import { tableSource } from '../../sources/grafana/tables';
import { SERVED } from '../../sources/products';
import type { Transport } from '../../sources/transport/port';
import { caseAccepted } from './caseAccepted';
import { caseBackups, type ServedSources } from './caseBackups';
import { caseSource, PROMETHEUS_UID } from './caseSource';
import { serverTransport } from './caseTransport';
import { caseJournal } from './caseJournal';
import { caseLoki, LOKI_UID } from './loki/caseLoki';
import type { PrometheusApi } from './prometheusApi';
import { recordedTransport } from './recordedTransport';

/** Where no test says otherwise, a round looks back over the night. */
const WINDOW_SECONDS = 16 * 3600;

/** What all tests are run with. */
export interface Bench {
  checks: ReadonlyMap<string, CheckDefinition>;
  /** Time of the verdict of tests without one of their own. */
  nowMs: number;
  /** Holds the series of all tests; null when there are none. */
  api: PrometheusApi | null;
  signal: AbortSignal;
}

/** What the checks of a test say, in its order. Rejects when the Prometheus does not answer. */
export async function runTest(test: TestCase, id: string, bench: Bench): Promise<readonly CheckResult[]> {
  const nowMs = test.nowMs ?? bench.nowMs;
  const results: CheckResult[] = [];
  const troubles: unknown[] = [];
  const onTrouble = (error: unknown) => troubles.push(error);
  for (const { definitions, registry } of askings(test, { ...bench, id, nowMs, onTrouble })) {
    const result = await runChecks(definitions, {
      registry,
      clock: () => nowMs,
      windowSeconds: windowOf(test),
      memory: memoryOf(test, nowMs, bench.checks),
      signal: bench.signal,
    });
    results.push(...result.checks.values());
  }
  if (troubles.length > 0) {
    throw troubles[0];
  }
  return results;
}

/** What was kept and said before, of the one source that a test has for a kind of checks. */
function memoryOf(test: TestCase, nowMs: number, checks: Bench['checks']): VerdictMemory {
  const { known, gone, server } = test;
  const uidOf = (id: string) => {
    const kind = checks.get(id)?.kind;
    if (kind === 'loki') {
      return LOKI_UID;
    }
    return server === undefined || kind === 'prometheus' ? PROMETHEUS_UID : SERVERS[server.product].uid;
  };
  const isSame = (one: Labels, other: Labels) => canonicalJson(one) === canonicalJson(other);
  const uidOfPart = (checkId: string) => uidOf(checks.get(checkId)?.calc?.of[0] ?? checkId);
  return {
    baseline: (checkId) => caseAccepted(test.accepted, checkId, uidOfPart(checkId), nowMs),
    known: (checkId) =>
      known.flatMap(({ check, labels, verdict, value, agoSeconds }) =>
        check === checkId && isExceptional(verdict)
          ? [{ sourceUid: uidOf(check), labels, verdict, value, seenMs: nowMs - agoSeconds * 1000 }]
          : []
      ),
    gone(checkId, _uid, labels) {
      const said = gone.find((one) => one.check === checkId && isSame(one.labels, labels));
      return said === undefined || (said.untilSeconds ?? 1) <= 0
        ? null
        : {
            who: said.by,
            why: said.why,
            atMs: nowMs - said.agoSeconds * 1000,
            untilMs: said.untilSeconds === undefined ? null : nowMs + said.untilSeconds * 1000,
          };
    },
  };
}

function isExceptional(verdict: Verdict): verdict is KnownEntity['verdict'] {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'unknown';
}

interface Place extends Bench {
  /** Of the test, in the Prometheus. */
  id: string;
  onTrouble: (error: unknown) => void;
}

interface Asking {
  definitions: readonly CheckDefinition[];
  registry: EvaluatorRegistry;
}

/** One, but where answers are recorded: there the checks of each refId have a source of their own. */
function askings(test: TestCase, { checks, api, id, nowMs, onTrouble }: Place): Asking[] {
  if (test.recorded !== undefined) {
    return recordedAskings(test, test.recorded, checks);
  }
  const metricSources = test.series === undefined || api === null ? [] : [caseSource(api, id, onTrouble)];
  const served = test.server === undefined ? null : serverRegistry(test.server, nowMs);
  const journal = caseJournal(test, nowMs);
  const registry: EvaluatorRegistry = {
    ...(metricSources.length > 0 && { prometheus: prometheusEvaluator(metricSources) }),
    ...(test.logs !== undefined && { loki: lokiEvaluator([caseLoki(test.logs, nowMs)]) }),
    ...served?.registry,
    ...((metricSources.length > 0 || served !== null) && {
      backups: caseBackups(test, { metricSources, sources: served?.sources ?? [], journal }),
    }),
    ...(test.journal !== undefined && {
      journal: journalEvaluator({
        journal,
        settings: { checklists: [...test.journal.lists] },
        content: async () => builtin,
      }),
    }),
  };
  const named = namedIn(test);
  const definitions =
    named.length > 0
      ? named.flatMap((check) => checks.get(check) ?? [])
      : [...checks.values()].filter(({ kind }) => registry[kind] !== undefined);
  return [{ definitions, registry: { ...registry, calc: calcEvaluator(registry) } }];
}

function namedIn({ expect, checks }: TestCase): readonly string[] {
  return expect.length > 0 ? expect.map(({ check }) => check) : checks;
}

function recordedAskings(
  test: TestCase,
  recorded: NonNullable<TestCase['recorded']>,
  checks: ReadonlyMap<string, CheckDefinition>
): Asking[] {
  return Object.entries(test.refs).flatMap(([id, refId]) => {
    const check = checks.get(id);
    if (check === undefined) {
      return [];
    }
    const built = promQueries(check, windowOf(test));
    const transport = recordedTransport(recorded[refId], built.ok ? built.queries.gap : undefined);
    const registry = recordedRegistry(check, transport);
    return [{ definitions: [check], registry }];
  });
}

function recordedRegistry({ kind, ask }: CheckDefinition, transport: Transport): EvaluatorRegistry {
  if (kind === 'query' && ask !== undefined) {
    const { datasource } = ask;
    return { query: queryEvaluator([tableSource(transport, { uid: datasource, name: datasource, type: datasource })]) };
  }
  return kind === 'loki'
    ? { loki: lokiEvaluator([lokiSource(transport, { uid: LOKI_UID, name: 'Loki' })]) }
    : { prometheus: prometheusEvaluator([prometheusSource(transport, { uid: PROMETHEUS_UID, name: 'Prometheus' })]) };
}

function windowOf({ windowSeconds }: TestCase): number {
  return windowSeconds ?? WINDOW_SECONDS;
}

const SERVERS: Readonly<Record<CaseProduct, DataSource>> = {
  'proxmox-ve': { uid: 'server', name: 'pve', type: 'opsrounds-proxmox-datasource', isDefault: false, product: 'pve' },
  'proxmox-backup': {
    uid: 'server',
    name: 'pbs',
    type: 'opsrounds-proxmox-datasource',
    isDefault: false,
    product: 'pbs',
  },
  argocd: { uid: 'server', name: 'argocd', type: 'opsrounds-argocd-datasource', isDefault: false },
  grafana: { uid: 'grafana', name: 'Grafana', type: 'grafana', isDefault: false },
};

function serverRegistry(server: CaseServer, nowMs: number): { registry: EvaluatorRegistry; sources: ServedSources } {
  if (server.product === 'grafana') {
    const groups = grafanaGroups(serverTransport(server, nowMs), listedIn(server), () => nowMs);
    return { registry: { grafana: inventoryEvaluator(groups) }, sources: [] };
  }
  const served = SERVED[server.product];
  if (served === null) {
    return { registry: {}, sources: [] };
  }
  const { group, sources } = served.connect(serverTransport(server, nowMs), [SERVERS[server.product]], () => nowMs);
  return { registry: { [served.kind]: inventoryEvaluator([group]) }, sources };
}

/** The data sources that the Grafana of a test lists: `uid`, `name` and `type` of each. */
function listedIn({ answers }: CaseServer): readonly DataSource[] {
  const listed = answers['/api/datasources'];
  return Array.isArray(listed) ? listed.map((one: DataSource) => ({ ...one, isDefault: false })) : [];
}
