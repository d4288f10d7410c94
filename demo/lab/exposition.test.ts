import { expositionText, openMetricsType, seriesText } from './exposition';
import { constant, gauge } from './metric';

describe('exposition', () => {
  it('escapes label values', () => {
    expect(seriesText('a', { path: 'C:\\x "y"\nz' })).toBe('a{path="C:\\\\x \\"y\\"\\nz"}');
  });

  it('leaves out what is not exposed, and a metric without samples whole', () => {
    const families = [
      gauge('a', 'Help of a.', [constant({}, 1), { ...constant({ gone: 'yes' }, 2), exposed: (t) => t < 10 }]),
      gauge('b', 'Help of b.', [{ ...constant({}, 3), exposed: () => false }]),
    ];
    const target = { name: 'x', job: 'x', instance: 'x', labels: {}, families, answers: () => true };
    expect(expositionText(target, 20)).toBe('# HELP a Help of a.\n# TYPE a gauge\na 1\n');
    expect(expositionText(target, 5)).toContain('a{gone="yes"} 2\n');
  });

  it('types a counter by its name without _total, as OpenMetrics wants', () => {
    expect(openMetricsType('a_total', 'counter')).toBe('# TYPE a counter\n');
    expect(openMetricsType('a_count', 'counter')).toBe('# TYPE a_count unknown\n');
  });
});
