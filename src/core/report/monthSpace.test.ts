/** @jest-environment node */
import type { CheckHistory, EntityHistory, HistoryResult } from '../check/history';
import type { Labels } from '../check/series';
import type { ReasonCode } from '../check/verdict';
import { monthIn, type Month } from '../time/month';
import { factsOf } from './facts';
import { hourGrid } from './hours';
import { monthSpace, type SpaceRow } from './monthSpace';
import { CAPACITY } from './sections/capacity';
import { SPACE_KINDS } from './spaceChecks';

function november(): Month {
  const result = monthIn('2026-11', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return result.month;
}

const MONTH = november();
const GRID = hourGrid(MONTH);
const [FILESYSTEM, CEPH] = SPACE_KINDS;
const TERA = 1e12;

type OfDay = (day: number) => number | null;

interface Given {
  used: OfDay;
  size?: OfDay;
  labels?: Labels;
  kind?: (typeof SPACE_KINDS)[number] | undefined;
}

/** Days count from 0; every hour of a day has its value. */
function history(given: readonly Given[], problem?: ReasonCode): HistoryResult {
  const checks = SPACE_KINDS.flatMap((kind) =>
    (['used', 'size'] as const).map((part): CheckHistory => {
      const own = given.filter((one) => (one.kind ?? FILESYSTEM) === kind);
      return {
        definition: kind[part],
        entities: own.map(({ used, size = () => TERA, labels = {} }, index): EntityHistory => {
          const of = part === 'used' ? used : size;
          return {
            key: `prom|${index}`,
            sourceUid: 'prom',
            labels: kind === FILESYSTEM ? { instance: 'pve-1:9100', mountpoint: '/', ...labels } : labels,
            states: '-'.repeat(GRID.slots),
            values: GRID.dayOf.map((day) => of(day)),
          };
        }),
        whole: { states: '-'.repeat(GRID.slots) },
        problems:
          problem === undefined ? [] : [{ sourceUid: 'prom', sourceName: 'Prometheus', reason: { code: problem } }],
      };
    })
  );
  return { checks: new Map(checks.map((one) => [one.definition.id, one])), sources: [] };
}

function rowOf(given: Given): SpaceRow | undefined {
  return monthSpace(history([given]), GRID, MONTH).rows[0];
}

function sectionOf(given: readonly Given[], problem?: ReasonCode) {
  const all = history(given, problem);
  return CAPACITY.make(factsOf(MONTH, all, { objectives: null, figures: [] }, (pack) => pack));
}

const grows =
  (from: number, perDay: number): OfDay =>
  (day) =>
    (from + perDay * day) * TERA;

describe('monthSpace', () => {
  it('is full on its day, by the line through the month', () => {
    // 0.5 on the first day, 0.79 on the thirtieth: 21 days more.
    expect(rowOf({ used: grows(0.5, 0.01) })).toMatchObject({
      name: '/ on pve-1',
      verdict: 'warn',
      usedRatio: 0.79,
      forecast: { state: 'grows', days: 30 },
      full: { atMs: MONTH.toMs + 21 * 86_400_000, earliestMs: MONTH.toMs + 21 * 86_400_000 },
    });
  });

  it.each<[string, Given, SpaceRow['verdict'], string | null]>([
    ['fills in 10 days', { used: grows(0.61, 0.01) }, 'fail', 'grows'],
    ['fills in 100 days', { used: grows(0.3, 0.00585) }, 'pass', 'grows'],
    ['is flat', { used: () => 0.6 * TERA }, 'pass', 'flat'],
    ['is flat and full', { used: () => TERA }, 'fail', 'flat'],
    ['falls', { used: grows(0.8, -0.001) }, 'pass', 'falls'],
    ['is 13 days old', { used: (day) => (day < 17 ? null : 0.5 * TERA) }, 'unknown', 'too-little'],
    ['was emptied a week ago', { used: (day) => (day < 23 ? 0.9 : 0.2) * TERA }, 'unknown', 'too-little'],
    ['is not told on the last day', { used: (day) => (day > 28 ? null : 0.5 * TERA) }, 'unknown', null],
    ['has no size on the last day', { used: grows(0.5, 0.01), size: () => null }, 'unknown', null],
    ['has a size alone', { used: () => null }, 'unknown', null],
    ['was told for half of the month', { used: (day) => (day % 2 === 0 ? null : 0.5 * TERA) }, 'pass', 'flat'],
    [
      'lost a part of its size, which is no growth',
      { used: () => 0.5 * TERA, size: (day) => (day < 15 ? 1 : 0.8) * TERA },
      'pass',
      'flat',
    ],
    ['of Ceph ends at nearfull', { used: grows(0.5, 0.01), kind: CEPH }, 'fail', 'grows'],
  ])('what %s', (_, given, verdict, state) => {
    const row = rowOf(given);
    expect([row?.verdict, row?.forecast?.state ?? null]).toEqual([verdict, state]);
  });

  it('has the worst first, and of the same the one that is full first', () => {
    const rows = monthSpace(
      history([
        { used: () => 0.1 * TERA, labels: { mountpoint: '/flat' } },
        { used: grows(0.5, 0.01), labels: { mountpoint: '/three-weeks' } },
        { used: () => null, labels: { mountpoint: '/untold' } },
        { used: grows(0.4, 0.01), labels: { mountpoint: '/four-weeks' } },
        { used: grows(0.65, 0.01), labels: { mountpoint: '/days' } },
      ]),
      GRID,
      MONTH
    ).rows.map(({ name }) => name.split(' ')[0]);
    expect(rows).toEqual(['/days', '/untold', '/three-weeks', '/four-weeks', '/flat']);
  });
});

describe('the section', () => {
  it('names the one that is full first, with its earliest day', () => {
    const wavy: OfDay = (day) => (0.5 + 0.01 * day + (day % 3) * 0.004) * TERA;
    const section = sectionOf([{ used: wavy }, { used: () => 0.1 * TERA, labels: { mountpoint: '/flat' } }]);
    expect(section?.finding.lead).toMatch(
      /^\/ on pve-1 is full by 2\d December 2026 at .*, \d+ December 2026 at the earliest\.$/
    );
    expect(section?.finding.rest).toBe('One of two spaces has less than 60 days left.');
    const table = section?.blocks.find(({ id }) => id === 'full-by');
    expect(table).toMatchObject({ columns: [{ cells: ['/ on pve-1'] }, {}, {}, {}, {}, { cells: ['warn'] }] });
  });

  it('says nothing of the days to come where it knows too little', () => {
    const section = sectionOf([{ used: (day) => (day < 17 ? null : 0.5 * TERA) }]);
    expect(section).toMatchObject({ verdict: 'unknown', finding: { lead: 'When anything is full cannot be told.' } });
    expect(section?.blocks).toContainEqual(
      expect.objectContaining({
        columns: expect.arrayContaining([
          expect.objectContaining({ title: 'Growth', cells: ['13 of 14 days'] }),
          expect.objectContaining({ title: 'Full by', cells: ['unknown'] }),
        ]),
      })
    );
  });

  it('is not there where there is nothing of the kind, and unknown where a source did not answer', () => {
    expect(sectionOf([])).toBeNull();
    expect(sectionOf([], 'timeout')).toMatchObject({ verdict: 'unknown', blocks: [{ id: 'untold' }, {}] });
    expect(sectionOf([{ used: () => 0.1 * TERA }], 'timeout')?.verdict).toBe('unknown');
  });
});
