import { createBackups } from './backups';
import { morningOf, storyOf } from './story';

const HOUR = 3600;

describe('backups', () => {
  it('leaves the last good dump more than two days back at every hour, the small hours among them', () => {
    const first = Date.parse('2026-11-18T23:00:00Z') / 1000;
    for (let hour = 0; hour < 7 * 24; hour++) {
      const now = first + hour * HOUR;
      const { cronJobs } = createBackups(storyOf(morningOf(now * 1000)));
      const dump = cronJobs.find(({ name }) => name === 'shop/orders-db-dump');
      const last = Math.max(...(dump?.succeeded ?? []).filter((t) => t <= now));
      expect(now - last).toBeGreaterThan(48 * HOUR);
      expect(now - last).toBeLessThan(80 * HOUR);
    }
  });
});
