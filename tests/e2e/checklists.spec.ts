import type { Page } from '@playwright/test';

import { buildBoard } from '../../src/core/checklist/buildBoard';
import { runsIn } from '../../src/core/checklist/derive';
import { signOff, startRun, type Act } from '../../src/core/checklist/draft';
import { runEvents, type RunEvent } from '../../src/core/checklist/event';
import { foldRun } from '../../src/core/checklist/fold';
import type { Run } from '../../src/core/checklist/run';
import { summary } from '../../src/core/checklist/summary';
import { isScheduled } from '../../src/core/checklist/template';
import { eventTags, journalCodec, type AnnotationRow } from '../../src/core/journal/codec';
import type { EventDraft } from '../../src/core/journal/event';
import { builtin } from '../../src/library/builtin.gen';
import { JOURNAL_DOMAINS } from '../../src/sources/journalDomains';
import type { Person } from './fixtures';
import { expect, test } from './round';

test.describe.configure({ timeout: 120_000 });

const READ = { timeout: 60_000 };
const DAY_MS = 86_400_000;
const codec = journalCodec(JOURNAL_DOMAINS);
const morning = builtin.checklists.filter(isScheduled).find(({ id }) => id === 'morning')!;

const index = (page: Page) => page.getByRole('table', { name: 'Checklists' });

/** The last mornings whose day is over, the older first. */
function lastMornings(): [Run, Run] {
  const nowMs = Date.now();
  const window = { fromMs: nowMs - 10 * DAY_MS, toMs: nowMs };
  const runs = runsIn(morning, { zone: 'Europe/Berlin', holidays: new Set() }, window, nowMs);
  const [before, last] = runs.filter(({ closed }) => closed).slice(-2);
  if (!before || !last) {
    throw new Error('the morning routine has no rounds');
  }
  return [before, last];
}

/** Somebody signs a round now, long after it was due, with nothing looked at. */
async function signNow(run: Run, editor: Person, dashboardUID: string): Promise<void> {
  const events: RunEvent[] = [];
  const write = async (draft: EventDraft) => {
    const body = { dashboardUID, text: codec.encode(draft), tags: eventTags(draft.class, draft.list) };
    const answer = await editor.api.post('/api/annotations', body);
    // A signature stands on what the server says of the events before it.
    const row = await editor.api.get(`/api/annotations/${String(answer['id'])}`);
    events.push(...runEvents(codec.decodeRows([row as unknown as AnnotationRow])));
  };
  const act = (): Act => {
    return {
      run,
      template: morning,
      state: foldRun(events, [], run.key),
      key: `e2e-${run.key}-${events.length}-${Date.now()}`,
    };
  };
  const board = () =>
    buildBoard({ template: morning, run, result: null, pendingSources: [], state: foldRun(events, [], run.key) });
  const started = startRun(act());
  if (started) {
    await write(started);
  }
  const incomplete = 'Nobody was there';
  await write(signOff(act(), { board: board(), result: null, events, remark: 'Offsite', incomplete }));
  await write(summary(act(), board(), incomplete, null));
}

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme, role: 'editor' });

    test('the index leads to the last round by keyboard, and that says what was signed', async ({
      round,
      person,
      openApp,
      page,
      expectAccessible,
    }) => {
      const [before, last] = lastMornings();
      await signNow(before, person.editor, round.dashboardUid);
      await signNow(last, person.editor, round.dashboardUid);
      await openApp('checklists');
      await expect(page.getByRole('heading', { level: 1, name: 'Checklists' })).toBeVisible();
      const line = index(page).getByRole('row', { name: /^Morning routine/ });
      const lastRun = line.getByRole('link', { name: /^Signed incomplete, late/ });
      await expect(lastRun).toBeVisible(READ);
      await expect(index(page).getByRole('rowheader', { name: 'Not turned on' })).toBeVisible();
      await expectAccessible();

      await line.getByRole('link', { name: 'Morning routine' }).focus();
      await page.keyboard.press('Tab');
      await expect(lastRun).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`checklists/${last.key}`));
      await expect(page.getByRole('heading', { level: 1, name: /^Morning routine, / })).toBeVisible(READ);
      await expect(page.getByText('Signed incomplete, late')).toBeVisible();
      await expect(page.getByText('“Nobody was there”')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Integrity' })).toContainText('none edited');
      await expectAccessible();

      await page.reload();
      await expect(page.getByText('“Nobody was there”')).toBeVisible(READ);
    });

    test('a round that nobody has is not found, with a way back', async ({
      round,
      openApp,
      page,
      expectAccessible,
    }) => {
      await round.settings();
      await openApp('checklists/morning/2026-01-04');
      await expect(page.getByText('No list has such a round')).toBeVisible(READ);
      await expectAccessible();
      await page.getByRole('link', { name: 'Open Checklists' }).click();
      await expect(index(page)).toBeVisible();
    });
  });
}

test('on a phone the index keeps what is due and the last run, and nothing is wider than the page', async ({
  round,
  openApp,
  page,
}) => {
  await round.settings();
  await page.setViewportSize({ width: 360, height: 780 });
  await openApp('checklists');
  await expect(index(page).getByRole('columnheader', { name: 'Next due' })).toBeVisible(READ);
  await expect(index(page).getByRole('columnheader', { name: 'Automated' })).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
