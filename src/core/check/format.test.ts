import { formatLimit, formatMeasured, formatValue } from './format';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('formatValue', () => {
  it.each([
    [0.934, 'ratio', '93.4 %'],
    [0.9, 'ratio', '90 %'],
    [0.00012, 'ratio', '0.012 %'],
    [1, 'ratio', '100 %'],
    [1, 'bool', 'yes'],
    [0, 'bool', 'no'],
    [1204, 'count', '1,204'],
    [169.12, 'count', '169'],
    [3.001, 'count', '3'],
    [2.5, 'count', '2.5'],
    [0.966, 'days', '23 h'],
    [-3, 'days', '-3 d'],
    [12, 'days', '12 d'],
    [2.345, 'days', '2.35 d'],
    [26_400, 'seconds', '7 h 20 min'],
    [93_600, 'seconds', '1 d 2 h'],
    [86_400, 'seconds', '1 d'],
    [59.97, 'seconds', '60 s'],
    [3599, 'seconds', '1 h'],
    [0.05, 'seconds', '50 ms'],
    [-0.5, 'seconds', '-0.5 s'],
    [3.2 * 1024 ** 3, 'bytes', '3.2 GiB'],
    [512, 'bytes', '512 B'],
    [1536, 'bytes/s', '1.5 KiB/s'],
    [41, 'celsius', '41 °C'],
    [1_795_163_820, 'timestamp', '2026-11-20 08:37 UTC'],
    [1e300, 'timestamp', 'no value'],
    [null, 'ratio', 'no value'],
    [Number.NaN, 'count', 'no value'],
  ] as const)('%p %s is %s', (value, unit, expected) => {
    expect(plain(formatValue(value, unit))).toBe(expected);
  });

  it('keeps number and unit on one line', () => {
    expect(formatValue(0.9, 'ratio')).toBe('90\u00a0%');
  });

  it('shows the interval of outside', () => {
    expect(plain(formatLimit([0.5, 2], 'ratio'))).toBe('50 % to 200 %');
  });
});

it.each([
  [3650, 'lt', '> 1 year'],
  [365, 'lt', '365 d'],
  [0.25, 'lte', '6 h'],
  [3650, 'gt', '3,650 d'],
  [null, 'lt', 'no value'],
] as const)('%s days by %s read as %s: what is left is not counted beyond a year', (value, op, text) => {
  expect(formatMeasured(value, { unit: 'days', op })).toBe(text.replace(' d', '\u00a0d').replace(' h', '\u00a0h'));
});
