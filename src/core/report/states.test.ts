import fc from 'fast-check';
import type { CheckDefinition } from '../check/definition';
import type { Series } from '../check/series';
import { monthIn } from '../time/month';
import { HOUR_MS, hourGrid, onGrid, slotOf, type HourGrid } from './hours';
import { pairMonths, tallyHours, worstByDay } from './states';

function gridOf(id: string, zone: string): HourGrid {
  const result = monthIn(id, zone);
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return hourGrid(result.month);
}

const OCTOBER = gridOf('2026-10', 'Europe/Berlin');
const ALIVE = new Array<boolean>(OCTOBER.slots).fill(true);

const DEFINITION: CheckDefinition = {
  id: 'nodes.load',
  pack: 'nodes',
  title: 'Load',
  finding: '{instance} {value}',
  kind: 'prometheus',
  mode: 'value',
  query: 'load',
  presence: 'group by (instance) (load)',
  by: ['instance'],
  unit: 'none',
  op: 'gt',
  warn: 5,
  fail: 10,
  thresholds: [],
  vanish: 'unknown',
  absent: 'unknown',
  remediation: '',
  severity: 'warning',
  seeds: [],
};

/** A series with one sample per hour end; null leaves the sample out. */
function hourly(values: ReadonlyArray<number | null>, labels: Record<string, string> = { instance: 'a' }): Series {
  const kept = values.flatMap((value, slot) => (value === null ? [] : [{ slot, value }]));
  return {
    labels,
    timesMs: kept.map(({ slot }) => OCTOBER.fromMs + (slot + 1) * HOUR_MS),
    values: kept.map(({ value }) => value),
  };
}

function constant(value: number | null): Array<number | null> {
  return new Array<number | null>(OCTOBER.slots).fill(value);
}

function hoursOf(
  definition: CheckDefinition,
  rows: readonly Series[],
  presence: readonly Series[],
  alive: readonly boolean[] = ALIVE
): string {
  return pairMonths(definition, 'prom', OCTOBER, { rows, presence, alive })[0]?.hours ?? '';
}

