/** @jest-environment node */
import type { MetricAnswer, MetricSource } from '../check/ports';
import type { Journal } from '../journal/journal';
import { objectivesDesk } from '../slo/desk';
import type { CountCache } from '../slo/countCache';
import { countedRow, fakeObjective } from '../slo/testData';
import { monthIn, type Month } from '../time/month';
import type { TableBlock } from './blocks';
import { buildReport } from './build';
import { cellText } from './cellText';
import { HOUR_MS } from './hours';
import { askObjectives, monthObjectives, type MonthObjectives } from './monthObjectives';
import { spentPercent } from './numbers';
import { objectivesLine, sliText } from './objectiveWords';
import { referenceMonth } from './reference';
import { referenceObjectives } from './referenceObjectives';
import { reportCsv } from './reportFiles';

function monthOf(id: string): Month {
  const result = monthIn(id, 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  return result.month;
}

const MONTH = monthOf('2026-10');
const SPAN = { fromMs: MONTH.fromMs, toMs: MONTH.toMs, readToMs: MONTH.toMs };
const DAY_MS = 24 * HOUR_MS;
const signal = new AbortController().signal;
const NONE = { objectives: [], problems: [], exclusions: [], journalFailed: null, unsearched: [] };

function reportOf(objectives?: MonthObjectives) {
  const history = referenceMonth(MONTH, { nodes: 2, troubledPerCheck: 0, healthyPerCheck: 1 });
  return buildReport({
    month: MONTH,
    history,
    packTitle: (pack) => pack,
    organisation: null,
    preparedBy: null,
    ...(objectives && { promises: { objectives, figures: [] } }),
  });
}

function tableOf(objectives: MonthObjectives, id: string): TableBlock | undefined {
  const section = reportOf(objectives).sections.find((one) => one.id === 'scorecard');
  const block = section?.blocks.find((one) => one.id === id);
  return block?.kind === 'table' ? block : undefined;
}

function printed(table: TableBlock | undefined): string[][] {
  const rows = table?.columns[0]?.cells.length ?? 0;
  return Array.from({ length: rows }, (_, row) => (table?.columns ?? []).map((column) => cellText(column, row)));
}

/** A row of 1,000 events an hour over the month. */
function counted(bad: (hour: number) => number | null, written: Parameters<typeof fakeObjective>[0] = {}) {
  const hours = Array.from({ length: 745 }, (_, hour) => bad(hour));
  const counts = {
    edgesMs: Array.from({ length: 746 }, (_, hour) => MONTH.fromMs + hour * HOUR_MS),
    total: hours.map((hour) => (hour === null ? null : 1000)),
    bad: hours,
    covered: hours.map((hour) => Number(hour !== null)),
  };
  return countedRow(fakeObjective(written), counts, { span: SPAN, nowMs: MONTH.toMs + DAY_MS });
}

function oneOf(...how: Parameters<typeof counted>): MonthObjectives {
  return monthObjectives(MONTH, NONE, { rows: [counted(...how)] });
}

const HELD = { rows: [counted(() => 0)] };

describe('the section', () => {
  it('lists objectives worst first: missed, unknown, held with little left, held', () => {
    const rows = printed(tableOf(referenceObjectives(MONTH), 'budgets'));
    expect(rows.map(([title, , target, sli, , spent]) => `${title}: ${sli} of ${target}, ${spent}`)).toEqual([
      'Checkout availability: 99.89 of 99.9, 108',
      'Backups of guests: unknown of 99, —',
      'Partner interface: unknown of 99.5, —',
      'Payments: 99.957 of 99.95, 84',
      'Checkout under 400 ms: 99.29 of 99.0, 70',
      'Object storage answers: 99.80 of 99.5, 40',
      'Search under 300 ms: 98.5 of 95, 30',
      'Kubernetes API: 99.990 of 99.95, 20',
    ]);
  });

  it('says of what is unknown why, and gives no number', () => {
    const objectives = referenceObjectives(MONTH);
    expect(printed(tableOf(objectives, 'unknown'))).toEqual([
      ['Backups of guests', 'lead1', 'Not answered in time.'],
      [
        'Partner interface',
        'lead1',
        'Only 56 % of the window has data, 95 % is needed. No samples since 18 Oct 12:00.',
      ],
    ]);
    const { sections } = reportOf(objectives);
    expect(sections[0]).toMatchObject({ id: 'scorecard', number: '1', verdict: 'fail' });
    expect(sections[0]?.finding.lead).toBe('Five of eight objectives held.');
  });

  it('says when what ate a budget began, and what was left out', () => {
    const objectives = referenceObjectives(MONTH);
    const table = tableOf(objectives, 'eaten');
    expect(table?.groups?.heads.map(({ title, note }) => `${title} ${note}`)).toEqual([
      'Checkout availability 108\u202f%',
      'Payments 84\u202f%',
    ]);
    expect(printed(table)[0]).toEqual(['5 Oct 23:00', '3\u202fh', '36', '2\u202f706 of 30\u202f000']);
    expect(printed(tableOf(objectives, 'excluded'))).toEqual([
      [
        '11 Oct 22:00',
        '12 Oct 00:00',
        'Upgrade of the database, announced to all customers',
        'lead1',
        'Checkout availability',
      ],
    ]);
  });

  it('is absent where nothing was promised or nobody was asked', () => {
    const none = monthObjectives(MONTH, NONE, { rows: [] });
    expect(reportOf(none).sections.map(({ id }) => id)).toEqual(['utilisation', 'checks', 'quality']);
    expect(reportOf(none)).toEqual(reportOf());
  });

  it.each([
    ['a journal that could not be read', { ...NONE, journalFailed: { code: 'timeout' } as const }],
    [
      'a definition that could not be read',
      { ...NONE, problems: [{ at: 'x', id: 'x', field: 'target', message: 'no' }] },
    ],
    [
      'a source that could not be asked',
      { ...NONE, unsearched: [{ name: 'p', reason: { code: 'timeout' } as const }] },
    ],
  ])('is unknown for %s, also where nothing else is known', (_, promised) => {
    for (const rows of [[], HELD.rows]) {
      const objectives = monthObjectives(MONTH, promised, { rows });
      const model = reportOf(objectives);
      expect(model.sections[0]).toMatchObject({ id: 'scorecard', verdict: 'unknown' });
      expect(model.headline).toMatch(/^Whether there are more objectives is not known\./);
    }
  });

  it('tells whether a contract held, and not where it cannot be told', () => {
    const note = (objectives: MonthObjectives) => {
      const block = reportOf(objectives).sections[0]?.blocks.find(({ id }) => id === 'agreements');
      return block?.kind === 'notes' ? block.notes[0]?.rest : undefined;
    };
    const contract = { target: '99.9', agreement: '99.5' };
    expect(note(oneOf(() => 2, contract))).toBe('The contract promises 99.5\u202f%: held with 99.80\u202f%.');
    expect(note(oneOf(() => 6, contract))).toBe('The contract promises 99.5\u202f%: broken with 99.40\u202f%.');
    expect(note(oneOf((hour) => (hour < 100 ? 0 : null), contract))).toMatch(/cannot be told/);
    expect(note(oneOf(() => 0))).toBeUndefined();
  });

  it('gives a file its numbers plain, an unknown one as such, and no pictures', () => {
    const file = reportCsv(reportOf(referenceObjectives(MONTH))).find(({ name }) => name === 'scorecard-budgets');
    const [head = '', first = '', second = ''] = file?.text.split('\r\n') ?? [];
    expect(head).toMatch(/^Objective,Service,"Target, %","Oct, %","Spent, %","Data, %",2026-10-01,/);
    expect(first).toMatch(/^"Checkout availability",checkout,99\.9,99\.89,108,100,/);
    expect(second).toMatch(/^"Backups of guests",backups,99,unknown,,0,unknown,/);
  });
});

describe('page 1', () => {
  it('names what was missed first, with how much', () => {
    const model = reportOf(referenceObjectives(MONTH));
    expect(model.verdict).toBe('fail');
    expect(model.headline).toMatch(/^Objective missed: Checkout availability; two objectives cannot be judged\. /);
    expect(model.wrong[0]).toEqual({
      lead: 'Objective missed: Checkout availability.',
      rest: '99.89\u202f% of 99.9\u202f%; 108\u202f% of the error budget was spent.',
      section: 'scorecard',
    });
    expect(model.trust.rest).toContain('Two objectives cannot be judged: they are not counted as held.');
  });

  it('says nothing of objectives that held', () => {
    expect(objectivesLine(monthObjectives(MONTH, NONE, HELD))).toBeNull();
    expect(reportOf(monthObjectives(MONTH, NONE, HELD)).headline).toBe(reportOf().headline);
  });
});

describe('a month that is over', () => {
  it('is held or missed, never at risk', () => {
    expect(oneOf((hour) => (hour === 744 ? 700 : 0)).rows[0]).toMatchObject({ verdict: 'pass', because: null });
    expect(oneOf((hour) => (hour === 744 ? 800 : 0)).rows[0]).toMatchObject({ verdict: 'fail' });
  });

  it('has one letter per day, the long one among them; a day without data is unknown', () => {
    // 721 are allowed; an even share is 23.3 a day.
    const [row] = oneOf((hour) => (hour < 23 ? 1 : hour === 30 ? 30 : hour === 50 ? 80 : hour >= 721 ? null : 0)).rows;
    expect(row?.days).toBe(`pwf${'p'.repeat(27)}u`);
    expect(row?.verdict).toBe('pass');
  });

  it('cuts results and never rounds a budget onto the other side', () => {
    expect([sliText(0.998999, '99.9'), sliText(0.999, '99.9'), sliText(1, '99.9'), sliText(0.99999, '99')]).toEqual([
      '99.89',
      '99.90',
      '100',
      '99.9',
    ]);
    expect([0, 0.999, 1, 1.001, 12, Infinity].map(spentPercent)).toEqual([
      '0',
      '99',
      '100',
      '101',
      '>\u00a0999',
      '>\u00a0999',
    ]);
  });

  it('of a target that leaves nothing is a file all the same', () => {
    const objectives = oneOf((hour) => Number(hour === 5), { target: '100' });
    expect(JSON.stringify(reportOf(objectives))).not.toMatch(/null,"unknown"|Infinity/);
    expect(printed(tableOf(objectives, 'budgets'))[0]?.[5]).toBe('>\u00a0999');
  });
});

describe('reading a month', () => {
  /** 1,000 an hour of which 1 is bad, with as many as the length of a bucket gives; remembers what it was asked. */
  function world() {
    const asked: Array<{ fromMs: number; toMs: number; steps: number[] }> = [];
    const source: MetricSource = {
      uid: 'prom',
      name: 'Prometheus',
      query: ({ fromMs, toMs, queries }) => {
        const ranges = queries.filter(({ shape }) => shape === 'range');
        asked.push({ fromMs, toMs, steps: ranges.map(({ stepSeconds = 0 }) => stepSeconds) });
        return Promise.resolve(
          new Map(
            queries.map(({ refId, shape, stepSeconds = 60 }): [string, MetricAnswer] => {
              const stepMs = stepSeconds * 1000;
              const timesMs =
                shape === 'instant'
                  ? []
                  : Array.from({ length: (toMs - fromMs) / stepMs + 1 }, (_, at) => fromMs + at * stepMs);
              // Extrapolation: short buckets do not quite add up to long ones.
              const share = (stepSeconds / 3600) * (stepSeconds < 3600 ? 1.01 : 1);
              const series = [
                { labels: { job: 'checkout', code: '200' }, timesMs, values: timesMs.map(() => 999 * share) },
                { labels: { job: 'checkout', code: '500' }, timesMs, values: timesMs.map(() => share) },
              ];
              return [refId, { ok: true, series: timesMs.length === 0 ? [] : series, executed: '' }];
            })
          )
        );
      },
    };
    const cached: string[] = [];
    const cache: CountCache = {
      read: (keys) => {
        cached.push(...keys);
        return Promise.resolve(new Map());
      },
      write: (entries) => {
        cached.push(...entries.keys());
        return Promise.resolve();
      },
    };
    const objective = {
      id: 'checkout',
      title: 'Checkout',
      service: 'checkout',
      owner: 'lead1',
      target: '99.5',
      sli: { ratio: { total: 'requests_total{job="checkout"}', bad: 'requests_total{job="checkout",code=~"5.."}' } },
    };
    const desk = objectivesDesk({
      settings: { version: 1, timezone: 'Europe/Berlin', objectives: [objective] },
      journal: { read: () => Promise.resolve({ events: [], rejected: [] }) } as unknown as Journal,
      metricSources: [source],
      metricSource: () => source,
      cache,
    });
    return { desk, asked, cached };
  }

  it('gives the same whenever it is read, out of whole hours of the month and of no cache', async () => {
    const later = [300_000, 7 * HOUR_MS, 3 * DAY_MS, 200 * DAY_MS];
    const read = await Promise.all(
      later.map(async (afterMs) => {
        const { desk, asked, cached } = world();
        const nowMs = MONTH.toMs + afterMs;
        const objectives = await askObjectives(desk, MONTH, nowMs, signal);
        expect(cached).toEqual([]);
        expect(asked.filter(({ steps }) => steps.length > 0)).toEqual([
          { fromMs: MONTH.fromMs + HOUR_MS, toMs: MONTH.toMs, steps: [3600] },
        ]);
        expect(asked.every(({ toMs }) => toMs === MONTH.toMs)).toBe(true);
        return JSON.stringify(reportOf(objectives));
      })
    );
    expect(new Set(read).size).toBe(1);
    expect(read[0]).toContain('The one objective held.');
  });

  it('is not changed by what a page has read before', async () => {
    const { desk } = world();
    const nowMs = MONTH.toMs + 300_000;
    const fresh = await askObjectives(world().desk, MONTH, nowMs, signal);
    const promised = await desk.promised(nowMs, signal);
    await desk.measure({ ...promised, periods: [{ kind: 'own' }], nowMs }, signal);
    expect(await askObjectives(desk, MONTH, nowMs, signal)).toEqual(fresh);
  });
});
