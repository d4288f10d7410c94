/** What the table of objectives shows at a width of its container, and how wide. */
export interface TableShape {
  /** Rows are blocks: mark, name, reason, two numbers. */
  isBlocks: boolean;
  /** Pixels; null takes the rest. */
  nameWidth: number | null;
  budgetWidth: number;
  /** Null: left out. */
  stripWidth: number | null;
  hasLongBurn: boolean;
  hasCoverage: boolean;
  /** Service and owner below the name. */
  hasSub: boolean;
}

export const WIDTHS = { verdict: 98, target: 78, period: 44, sli: 96, burn: 66, longBurn: 62, coverage: 70 } as const;

const BUDGET = 160;
const STRIP = 197;
/** Beyond this the bar and the strip grow, and the name does not. */
const WIDE = 1300;
const MAX_NAME = 360;

/** Columns leave one by one where there is less room: the strip, the long burn rate, coverage, what stands below the name. */
export function shapeAt(width: number | null): TableShape {
  const at = width ?? 1076;
  const all = Object.values(WIDTHS).reduce((sum, one) => sum + one, 0);
  const extra = at >= WIDE ? at - all - BUDGET - STRIP - MAX_NAME : 0;
  return {
    isBlocks: at < 700,
    nameWidth: at >= WIDE ? MAX_NAME : null,
    budgetWidth: BUDGET + Math.round(extra * 0.3),
    stripWidth: at < 1000 ? null : STRIP + Math.round(extra * 0.7),
    hasLongBurn: at >= 840,
    hasCoverage: at >= 780,
    hasSub: at >= 730 || at < 700,
  };
}
