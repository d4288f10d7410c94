import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { summary, unsignedSummary } from '../../src/core/checklist/summary';
import { buildBoard } from '../../src/core/checklist/buildBoard';
import { runsIn } from '../../src/core/checklist/derive';
import { isScheduled } from '../../src/core/checklist/template';
import { foldRun } from '../../src/core/checklist/fold';
import { eventTags, journalCodec } from '../../src/core/journal/codec';
import { builtin } from '../../src/library/builtin.gen';
import { JOURNAL_DOMAINS } from '../../src/sources/journalDomains';
import { expect, test } from './round';

test.describe.configure({ timeout: 120_000 });

const READ = { timeout: 60_000 };
const DAY_MS = 86_400_000;
const codec = journalCodec(JOURNAL_DOMAINS);
const morning = builtin.checklists.filter(isScheduled).find(({ id }) => id === 'morning')!;

const grid = (page: Page) => page.getByRole('grid', { name: 'Rounds of thirteen weeks' });
const entries = (page: Page) => page.getByRole('table', { name: 'Entries of the journal' });

/** What is left of the last two mornings: the one before yesterday's was skipped, yesterday's signed just now, and so late. */
function lastMornings(): string[] {
  const schedule = { zone: 'Europe/Berlin', holidays: new Set<string>() };
  const nowMs = Date.now();
  const runs = runsIn(morning, schedule, { fromMs: nowMs - 10 * DAY_MS, toMs: nowMs }, nowMs).filter(
    ({ closed }) => closed
  );
  const [skipped, signed] = runs.slice(-2);
  if (!skipped || !signed) {
    throw new Error('the morning routine has no rounds');
  }
  const act = (run: typeof signed) => ({
    run,
    template: morning,
    state: foldRun([], [], run.key),
    key: `e2e-${run.key}-${nowMs}`,
  });
  const state = foldRun([], [], signed.key);
  const board = buildBoard({ template: morning, run: signed, result: null, pendingSources: [], state });
  return [
    codec.encode(unsignedSummary(act(skipped), 'skipped', 'Offsite', null)),
    codec.encode(summary(act(signed), board, 'Nobody was there', null)),
  ];
}

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, role: 'editor' });

    test('the map says what became of each round, by keyboard too, and leads to its entries', async ({
      round,
      person,
      openApp,
      page,
      expectAccessible,
    }) => {
      const { dashboardUid } = round;
      for (const text of lastMornings()) {
        await person.editor.api.post('/api/annotations', {
          dashboardUID: dashboardUid,
          text,
          tags: eventTags('sum', 'morning'),
        });
      }
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/api/annotations?') && request.url().includes('opsrounds%3Asum')) {
          asked.push(request.url());
        }
      });
      await openApp('history');
      await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
      await expect(page.getByRole('tab', { name: 'Rounds' })).toHaveAttribute('aria-selected', 'true');
      await expect(grid(page)).toBeVisible(READ);
      expect(asked).toHaveLength(1);
      const skipped = grid(page).getByRole('gridcell', { name: /Skipped$/ });
      const signed = grid(page).getByRole('gridcell', { name: /Signed incomplete, late$/ });
      await expect(skipped).toHaveCount(1);
      await expect(signed).toHaveCount(1);
      await expect(grid(page).getByRole('gridcell', { name: /Missed$/ })).toHaveCount(0);
      await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
      await expectAccessible();

      await skipped.click();
      const line = page.getByRole('status').filter({ hasText: 'Morning routine' });
      await expect(line).toContainText('Offsite');
      await page.keyboard.press('ArrowRight');
      await expect(line).not.toContainText('Offsite');
      await page.keyboard.press('Home');
      await expect(grid(page).getByRole('gridcell', { selected: true })).toBeFocused();
      await signed.click();
      await expect(line).toContainText('“Nobody was there”');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/checklists\/morning\/\d{4}-\d{2}-\d{2}/);
      await page.getByRole('link', { name: 'Show entries' }).focus();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/history\/audit\?run=morning%2F/);
      await expect(entries(page).getByRole('row')).toHaveCount(2, READ);
      await expectAccessible();
    });

    test('the audit flags an entry that was edited, filters, and gives files', async ({
      round,
      person,
      openApp,
      page,
      expectAccessible,
    }) => {
      const { dashboardUid } = round;
      const ids: unknown[] = [];
      for (const text of lastMornings()) {
        const body = { dashboardUID: dashboardUid, text, tags: eventTags('sum', 'morning') };
        ids.push((await person.editor.api.post('/api/annotations', body))['id']);
      }
      await openApp('history/audit');
      await expect(page.getByText('2 entries, none edited.')).toBeVisible(READ);
      // Another second than the one it was written in: Grafana tells an edit by its time.
      await expect
        .poll(async () => {
          await person.admin.api.must('PATCH', `/api/annotations/${String(ids[0])}`, { text: 'Done, all fine' });
          const row = await person.admin.api.get(`/api/annotations/${String(ids[0])}`);
          return row['updated'] !== row['created'];
        })
        .toBe(true);
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(page.getByText('1 of 2 entries cannot be trusted')).toBeVisible(READ);
      await expect(entries(page)).toContainText('the entry does not count any more');
      await expect(entries(page)).not.toContainText('Done, all fine');
      await expectAccessible();

      await page.getByRole('button', { name: /^Not trusted/ }).click();
      await expect(page).toHaveURL(/only=untrusted/);
      // Its head, the entry, and what happened to it.
      await expect(entries(page).getByRole('row')).toHaveCount(3);
      await page.getByRole('button', { name: 'Clear filters' }).click();

      const download = async (name: string) => {
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name, exact: true }).click(),
        ]);
        return readFile(await file.path(), 'utf8');
      };
      const csv = (await download('CSV')).trim().split('\r\n');
      expect(csv[0]).toContain('integrity');
      expect(
        csv
          .slice(1)
          .map((line) => line.split(',').at(-2))
          .sort()
      ).toEqual(['edited', 'untouched']);
      const lines = (await download('NDJSON')).trim().split('\n');
      expect(lines.map((line) => (JSON.parse(line) as { integrity: string }).integrity).sort()).toEqual([
        'edited',
        'untouched',
      ]);
    });
  });
}

test('on a phone each list has its last rounds, and nothing is wider than the page', async ({
  round,
  openApp,
  page,
}) => {
  await round.settings();
  await page.setViewportSize({ width: 360, height: 780 });
  await openApp('history');
  await expect(page.getByRole('img', { name: /round/i }).first()).toBeVisible(READ);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
