import type { CheckDefinition } from '../check/definition';
import type { CheckResult } from '../check/result';

/** What the view of a product shows of its checks. A pack names these in `place` and `figures`, and no others. */
export interface Shows {
  /** Parts of its page that tell more of a check; none where the page is one. */
  places: readonly string[];
  /** Figures and columns that take the verdict of the checks that feed them. */
  figures: readonly string[];
  /** Labels of the rows that have room for a check's short words alone. */
  shortBy: readonly string[];
  /** Whether it leaves optional checks out where it sums up. */
  optional: boolean;
}

/** No page shows them. */
export const NOTHING_SHOWN: Shows = { places: [], figures: [], shortBy: [], optional: false };

/**
 * Whether a check feeds one of the figures. The type of the product's figures has to be given, so that a name that it does not
 * have is not asked for.
 */
export function feeds<Figure extends string = never>(
  { figures }: Pick<CheckDefinition, 'figures'>,
  ...wanted: ReadonlyArray<NoInfer<Figure>>
): boolean {
  return figures !== undefined && wanted.some((figure) => figures.includes(figure));
}

/** Those of the checks that feed one of the figures, in their order. */
export function feeding<Figure extends string = never>(
  checks: readonly CheckResult[],
  ...wanted: ReadonlyArray<NoInfer<Figure>>
): CheckResult[] {
  return checks.filter(({ definition }) => feeds<Figure>(definition, ...wanted));
}
