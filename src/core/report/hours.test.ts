/** @jest-environment node */
import fc from 'fast-check';
import { slotOf } from '../check/timeGrid';
import { monthIn } from '../time/month';
import { HOUR_MS, hourGrid, type HourGrid } from './hours';

function gridOf(id: string, zone: string): HourGrid {
  const result = monthIn(id, zone);
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return hourGrid(result.month);
}

it('has the real hours of the month and puts the repeated hour into its day', () => {
  const october = gridOf('2026-10', 'Europe/Berlin');
  expect(october.slots).toBe(745);
  expect(october.dayOf.filter((day) => day === 24)).toHaveLength(25);
});

it('takes exactly one sample per hour, whatever the zone and the alignment of the step', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC'),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: HOUR_MS - 1 }),
      (zone, month, offset) => {
        const grid = gridOf(`2026-${String(month).padStart(2, '0')}`, zone);
        const first = Math.floor(grid.fromMs / HOUR_MS) * HOUR_MS - HOUR_MS + offset;
        const slots: number[] = [];
        for (let timeMs = first; timeMs <= grid.toMs + HOUR_MS; timeMs += HOUR_MS) {
          const slot = slotOf(grid, timeMs);
          if (slot >= 0) {
            slots.push(slot);
          }
        }
        expect(new Set(slots).size).toBe(slots.length);
        expect(slots.length).toBeGreaterThanOrEqual(grid.slots - 1);
      }
    )
  );
});
