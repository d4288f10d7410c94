/** @jest-environment node */
import { onGrid, slotOf, slotsOf, type TimeGrid } from './timeGrid';

const HOUR = 3_600_000;
const GRID: TimeGrid = { fromMs: 100 * HOUR, toMs: 110 * HOUR, stepMs: HOUR };

it('gives each end of a step to that step, and nothing outside', () => {
  expect(slotsOf(GRID)).toBe(10);
  expect(slotOf(GRID, GRID.fromMs)).toBe(-1);
  expect(slotOf(GRID, GRID.fromMs + 1)).toBe(0);
  expect(slotOf(GRID, GRID.fromMs + HOUR)).toBe(0);
  expect(slotOf(GRID, GRID.toMs)).toBe(9);
  expect(slotOf(GRID, GRID.toMs + 1)).toBe(-1);
});

it('tells a sample without a value from no sample', () => {
  const timesMs = [GRID.fromMs, GRID.fromMs + HOUR, GRID.fromMs + 3 * HOUR];
  const samples = onGrid(GRID, { labels: {}, timesMs, values: [9, 1, null] });
  expect(samples.slice(0, 4)).toEqual([1, undefined, null, undefined]);
});
