/** What the table of targets shows at a width of its container. */
export interface TargetShape {
  /** Rows are blocks: mark, name, reason, last good backup. */
  isBlocks: boolean;
  hasProviders: boolean;
  hasVerified: boolean;
  hasRestoreTest: boolean;
  hasCells: boolean;
}

export const WIDTHS = {
  posture: 122,
  providers: 206,
  lastGood: 132,
  verified: 92,
  restoreTest: 96,
  cells: 108,
} as const;

/** Columns leave one by one where there is less room: who protects, verified, 3-2-1-1-0, the restore test. */
export function targetShapeAt(width: number | null): TargetShape {
  const at = width ?? 1076;
  return {
    isBlocks: at < 700,
    hasProviders: at >= 980,
    hasVerified: at >= 860,
    hasCells: at >= 780,
    hasRestoreTest: at >= 700,
  };
}

export function columnCount({ isBlocks, hasProviders, hasVerified, hasRestoreTest, hasCells }: TargetShape): number {
  return isBlocks ? 3 : 3 + Number(hasProviders) + Number(hasVerified) + Number(hasRestoreTest) + Number(hasCells);
}
