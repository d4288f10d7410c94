import type { MetricSource } from '../check/ports';
import { monthIn } from '../time/month';
import { readScorecard } from './scorecard';
import { fakeObjective } from './testData';

const NOW_MS = Date.parse('2026-11-20T08:00:00Z');

/** 1,000 requests an hour, some of them bad. */
function source(bad: number): MetricSource {
  return {
    uid: 'prometheus',
    name: 'Prometheus',
    query: async ({ fromMs, toMs, queries }) =>
      new Map(
        queries.map(({ refId, expr, stepSeconds = 60 }) => {
          const count = Math.floor((toMs - fromMs) / (stepSeconds * 1000)) + 1;
          const timesMs = Array.from({ length: count }, (_, index) => fromMs + index * stepSeconds * 1000);
          const row = (code: string, perHour: number) => ({
            labels: { code, job: 'checkout' },
            timesMs,
            values: timesMs.map(() => (perHour * stepSeconds) / 3600),
          });
          return [refId, { ok: true as const, executed: expr, series: [row('200', 1000 - bad), row('500', bad)] }];
        })
      ),
  };
}

async function verdictOfComposite(bad: number, monthId: string | null): Promise<string | undefined> {
  const month = monthId === null ? null : monthIn(monthId, 'UTC');
  const member = fakeObjective({ id: 'member' });
  const whole = fakeObjective({ id: 'whole', sli: { composite: [{ objective: 'member', weight: 1 }] } });
  const { rows } = await readScorecard({
    objectives: [whole, member],
    sourceOf: () => source(bad),
    periods: [month?.ok === true ? { kind: 'month', month: month.month } : { kind: 'own' }],
    zone: 'UTC',
    exclusions: [],
    nowMs: NOW_MS,
    cache: { read: async () => new Map(), write: async () => undefined },
    signal: new AbortController().signal,
  });
  return rows.find(({ objective }) => objective.id === 'whole')?.results[0]?.verdict;
}

describe('a composite', () => {
  it.each([
    ['met', 0.2, null, 'pass'],
    ['at risk', 0.8, null, 'warn'],
    ['missed', 1.2, null, 'fail'],
    ['over, with little left', 0.8, '2026-10', 'pass'],
    ['over and missed', 1.2, '2026-10', 'fail'],
  ])('is %s', async (_, bad, month, verdict) => {
    expect(await verdictOfComposite(bad, month)).toBe(verdict);
  });
});
