import type { CheckDefinition } from '../check/definition';
import { judge, withoutObservation } from '../check/judge';
import type { CheckResult, RunResult } from '../check/result';
import { checkDefinition } from '../check/testData';
import { metricSystems, type PackSystem } from './packSystems';
import type { System } from './system';

const NOW_MS = Date.UTC(2026, 10, 20, 7, 31);
const SOURCE = { uid: 'mimir', name: 'mimir-prod' };

const KUBERNETES: PackSystem = {
  pack: 'kubernetes',
  product: 'kubernetes',
  by: 'cluster',
  figures: [
    { id: 'nodes', title: 'Nodes', show: 'passing', of: ['k8s.node-ready'] },
    { id: 'memory-asked', title: 'Memory asked', show: 'worst', of: ['k8s.memory-commit'] },
    { id: 'restarting', title: 'Restarting', show: 'bad', of: ['k8s.restarts', 'k8s.crashloop'] },
  ],
};

function systemsIn(seen: RunResult, packs: readonly PackSystem[] = [KUBERNETES]): System[] {
  return metricSystems(seen, packs);
}

function k8s(id: string, changes: Partial<CheckDefinition> = {}): CheckDefinition {
  return checkDefinition({ id, pack: 'kubernetes', by: ['cluster', 'node'], ...changes });
}

function result(
  check: CheckDefinition,
  values: Array<[labels: Record<string, string>, value: number | null]>
): CheckResult {
  return judge(check, {
    entities: values.map(([labels, value]) => ({
      sourceUid: SOURCE.uid,
      labels,
      value,
      sampleMs: NOW_MS,
      trend: [],
      ...(value === null && { reason: { code: 'vanished' as const } }),
    })),
    evidence: [],
  });
}

function run(checks: readonly CheckResult[], answered = true): RunResult {
  return {
    askedMs: NOW_MS,
    checks: new Map(checks.map((check) => [check.definition.id, check])),
    sources: [{ ...SOURCE, answered, durationMs: 1, ...(!answered && { problem: { code: 'timeout' as const } }) }],
  };
}

const READY = k8s('k8s.node-ready', {
  title: 'Nodes ready',
  finding: 'Node {node} is not ready',
  unit: 'bool',
  op: 'lt',
  fail: 1,
});

test('each cluster is judged by its own things alone', () => {
  const systems = systemsIn(
    run([
      result(READY, [
        [{ cluster: 'prod-eu', node: 'a' }, 0],
        [{ cluster: 'prod-eu', node: 'b' }, 1],
        [{ cluster: 'prod-us', node: 'a' }, 1],
      ]),
    ])
  );
  expect(systems.map(({ name, verdict, finding }) => [name, verdict, finding])).toEqual([
    ['prod-eu', 'fail', 'Node a is not ready'],
    ['prod-us', 'pass', null],
  ]);
  expect(systems[0]?.figures[0]).toMatchObject({ id: 'nodes', title: 'Nodes', value: 1, of: 2, verdict: 'fail' });
  expect(systems[1]?.figures[0]).toMatchObject({ value: 1, of: 1, verdict: 'pass' });
});

test('the finding counts what is wrong in this cluster, not in all', () => {
  const stuck = k8s('k8s.pods-not-ready', {
    finding: '{count} pods stuck',
    by: ['cluster', 'pod'],
    unit: 'count',
    op: 'gt',
    warn: undefined,
    fail: 0,
  });
  const systems = systemsIn(
    run([
      result(stuck, [
        [{ cluster: 'prod-eu', pod: 'a' }, 1],
        [{ cluster: 'prod-us', pod: 'a' }, 1],
        [{ cluster: 'prod-us', pod: 'b' }, 1],
      ]),
    ])
  );
  expect(systems.map(({ finding }) => finding)).toEqual(['1 pods stuck', '2 pods stuck']);
});

test('a figure without its check is unknown, not 0, and never green', () => {
  const [system] = systemsIn(run([result(READY, [[{ cluster: 'prod-eu', node: 'a' }, 1]])]));
  expect(system?.figures.find(({ id }) => id === 'memory-asked')).toMatchObject({ value: null, verdict: 'unknown' });
  expect(system?.figures.find(({ id }) => id === 'restarting')).toMatchObject({ value: null, verdict: 'unknown' });
});

test('what vanished makes its system unknown', () => {
  const [system] = systemsIn(
    run([
      result(READY, [
        [{ cluster: 'prod-eu', node: 'a' }, 1],
        [{ cluster: 'prod-eu', node: 'b' }, null],
      ]),
    ])
  );
  expect(system).toMatchObject({ verdict: 'unknown', finding: 'prod-eu b is not reported any more' });
});

