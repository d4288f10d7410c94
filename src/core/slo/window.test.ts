import fc from 'fast-check';
import { spanAt } from './window';

const HOUR_MS = 3_600_000;
const hours = (unit: 'week' | 'month' | 'quarter', iso: string, zone: string) => {
  const { fromMs, toMs } = spanAt({ kind: 'calendar', unit }, Date.parse(iso), zone);
  return (toMs - fromMs) / HOUR_MS;
};

describe('a calendar window', () => {
  it.each([
    ['month', '2026-03-15T12:00:00Z', 'Europe/Berlin', 743],
    ['month', '2026-10-15T12:00:00Z', 'Europe/Berlin', 745],
    ['month', '2026-11-15T12:00:00Z', 'America/New_York', 721],
    ['month', '2026-04-15T12:00:00Z', 'Australia/Lord_Howe', 720.5],
    ['month', '2028-02-15T12:00:00Z', 'UTC', 696],
    ['month', '2026-02-15T12:00:00Z', 'UTC', 672],
    ['week', '2026-03-25T12:00:00Z', 'Europe/Berlin', 167],
    ['week', '2026-10-21T12:00:00Z', 'Europe/Berlin', 169],
    ['quarter', '2026-02-15T12:00:00Z', 'UTC', 2160],
    ['quarter', '2026-11-15T12:00:00Z', 'Europe/Berlin', 2209],
    ['quarter', '2028-01-15T12:00:00Z', 'UTC', 2184],
  ] as const)('the %s of %s in %s has %d hours', (unit, iso, zone, expected) => {
    expect(hours(unit, iso, zone)).toBe(expected);
  });

  it('takes its own zone before the app’s', () => {
    const at = Date.parse('2026-11-01T02:00:00Z');
    expect(spanAt({ kind: 'calendar', unit: 'month', zone: 'America/New_York' }, at, 'UTC').fromMs).toBe(
      Date.parse('2026-10-01T04:00:00Z')
    );
    expect(spanAt({ kind: 'calendar', unit: 'month' }, at, 'UTC').fromMs).toBe(Date.parse('2026-11-01T00:00:00Z'));
  });

  it('begins weeks on Monday', () => {
    const { fromMs, toMs } = spanAt({ kind: 'calendar', unit: 'week' }, Date.parse('2026-11-29T12:00:00Z'), 'UTC');
    expect([new Date(fromMs).toISOString(), new Date(toMs).toISOString()]).toEqual([
      '2026-11-23T00:00:00.000Z',
      '2026-11-30T00:00:00.000Z',
    ]);
  });

  it('tiles time: each instant is in one window, and the next begins where it ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2060-01-01') }),
        fc.constantFrom('week', 'month', 'quarter'),
        fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'America/New_York',
          'Australia/Lord_Howe',
          'Asia/Kathmandu',
          'Pacific/Apia'
        ),
        (atMs, unit, zone) => {
          const window = { kind: 'calendar', unit } as const;
          const { fromMs, toMs } = spanAt(window, atMs, zone);
          expect(fromMs).toBeLessThanOrEqual(atMs);
          expect(toMs).toBeGreaterThan(atMs);
          expect(spanAt(window, toMs, zone).fromMs).toBe(toMs);
          expect(spanAt(window, fromMs - 1, zone).toMs).toBe(fromMs);
        }
      )
    );
  });
});

describe('a rolling window', () => {
  it('ends now and is as long as it says, whatever the clocks do', () => {
    const atMs = Date.parse('2026-10-27T12:00:00Z');
    expect(spanAt({ kind: 'rolling', days: 30 }, atMs, 'Europe/Berlin')).toEqual({
      fromMs: atMs - 30 * 24 * HOUR_MS,
      toMs: atMs,
      readToMs: atMs,
    });
  });
});
