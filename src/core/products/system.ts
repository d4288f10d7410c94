import type { Unit } from '../check/definition';
import type { Reason } from '../check/verdict';
import { PRODUCT_IDS } from './ids';
import type { JudgedOf } from './judged';
import { standingRank, type Standing } from './pending';

/** Everything the team runs, one line per system. Verdicts are those of the systems' checks. */

/** In place of a product: a metrics source that says nothing, for nobody can say what stands behind it. */
export const METRICS = 'metrics';

/** One number of a system's line. */
export interface SystemFigure {
  id: string;
  /** The words of the pack that it comes from; without, the screen has words for `id`. */
  title?: string;
  /** Null is unknown. */
  value: number | null;
  /** "5 of 6": how many there should be; null is unknown. */
  of?: number | null;
  unit: Unit;
  /** The thing whose number it is, where it is the worst of several. */
  thing?: string;
  /** What its own check says: a number that broke its limit takes the colour. */
  verdict: Standing;
}

/** What a system was when it could be seen; a signature keeps only what was not well. */
export interface LastKnown {
  from: 'reading' | 'signature';
  atMs: number;
  verdict: Standing;
}

export interface System {
  /** Unique among all systems. */
  key: string;
  /** Id of a product, or `METRICS`. */
  product: string;
  name: string;
  /** Data source that told it. */
  sourceUid: string;
  verdict: Standing;
  sinceMs: number | null;
  /** The worst thing about it in one sentence; null when nothing is wrong. */
  finding: string | null;
  /** How many other checks do not pass; 0 where all are unknown for one cause. */
  more: number;
  /** Set when the source gave nothing at all. */
  silent: Reason | null;
  /** What it was before its source fell silent; null where that is not known, absent where it is seen. */
  last?: LastKnown | null;
  figures: readonly SystemFigure[];
  asOfMs: number | null;
}

/** The figure of the worst of several things, named where there are several. */
export function figureOf(id: string, unit: Unit, { value, verdict, of }: JudgedOf): SystemFigure {
  return { id, value, unit, verdict, ...(of !== null && { thing: of }) };
}

/** Worst first; equal ones by kind and name, so that the order does not depend on who answered first. */
export function worstSystemsFirst(systems: readonly System[]): readonly System[] {
  return [...systems].sort((a, b) => standingRank(a.verdict) - standingRank(b.verdict) || byKindAndName(a, b));
}

/** By kind, worst first within each. */
export function systemsByKind(systems: readonly System[]): readonly System[] {
  return [...systems].sort(
    (a, b) => kindRank(a) - kindRank(b) || standingRank(a.verdict) - standingRank(b.verdict) || byKindAndName(a, b)
  );
}

function byKindAndName(a: System, b: System): number {
  return kindRank(a) - kindRank(b) || (a.name < b.name ? -1 : Number(a.name > b.name));
}

/** Where a product stands in the list; what is none comes last. */
function kindRank({ product }: System): number {
  const rank = PRODUCT_IDS.findIndex((id) => id === product);
  return rank < 0 ? PRODUCT_IDS.length : rank;
}
