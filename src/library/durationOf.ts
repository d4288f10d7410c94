const UNITS = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;

/** Seconds as packs and checklists write them: `15m`, `16h`, `7d`. */
export function durationOf(seconds: number): string {
  const [unit, length] = UNITS.find(([, of]) => seconds % of === 0) ?? ['s', 1];
  return `${seconds / length}${unit}`;
}
