import { NO_MEMORY, type VerdictMemory } from '../check/memory';
import { judge } from '../check/judge';
import { checkDefinition } from '../check/testData';
import type { Reason } from '../check/verdict';
import { keepSystems, notCurrent, type LastSystems, type Signed } from './lastKnown';
import type { PackSystem } from './packSystems';
import type { System } from './system';

const DOWN: Reason = { code: 'source-down' };
const PACKS: readonly PackSystem[] = [
  {
    pack: 'k8s',
    product: 'kubernetes',
    by: 'cluster',
    figures: [{ id: 'nodes', title: 'Nodes', show: 'passing', of: ['k8s.nodes'] }],
  },
];
const CHECKS = [
  checkDefinition({ id: 'k8s.nodes', pack: 'k8s', by: ['cluster', 'node'] }),
  checkDefinition({ id: 'pve.nodes', pack: 'pve', by: ['cluster', 'node'] }),
];
const NOTHING_SIGNED: Signed = { memory: NO_MEMORY, checks: CHECKS, packs: PACKS };

function system(fields: Partial<System>): System {
  return {
    key: 'kubernetes prom prod',
    product: 'kubernetes',
    name: 'prod',
    sourceUid: 'prom',
    verdict: 'pass',
    sinceMs: null,
    finding: null,
    more: 0,
    silent: null,
    figures: [{ id: 'nodes', title: 'Nodes', value: 3, of: 3, unit: 'count', verdict: 'pass' }],
    asOfMs: 1000,
    ...fields,
  };
}

const SILENT = system({
  key: 'metrics prom',
  product: 'metrics',
  name: 'Prom',
  verdict: 'unknown',
  silent: DOWN,
  figures: [],
});

/** What a signature saw at 500 of one node of each kind. */
const signed: VerdictMemory = {
  known: (checkId) => [
    {
      sourceUid: checkId === 'k8s.nodes' ? 'prom' : 'pve-a',
      labels: { cluster: 'stage', node: 'n1' },
      verdict: 'warn',
      value: 1,
      seenMs: 500,
    },
  ],
  gone: () => null,
};

test('what stood behind a metrics source keeps its line when that falls silent, with what it was and no figure', () => {
  const last: LastSystems = new Map();
  keepSystems([system({})], last, NOTHING_SIGNED);
  const [cause, kept] = keepSystems([SILENT], last, NOTHING_SIGNED);
  expect(cause).toEqual(SILENT);
  expect(kept).toMatchObject({
    key: 'kubernetes prom prod',
    verdict: 'unknown',
    silent: DOWN,
    asOfMs: null,
    last: { from: 'reading', atMs: 1000, verdict: 'pass' },
    figures: [{ title: 'Nodes', value: null, of: null, verdict: 'unknown' }],
  });
});

test('a line that is kept is not what the next one is kept from', () => {
  const last: LastSystems = new Map();
  keepSystems([system({ verdict: 'fail' })], last, NOTHING_SIGNED);
  keepSystems([SILENT], last, NOTHING_SIGNED);
  expect(keepSystems([SILENT], last, NOTHING_SIGNED)[1]?.last).toEqual({
    from: 'reading',
    atMs: 1000,
    verdict: 'fail',
  });
});

test('what a source that answers does not name any more is not kept: its checks say what vanished', () => {
  const last: LastSystems = new Map();
  keepSystems([system({})], last, NOTHING_SIGNED);
  expect(keepSystems([], last, NOTHING_SIGNED)).toEqual([]);
});

test('a tab that has seen nothing asks the signatures, and else says that it does not know', () => {
  const rows = keepSystems([SILENT], new Map(), { ...NOTHING_SIGNED, memory: signed });
  expect(rows.slice(1)).toMatchObject([
    { name: 'stage', verdict: 'unknown', last: { from: 'signature', atMs: 500, verdict: 'warn' } },
  ]);
  expect(keepSystems([SILENT], new Map(), NOTHING_SIGNED)).toEqual([{ ...SILENT, last: null }]);
  const server = system({ key: 'pve pve-a', product: 'proxmox-ve', sourceUid: 'pve-a', silent: DOWN });
  expect(keepSystems([server], new Map(), NOTHING_SIGNED)[0]?.last).toBeNull();
  expect(keepSystems([server], new Map(), { ...NOTHING_SIGNED, memory: signed })[0]?.last).toEqual({
    from: 'signature',
    atMs: 500,
    verdict: 'warn',
  });
});

test('of a view that is not current no verdict is left, wherever it stands, and every value is', () => {
  const entity = (node: string, value: number) => ({
    sourceUid: 'prom',
    labels: { node },
    value,
    sampleMs: 1,
    trend: [],
  });
  const check = judge(checkDefinition({ by: ['node'], op: 'gt', fail: 1 }), {
    entities: [entity('n1', 2), entity('n2', 0)],
    evidence: [],
  });
  const old = notCurrent({ rows: [{ verdict: 'pass', used: { value: 0.4, verdict: 'warn' } }], checks: [check] }, DOWN);
  expect(JSON.stringify(old)).not.toMatch(/"verdict":"(pass|warn|fail)"/);
  expect(old.rows[0]?.used.value).toBe(0.4);
  expect(old.checks[0]?.counts).toMatchObject({ unknown: 2, pass: 0, fail: 0 });
  expect(old.checks[0]?.entities.map(({ value, reason }) => [value, reason])).toEqual([
    [2, DOWN],
    [0, DOWN],
  ]);
});
