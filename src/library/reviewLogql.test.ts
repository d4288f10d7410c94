import { errorsOf, HEAD } from './testData';

const LOKI = `  - id: t.errors
    title: Errors
    finding: '{namespace} logged {value} errors'
    kind: loki
    query: sum by (namespace) (count_over_time({namespace=~".+"} |= "error" [$window]))
    presence: sum by (namespace) (count_over_time({namespace=~".+"}[1h]))
    by: [namespace]
    unit: count
    op: gt
    warn: 3
    remediation: Read them.
    severity: warning
`;

const withCheck = (from: string | RegExp, to: string) => errorsOf(HEAD + LOKI.replace(from, to));

describe('a check of logs', () => {
  it('is compiled', () => {
    expect(errorsOf(HEAD + LOKI)).toEqual([]);
  });

  it.each<[string, RegExp, string, RegExp]>([
    ['no query', /    query: .*\n/, '', /a check of kind loki needs a query/],
    [
      'no presence',
      /    presence: .*\n/,
      '',
      /checks\[0\].* a check of kind loki needs a presence. Fix: add presence:/,
    ],
    ['sustained', /unit: count/, 'unit: count\n    sustained: 10m', /has no sustained/],
    [
      'no LogQL',
      /count_over_time\(\{namespace=~"\.\+"\} \|= "error"/,
      'count_over_time({namespace=',
      /:9:5: checks\[0\]\.query: not LogQL at/,
    ],
    ['lines instead of numbers', /query: .*/, `query: '{namespace=~".+"}'`, /returns lines of a log/],
    ['an offset of the window', /\[\$window\]/, '[1h] offset $window', /need a length. Fix: write the offset out/],
    ['a counter of PromQL', /\[\$window\]/, '$events(x, y)', /\$events counts what a counter grew by/],
    ['an unknown macro', /\$window/, '$span', /unknown macro "\$span"/],
    ['a broken offset', /\[\$window\]/, '[1h] offset 1.5h', /"offset 1.5h" is no whole number of units/],
    ['a presence that is always there', /presence: .*/, 'presence: vector(1)', /vector\(\) has a result whether/],
    [
      'absence as presence',
      /presence: .*/,
      `presence: absent_over_time({namespace=~".+"}[1h])`,
      /absent_over_time\(\) has a result whether/,
    ],
    [
      'a presence without a label',
      /presence: sum by \(namespace\)/,
      'presence: sum',
      /presence does not keep the by label "namespace". Fix: write sum by \(namespace\)/,
    ],
  ])('refuses %s, with the place and the way out', (_what, from, to, message) => {
    const errors = withCheck(from, to);
    expect(errors.some((error) => message.test(error)) || errors).toBe(true);
  });
});
