import { builtin } from '../../../library/builtin.gen';
import type { EvaluatorRegistry } from '../../../core/check/evaluator';
import { usesOf } from './uses';

const evaluator = { sources: [], evaluate: async () => new Map() };
const registry: EvaluatorRegistry = {
  prometheus: { ...evaluator, history: async () => ({ sources: [], checks: new Map() }) },
  proxmox: evaluator,
};

const uses = (id: string) => {
  const check = builtin.checks.find((one) => one.id === id)!;
  const { checklists, systems } = builtin;
  return usesOf(check, { checklists, systems, settings: { checklists: ['morning'] }, registry });
};

test('every item of every checklist is a use of the checks that it names', () => {
  const named = builtin.checklists.flatMap(({ items }) => items.flatMap(({ checks }) => checks)).length;
  const told = builtin.checks.flatMap(({ id }) => uses(id).filter(({ kind }) => kind === 'item')).length;
  expect(told).toBe(named);
});

test('only items of lists that are on lead to a round', () => {
  const items = builtin.checks.flatMap(({ id }) => uses(id)).flatMap((use) => (use.kind === 'item' ? [use] : []));
  expect(new Set(items.filter(({ isOn }) => isOn).map(({ list }) => list.id))).toEqual(new Set(['morning']));
});

test.each([
  ['ceph.health', ['ceph'], true],
  ['access.pve-2fa', ['proxmox-ve'], false],
  ['node.disk', [], true],
])('%s stands on the pages of %j', (id, products, isReported) => {
  const own = uses(id);
  expect(own.flatMap((use) => (use.kind === 'product' ? [use.product] : []))).toEqual(products);
  expect(own.some(({ kind }) => kind === 'report')).toBe(isReported);
});
