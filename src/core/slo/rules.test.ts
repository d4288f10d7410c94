/** @jest-environment node */
import { objectiveRules, type AlertingRule, type RecordingRule } from './rules';
import { fakeObjective } from './testData';
import type { WrittenObjective } from './objectiveSchema';

function rulesOf(written: Partial<WrittenObjective>, absentAlert = false) {
  const { groups, left } = objectiveRules(fakeObjective(written), { absentAlert });
  const rules = groups.flatMap((group) => group.rules);
  return {
    groups,
    records: rules.filter((rule): rule is RecordingRule => 'record' in rule),
    alerts: rules.filter((rule): rule is AlertingRule => 'alert' in rule),
    codes: left.map(({ code }) => code),
  };
}

const exprOf = (written: Partial<WrittenObjective>, record: string) =>
  rulesOf(written).records.find((rule) => rule.record === record)?.expr;

describe('rules of an objective', () => {
  it('have the names of Sloth and the events of five minutes', () => {
    const { records, alerts, codes } = rulesOf({});
    expect(records.map(({ record }) => record)).toEqual([
      'slo:sli_error:increase5m',
      'slo:sli_total:increase5m',
      'slo:sli_error:ratio_rate30d',
      'slo:period_burn_rate:ratio',
      'slo:period_error_budget_remaining:ratio',
      ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map((range) => `slo:sli_error:ratio_rate${range}`),
      'slo:objective:ratio',
      'slo:error_budget:ratio',
      'slo:time_period:days',
      'slo:current_burn_rate:ratio',
      'sloth_slo_info',
    ]);
    expect(alerts.map(({ labels }) => labels)).toEqual([
      { severity: 'page', sloth_severity: 'page', owner: 'lead1' },
      { severity: 'ticket', sloth_severity: 'ticket', owner: 'lead1' },
    ]);
    expect(codes).toEqual([]);
  });

  it.each([
    ['30d', 'slo:sli_error:ratio_rate30d', '14.4'],
    ['28d', 'slo:sli_error:ratio_rate4w', '13.44'],
    ['7d', 'slo:sli_error:ratio_rate1w', '13.44'],
    ['90d', 'slo:sli_error:ratio_rate90d', '43.2'],
  ])('of %s record %s and page at %s times the burn rate', (window, record, factor) => {
    const { records, alerts } = rulesOf({ window });
    expect(records.map((rule) => rule.record)).toContain(record);
    expect(alerts[0]?.expr).toContain(`> ${factor} * (1 - 0.999)`);
  });

  it('of a day record each window once', () => {
    const names = rulesOf({ window: '1d', target: '50' }).records.map(({ record }) => record);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each<[string, Partial<WrittenObjective>, string]>([
    ['bad events', {}, 'sum (increase(http_requests_total{job="checkout",code=~"5.."}[5m])) or 0 * sum (increase('],
    [
      'all but the good ones',
      { sli: { ratio: { total: 'a_count', good: 'a_bucket{le="1"}' } } },
      'sum (increase(a_count[5m])) - (sum (increase(a_bucket{le="1"}[5m])))',
    ],
    [
      'samples that are not up',
      { sli: { uptime: 'up{job="x"}' } },
      'sum (count_over_time(up{job="x"}[300s])) - sum (sum_',
    ],
    ['slices', { method: { timeSlices: { slice: '1m', target: '99' } } }, '[299s:60s]'],
    ['groups', { groupBy: ['zone'] }, 'sum by (zone) (increase('],
  ])('count %s', (_, written, expr) => {
    expect(exprOf(written, 'slo:sli_error:increase5m')).toContain(expr);
  });

  it.each<[string, Partial<WrittenObjective>]>([
    ['calendar', { window: 'month' }],
    ['share', { sli: { share: { bad: 'avg_over_time(x[$window])' } } }],
    ['agreement', { agreement: '99' }],
    ['min-events', { guards: { minEvents: 10 } }],
    ['no-budget', { target: '100' }],
    ['never-fires', { target: '90' }],
  ])('say that %s is left', (code, written) => {
    const { codes, records } = rulesOf(written);
    expect(codes).toEqual([code]);
    expect(records.length).toBeGreaterThan(0);
  });

  it.each<[string, Partial<WrittenObjective>]>([
    ['composite', { sli: { composite: [{ objective: 'a' }] } }],
    ['long-slice', { method: { timeSlices: { slice: '10m', target: '99' } } }],
  ])('of a %s are none', (code, written) => {
    const { codes, groups } = rulesOf(written);
    expect(codes).toEqual([code]);
    expect(groups).toEqual([]);
  });

  it('page only where an outage can fire them', () => {
    const { alerts } = rulesOf({ target: '90' });
    expect(alerts[0]?.expr).not.toContain('ratio_rate1h');
    expect(alerts[0]?.expr).toContain('ratio_rate6h');
    expect(rulesOf({ target: '100' }).alerts).toEqual([]);
  });

  it('ask for bad events in the long window, and tell when nothing is counted', () => {
    const { alerts } = rulesOf({ guards: { minBadEvents: 5 } }, true);
    expect(alerts[0]?.expr).toContain(
      'sum_over_time(slo:sli_error:increase5m{sloth_id="checkout-availability"}[1h]) >= 5'
    );
    expect(alerts.map(({ alert }) => alert)).toEqual([
      'CheckoutAvailabilityBurn',
      'CheckoutAvailabilityBurn',
      'CheckoutAvailabilityAbsent',
    ]);
  });
});
