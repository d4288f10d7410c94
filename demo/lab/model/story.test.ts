import { everyDay, morningOf, storyOf } from './story';

const clock = (seconds: number) => new Date(seconds * 1000).toISOString();

describe('story', () => {
  it('belongs to the day before until 07:00 in Berlin, so that its night is over', () => {
    expect(morningOf(Date.parse('2026-11-20T05:59:00Z'))).toBe('2026-11-19');
    expect(morningOf(Date.parse('2026-11-20T06:00:00Z'))).toBe('2026-11-20');
  });

  it('places last month before the morning, in local time on both sides of the clock change', () => {
    const { lastMonth } = storyOf('2026-11-20');
    expect(clock(lastMonth.scrapesMissed.from)).toBe('2026-10-06T07:10:00.000Z');
    expect(clock(lastMonth.backupFailed)).toBe('2026-10-23T00:00:00.000Z');
    expect(clock(storyOf('2027-01-02').lastMonth.backupFailed)).toBe('2026-12-23T01:00:00.000Z');
  });

  it('gives every day its local clock time', () => {
    const days = everyDay(storyOf('2026-11-20'), '02:00').map(clock);
    expect(days).toContain('2026-10-24T00:00:00.000Z');
    expect(days).toContain('2026-10-26T01:00:00.000Z');
    expect(new Set(days).size).toBe(days.length);
  });
});
