import { DAY_STATES, type DayMatrix, type DayState } from '../products/backups/view';

/** Cells of one row of days: `step` px from one to the next, the first at x = 0, y from 0 to `height`. */
export interface DayCellFrame {
  step: number;
  height: number;
  gap: number;
}

/** SVG path data of all days of a row, one path per state that occurs; each state has a shape of its own. */
export type DayCellPaths = Partial<Record<DayState | 'cross', string>>;

/** Least px of a cell in which a cross can be told from a blot. */
const CROSS_FROM = 5;

/**
 * Good is a low bar, a warning a tall one, a failure a full one with a cross, a miss an outline, unknown a full box for whoever
 * fills it with a hatch, not expected a dot. The cross is drawn over the failure, in another colour.
 * @param states Indices into `DAY_STATES`, oldest first.
 */
export function dayCellPaths(states: Uint8Array, { step, height, gap }: DayCellFrame): DayCellPaths {
  const width = Math.max(1, step - gap);
  const parts = new Map<DayState | 'cross', string[]>();
  const add = (to: DayState | 'cross', d: string) => {
    const list = parts.get(to);
    if (list) {
      list.push(d);
    } else {
      parts.set(to, [d]);
    }
  };
  states.forEach((index, day) => {
    const state = DAY_STATES[index] ?? 'unknown';
    const x = day * step;
    add(state, shapeOf(state, x, width, height));
    if (state === 'failed' && Math.min(width, height) >= CROSS_FROM) {
      add('cross', crossOf(x, width, height));
    }
  });
  return Object.fromEntries([...parts].map(([state, list]) => [state, list.join('')]));
}

function shapeOf(state: DayState, x: number, width: number, height: number): string {
  switch (state) {
    case 'good':
      return boxOf(x, height * 0.32, width, height * 0.36);
    case 'warning':
      return boxOf(x, height * 0.1, width, height * 0.8);
    case 'failed':
    case 'unknown':
      return boxOf(x, 0, width, height);
    case 'missed':
      // Half of the line lies outside of its path.
      return boxOf(x + 0.75, 0.75, Math.max(0.5, width - 1.5), height - 1.5);
    case 'not-expected':
      return boxOf(x + width / 2 - 0.75, height / 2 - 0.75, 1.5, 1.5);
  }
}

function crossOf(x: number, width: number, height: number): string {
  const arm = Math.min(width, height) * 0.22;
  const [middle, center] = [x + width / 2, height / 2];
  const [left, right, top, bottom] = [middle - arm, middle + arm, center - arm, center + arm].map(short);
  return `M${left} ${top}L${right} ${bottom}M${right} ${top}L${left} ${bottom}`;
}

function boxOf(x: number, y: number, width: number, height: number): string {
  return `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Of each day how much is good, bad and unknown, as parts of one column that fills the height; nothing where nothing was expected. */
export function dayTotalPaths(
  totals: DayMatrix['totals'],
  { step, height, gap }: DayCellFrame
): Readonly<Record<'good' | 'bad' | 'unknown', string>> {
  const width = Math.max(1, step - gap);
  const paths = { good: '', bad: '', unknown: '' };
  totals.forEach(({ good, expected, unknown }, day) => {
    const all = expected + unknown;
    if (all === 0) {
      return;
    }
    const [goodPx, unknownPx] = [(good / all) * height, (unknown / all) * height];
    const badPx = height - goodPx - unknownPx;
    const x = day * step;
    if (badPx > 0) {
      paths.bad += boxOf(x, 0, width, badPx);
    }
    if (unknownPx > 0) {
      paths.unknown += boxOf(x, badPx, width, unknownPx);
    }
    if (goodPx > 0) {
      paths.good += boxOf(x, height - goodPx, width, goodPx);
    }
  });
  return paths;
}
