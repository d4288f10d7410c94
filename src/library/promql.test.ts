import { parsePromql, rangeProblem } from './promql';

const messageOf = (text: string) => {
  const parsed = parsePromql(text);
  return parsed.ok ? rangeProblem(parsed.expression) : parsed.message;
};

describe('ranges in PromQL', () => {
  it.each([
    'rate(x_total[5m])',
    'sum by (a) (rate(x_total{b="c"}[5m] offset 1h))',
    'max_over_time((time() * x)[6h:5m])',
    'quantile_over_time(0.9, x[1h])',
    'predict_linear(x[1h] @ end(), 3600)',
    'rate((x_total[5m]))',
    'max_over_time(rate(x_total[5m])[1h:])',
    'clamp_min(x, 0) + time() - timestamp(x)',
    'rate(x_over_time[5m])',
  ])('%s is one', (text) => expect(messageOf(text)).toBeUndefined());

  it.each([
    ['rate(x_total)', 'rate() takes a range such as x[5m]'],
    ['sum by (a) (max_over_time(x))', 'max_over_time() takes a range such as x[5m]'],
    ['x[5m]', '"x[5m]" is a range, and only a function such as rate() takes one'],
    ['sum(x_total[5m])', '"x_total[5m]" is a range, and only a function such as rate() takes one'],
    ['abs(x[1h:5m])', '"x[1h:5m]" is a range, and only a function such as rate() takes one'],
  ])('%s is refused', (text, message) => expect(messageOf(text)).toBe(message));
});
