import type { CheckDefinition } from '../../../core/check/definition';
import type { EvaluatorRegistry } from '../../../core/check/evaluator';
import { isScheduled, type ChecklistTemplate } from '../../../core/checklist/template';
import { PRODUCT_IDS, type ProductId } from '../../../core/products/ids';
import type { PackSystem } from '../../../core/products/packSystems';
import { PRODUCTS } from '../../../core/products/products';
import type { Settings } from '../../../core/settings/settings';

/** Where a check is used: its verdict decides something there, or is shown. */
export type Use =
  | { kind: 'item'; list: ChecklistTemplate; item: { id: string; title: string }; isOn: boolean }
  | { kind: 'product'; product: ProductId }
  | { kind: 'report' };

interface UsesOf {
  checklists: readonly ChecklistTemplate[];
  systems: readonly PackSystem[];
  settings: Pick<Settings, 'checklists'>;
  registry: EvaluatorRegistry;
}

/** Items of checklists that it decides, products whose line or page takes its verdict, and the monthly report. */
export function usesOf(check: CheckDefinition, { checklists, systems, settings, registry }: UsesOf): Use[] {
  const items = checklists.flatMap((list) =>
    list.items
      .filter(({ checks }) => checks.includes(check.id))
      .map((item): Use => {
        return { kind: 'item', list, item, isOn: isScheduled(list) && (settings.checklists ?? []).includes(list.id) };
      })
  );
  const products = PRODUCT_IDS.filter((id) => takesItsVerdict(id, check, systems));
  return [
    ...items,
    ...products.map((product): Use => ({ kind: 'product', product })),
    // The report is about every check of which something keeps a history.
    ...(registry[check.kind]?.history === undefined ? [] : [{ kind: 'report' } as const]),
  ];
}

function takesItsVerdict(
  id: ProductId,
  { kind, pack, query }: CheckDefinition,
  systems: readonly PackSystem[]
): boolean {
  const own = PRODUCTS[id];
  return (
    systems.some((system) => system.product === id && system.pack === pack) ||
    (own !== null && own.kind === kind && query in own.measures) ||
    (id === 'backups' && kind === 'backups')
  );
}
