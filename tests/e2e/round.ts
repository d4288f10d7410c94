import { test as base, expect } from './fixtures';

export { expect };

interface RoundFixtures {
  /**
   * A morning routine that nobody has touched: its journal lives in a dashboard of this test's own, so that what the test
   * decides and signs goes away with that dashboard, and nobody else's round is changed.
   */
  round: { dashboardUid: string; settings: (changes?: Record<string, unknown>) => Promise<void> };
}

export const test = base.extend<RoundFixtures>({
  round: async ({ makeDashboard, prometheus, setAppSettings }, use) => {
    const dashboardUid = await makeDashboard({ title: `Journal of a test ${Date.now().toString(36)}` });
    const settings = (changes = {}) =>
      setAppSettings({
        version: 1,
        timezone: 'Europe/Berlin',
        checklists: ['morning'],
        sources: { metrics: [prometheus.uid] },
        journal: { dashboardUid },
        ...changes,
      });
    await settings();
    await use({ dashboardUid, settings });
  },
});