test('of things that cannot be judged nobody counts how many are well', () => {
  const [system] = systemsIn(run([result(READY, [[{ cluster: 'prod-eu', node: 'a' }, null]])]));
  expect(system?.figures[0]).toMatchObject({ value: null, of: 1, verdict: 'unknown' });
});

test('a pack that found nothing is no system; other packs are none either', () => {
  const empty = withoutObservation(READY, 'na', { code: 'no-data' });
  const disks = result(checkDefinition({ id: 'node.disk', pack: 'nodes', by: ['instance'] }), [
    [{ instance: 'a' }, 0.99],
  ]);
  expect(systemsIn(run([empty, disks]))).toEqual([]);
});

function unanswered(check: CheckDefinition): CheckResult {
  const asked = { sourceUid: SOURCE.uid, sourceName: SOURCE.name, query: '', presence: '', askedMs: NOW_MS };
  const nothing = { durationMs: 1, answered: 0, expected: 0, oldestSampleAgeMs: null };
  return judge(check, { entities: [], evidence: [{ ...asked, ...nothing, problem: { code: 'too-many' } }] });
}

test('a check that was not answered makes the systems of its kind unknown, not green by the others', () => {
  const restarts = k8s('k8s.restarts', { title: 'Restarts', by: ['cluster', 'pod'] });
  const well = result(READY, [
    [{ cluster: 'prod-eu', node: 'a' }, 1],
    [{ cluster: 'prod-us', node: 'a' }, 0],
  ]);
  const systems = systemsIn(run([well, unanswered(restarts)]));
  expect(systems.map(({ name, verdict, finding }) => [name, verdict, finding])).toEqual([
    ['prod-us', 'fail', 'Node a is not ready'],
    ['prod-eu', 'unknown', 'Restarts unknown: mimir-prod has too many series to judge'],
  ]);
  expect(systems[1]?.figures.find(({ id }) => id === 'restarting')).toMatchObject({ value: null, verdict: 'unknown' });
});

test('a pack of which nothing was answered is unknown, one that found nothing is no system', () => {
  const restarts = k8s('k8s.restarts');
  expect(systemsIn(run([unanswered(READY), unanswered(restarts)]))).toMatchObject([
    { product: 'kubernetes', name: 'mimir-prod', verdict: 'unknown', silent: null },
  ]);
  const empty = withoutObservation(READY, 'na', { code: 'no-data' });
  expect(systemsIn(run([empty, unanswered(restarts)]))).toEqual([]);
});

test('a source that does not answer is a line of its own, without a time when it would have said something', () => {
  const systems = systemsIn(run([withoutObservation(READY, 'unknown', { code: 'timeout' })], false));
  expect(systems).toMatchObject([
    { product: 'metrics', name: 'mimir-prod', verdict: 'unknown', silent: { code: 'timeout' }, asOfMs: null },
  ]);
});

test('a pack without a label to be split by is one system per source, named by it', () => {
  const whole: PackSystem = { ...KUBERNETES, pack: 'certificates', product: 'certificates', by: undefined };
  const expiry = k8s('k8s.node-ready', { pack: 'certificates' });
  const seen = run([
    result(expiry, [
      [{ cluster: 'prod-eu', node: 'a' }, 1],
      [{ cluster: 'prod-us', node: 'a' }, 1],
    ]),
  ]);
  expect(systemsIn(seen, [whole])).toMatchObject([{ product: 'certificates', name: 'mimir-prod' }]);
  expect(systemsIn(seen, [])).toEqual([]);
});

test('figures come in the order of the pack, of several checks together where it says so', () => {
  const figures: PackSystem['figures'] = [
    { id: 'next', title: 'Next', show: 'soonest', of: ['k8s.restarts', 'k8s.crashloop'] },
    { id: 'watched', title: 'Watched', show: 'all', of: ['k8s.restarts', 'k8s.crashloop'] },
    { id: 'bad', title: 'Bad', show: 'bad', of: ['k8s.restarts', 'k8s.crashloop'] },
    { id: 'worst', title: 'Worst', show: 'worst', of: ['k8s.crashloop'] },
  ];
  const seen = run(
    [
      ['k8s.crashloop', 12],
      ['k8s.restarts', 3],
    ].map(([id, value]) => result(k8s(String(id)), [[{ cluster: 'prod-eu', node: 'a' }, Number(value)]]))
  );
  const [system] = systemsIn(seen, [{ ...KUBERNETES, figures }]);
  expect(system?.figures.map(({ id, value }) => [id, value])).toEqual([
    ['next', 3],
    ['watched', 2],
    ['bad', 1],
    ['worst', 12],
  ]);
});