describe('hourGrid', () => {
  it('has the real hours of the month and puts the repeated hour into its day', () => {
    expect(OCTOBER.slots).toBe(745);
    expect(OCTOBER.dayOf.filter((day) => day === 24)).toHaveLength(25);
  });

  it('gives each hour end to the hour before it, and nothing outside', () => {
    expect(slotOf(OCTOBER, OCTOBER.fromMs)).toBe(-1);
    expect(slotOf(OCTOBER, OCTOBER.fromMs + 1)).toBe(0);
    expect(slotOf(OCTOBER, OCTOBER.fromMs + HOUR_MS)).toBe(0);
    expect(slotOf(OCTOBER, OCTOBER.toMs)).toBe(744);
    expect(slotOf(OCTOBER, OCTOBER.toMs + 1)).toBe(-1);
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

  it('keeps a gap a gap', () => {
    const values = constant(1);
    values[5] = null;
    expect(onGrid(OCTOBER, hourly(values))[5]).toBeNull();
  });
});

describe('pairMonths', () => {
  it('judges each hour by the limits', () => {
    const values = constant(1);
    values[3] = 6;
    values[4] = 11;
    expect(hoursOf(DEFINITION, [hourly(values)], [hourly(constant(1))]).slice(0, 6)).toBe('pppwfp');
  });

  it('lets an entity that left stay unknown, even where a window still returns a value', () => {
    const presence = constant(null).map((_, slot) => (slot < 100 ? 1 : null));
    const hours = hoursOf(DEFINITION, [hourly(constant(1))], [hourly(presence)]);
    expect(hours).toBe('p'.repeat(100) + 'u'.repeat(645));
    expect(
      pairMonths(DEFINITION, 'prom', OCTOBER, { rows: [], presence: [hourly(presence)], alive: ALIVE })[0]?.reason
    ).toBe('vanished');
  });

  it('does not ask about short-lived things that left', () => {
    const presence = constant(null).map((_, slot) => (slot >= 10 && slot < 20 ? 1 : null));
    const hours = hoursOf({ ...DEFINITION, vanish: 'ignore' }, [hourly(presence)], [hourly(presence)]);
    expect(hours).toBe('-'.repeat(10) + 'p'.repeat(10) + '-'.repeat(725));
  });

  it('never passes an hour in which the source had nothing', () => {
    const alive = ALIVE.map((_, slot) => slot >= 48);
    const values = constant(1).map((value, slot) => (slot < 48 ? null : value));
    expect(hoursOf(DEFINITION, [hourly(values)], [hourly(values)], alive).slice(0, 50)).toBe('u'.repeat(48) + 'pp');
  });

  it('is nothing before a thing first appeared while the source had data', () => {
    const values = constant(1).map((value, slot) => (slot < 48 ? null : value));
    expect(hoursOf(DEFINITION, [hourly(values)], [hourly(values)]).slice(46, 50)).toBe('--pp');
  });

  it('tells an empty answer from an absent metric where rows are offenders', () => {
    const definition: CheckDefinition = {
      ...DEFINITION,
      mode: 'offenders',
      op: 'none',
      warn: undefined,
      fail: undefined,
    };
    const rows = constant(null).map((_, slot) => (slot === 7 ? 1 : null));
    const presence = constant(1).map((value, slot) => (slot > 9 ? null : value));
    expect(hoursOf(definition, [hourly(rows)], [hourly(presence)]).slice(5, 12)).toBe('ppfppuu');
  });

  it('is unknown where samples are missing within the sustained time', () => {
    const series = [hourly(constant(1))];
    const counts = constant(4).map((value, slot) => (slot === 2 ? 3 : value));
    const gap = { series: [hourly(counts)], expected: 4 };
    const pair = pairMonths(DEFINITION, 'prom', OCTOBER, { rows: series, presence: series, gap, alive: ALIVE })[0];
    expect(pair?.hours.slice(0, 4)).toBe('ppup');
  });

  it('takes the worst of several series of one entity', () => {
    const rows = [hourly(constant(1), { instance: 'a', cpu: '0' }), hourly(constant(11), { instance: 'a', cpu: '1' })];
    expect(hoursOf(DEFINITION, rows, [hourly(constant(1))])).toBe('f'.repeat(745));
  });
});

describe('worstByDay and tallyHours', () => {
  const letters = fc
    .array(fc.constantFrom('p', 'w', 'f', 'u', '-'), { minLength: 745, maxLength: 745 })
    .map((list) => list.join(''));

  it('gives each day its worst hour', () => {
    fc.assert(
      fc.property(letters, (hours) => {
        const days = worstByDay(hours, OCTOBER);
        expect(days).toHaveLength(31);
        [...days].forEach((letter, day) => {
          const own = [...hours].filter((_, slot) => OCTOBER.dayOf[slot] === day);
          const worst = ['f', 'u', 'w', 'p', '-'].find((candidate) => own.includes(candidate));
          expect(letter).toBe(worst);
        });
      }),
      { numRuns: 40 }
    );
  });

  it('counts each hour once and never more in a run than in all', () => {
    fc.assert(
      fc.property(letters, (hours) => {
        const tally = tallyHours(hours);
        const passing = [...hours].filter((letter) => letter === 'p').length;
        expect(tally.judged).toBe(passing + tally.notPassing + tally.unknown);
        expect(tally.longest).toBeLessThanOrEqual(tally.notPassing);
        expect(tally.failing).toBeLessThanOrEqual(tally.notPassing);
      }),
      { numRuns: 40 }
    );
  });

  it('finds the longest run', () => {
    expect(tallyHours('ppwwfpwu-f')).toEqual({ notPassing: 5, failing: 2, unknown: 1, judged: 9, longest: 3 });
  });
});
