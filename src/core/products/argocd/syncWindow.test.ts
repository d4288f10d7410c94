import { isOpen, permission, syncPermission } from './syncWindow';
import { application, HOUR_MS, NOW_MS, project, window } from './testData';

/** NOW_MS is a Friday, 08:31 UTC and 09:31 in Berlin. */
describe('a sync window', () => {
  it.each([
    ['30 8 * * *', '10m', 'UTC', true],
    ['31 8 * * *', '10m', 'UTC', true],
    ['32 8 * * *', '10m', 'UTC', false],
    ['20 8 * * *', '10m', 'UTC', false],
    ['21 8 * * *', '11m', 'UTC', true],
    ['30 9 * * *', '10m', 'Europe/Berlin', true],
    ['30 8 * * *', '10m', 'Europe/Berlin', false],
    ['0 22 * * *', '12h', 'UTC', true],
    ['0 22 * * THU', '10h32m', 'UTC', true],
    ['0 22 * * THU', '10h', 'UTC', false],
    ['0 8 * * mon-fri', '1h', 'UTC', true],
    ['0 8 * * 0,6', '1h', 'UTC', false],
    ['0 8 * * 7', '120h', 'UTC', false],
    ['0 0 * * 7', '144h', 'UTC', true],
    ['*/15 * * * *', '5m', 'UTC', true],
    ['0/20 * * * *', '5m', 'UTC', false],
    ['0 0 1 11 *', '720h', 'UTC', true],
    ['0 8 20 * 1', '1h', 'UTC', true],
    ['0 8 21 * 1', '1h', 'UTC', false],
    ['0 8 * NOV ?', '1h', 'UTC', true],
    // A step is a choice of days: either a day of the month or a weekday is enough then, as in Argo CD.
    ['0 8 */3 * 5', '1h', 'UTC', true],
    ['0 8 */3 * 4', '1h', 'UTC', false],
  ])('%s for %s in %s', (schedule, duration, timeZone, open) => {
    expect(isOpen(window({ schedule, duration, timeZone }), NOW_MS)).toBe(open);
  });

  it('ends by the second, not by the minute', () => {
    const short = window({ schedule: '30 8 * * *', duration: '90s' });
    expect(isOpen(short, NOW_MS + 29_000)).toBe(true);
    expect(isOpen(short, NOW_MS + 31_000)).toBe(false);
  });

  it.each([
    ['', '1h', 'UTC'],
    ['* * *', '1h', 'UTC'],
    ['61 * * * *', '1h', 'UTC'],
    ['@daily', '1h', 'UTC'],
    ['*/0 * * * *', '1h', 'UTC'],
    ['0 0 * * * *', '1h', 'UTC'],
    ['* * * * *', '', 'UTC'],
    ['* * * * *', 'soon', 'UTC'],
    ['* * * * *', '1h', 'Mars/Olympus'],
  ])('that cannot be read is neither open nor closed: %s for %s in %s', (schedule, duration, timeZone) => {
    expect(isOpen(window({ schedule, duration, timeZone }), NOW_MS)).toBeNull();
  });
});

describe('what windows do together', () => {
  const open = { schedule: '* * * * *' };
  const closed = { schedule: '0 3 * * *' };

  it('an open one that denies wins, and one that allows closes all other times', () => {
    expect(permission([], NOW_MS)).toBe('free');
    expect(permission([window(open)], NOW_MS)).toBe('allowed');
    expect(permission([window(closed)], NOW_MS)).toBe('denied');
    expect(permission([window({ ...closed, kind: 'deny' })], NOW_MS)).toBe('free');
    expect(permission([window(open), window({ ...open, kind: 'deny' })], NOW_MS)).toBe('denied');
    expect(permission([window(open), window({ schedule: '?', kind: 'deny' })], NOW_MS)).toBe('unknown');
    expect(permission([window({ schedule: 'x' })], NOW_MS)).toBe('unknown');
  });

  it('concerns only the applications that match', () => {
    const deny = window({ ...open, kind: 'deny', applications: ['pay*'] });
    expect(syncPermission(project('shop', [deny]), application({ name: 'payment' }), NOW_MS)).toBe('denied');
    expect(syncPermission(project('shop', [deny]), application({ name: 'repay' }), NOW_MS)).toBe('free');
    const both = { ...deny, namespaces: ['shop'], andOperator: true };
    expect(syncPermission(project('shop', [both]), application({ name: 'checkout' }), NOW_MS)).toBe('free');
    expect(syncPermission(project('shop', [{ ...both, andOperator: false }]), application(), NOW_MS)).toBe('denied');
  });

  it('follows the clocks of its zone', () => {
    const night = window({ schedule: '0 2 * * *', duration: '30m', timeZone: 'Europe/Berlin' });
    const summer = Date.UTC(2026, 6, 1, 0, 10);
    expect(isOpen(night, summer)).toBe(true);
    expect(isOpen(night, summer + HOUR_MS)).toBe(false);
  });
});
