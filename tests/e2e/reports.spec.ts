import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { addMonths, lastFullMonth } from '../../src/core/time/month';
import { expect, test, type Person } from './fixtures';

/** The Reports page: a month as PDF, the same file as the command line's. */

const PROGRAM = path.resolve(__dirname, '../../dist-cli/opsrounds.mjs');
const ZONE = 'Europe/Berlin';
const MONTH = lastFullMonth(Date.now(), ZONE);

/** A month of hourly verdicts on two busy cores. */
const PATIENCE = { timeout: 240_000 };
test.setTimeout(300_000);

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A token that may only read, for one command. */
async function withToken<T>(api: Person['api'], use: (token: string) => Promise<T>): Promise<T> {
  const { id } = await api.post('/api/serviceaccounts', { name: `e2e-report-${Date.now()}`, role: 'Viewer' });
  try {
    const { key } = await api.post(`/api/serviceaccounts/${String(id)}/tokens`, { name: 'e2e' });
    return await use(String(key));
  } finally {
    await api.must('DELETE', `/api/serviceaccounts/${String(id)}`);
  }
}

test.describe('as a viewer', () => {
  test.use({ role: 'viewer' });

  test('a month is made, downloaded, and the same byte for byte as on the command line', async ({
    openApp,
    page,
    person,
    grafanaUrl,
    setAppSettings,
    lab: _lab,
  }) => {
    expect(existsSync(PROGRAM), 'dist-cli/opsrounds.mjs is missing: npm run cli:build').toBe(true);
    await setAppSettings({ version: 1, timezone: ZONE, checklists: ['morning'] });
    // The first answers come, the others wait until the bar was seen to move.
    let asked = 0;
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/ds/query**', async (route) => {
      asked += 1;
      await (asked > 3 ? released : undefined);
      await route.continue();
    });
    await openApp(`reports?month=${MONTH}`);
    await page.getByRole('button', { name: 'Create report' }).click();
    const bar = page.getByRole('progressbar');
    await expect(bar).toBeVisible();
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow')), PATIENCE).toBeGreaterThan(0);
    release();

    const digest = page.getByTestId('report-sha256');
    await expect(digest).toBeVisible(PATIENCE);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download PDF' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`operations-report-${MONTH}.pdf`);
    const saved = sha256(await file.path());
    await expect(digest).toHaveText(saved);
    await page.getByRole('heading', { name: 'Data quality and method' }).click();
    await expect(page.getByRole('table', { name: 'Not covered' })).toContainText('Proxmox');

    const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-e2e-'));
    const out = path.join(folder, 'report.pdf');
    try {
      const said = await withToken(person.admin.api, (token) =>
        promisify(execFile)(
          process.execPath,
          [PROGRAM, 'report', '--month', MONTH, '--url', grafanaUrl, '--out', out],
          {
            env: { ...process.env, OPSROUNDS_TOKEN: token },
          }
        )
      );
      expect(sha256(out)).toBe(saved);
      expect(said.stdout).toContain(saved);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a report on its way can be cancelled, and another may begin', async ({ openApp, page }) => {
  let held = 0;
  await page.route('**/api/ds/query**', async (route) => {
    held += 1;
    await new Promise((resolve) => page.once('close', resolve));
    await route.abort().catch(() => undefined);
  });
  await openApp(`reports?month=${MONTH}`);
  const create = page.getByRole('button', { name: 'Create report' });
  await create.click();
  await expect.poll(() => held).toBeGreaterThan(0);
  await expect(create).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(create).toBeEnabled();
});

test('a source that does not answer is named, with what to do', async ({ openApp, page, prometheus }) => {
  await page.route('**/api/ds/query**', (route) => route.fulfill({ status: 502, body: '' }));
  await openApp(`reports?month=${MONTH}`);
  await page.getByRole('button', { name: 'Create report' }).click();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('The report could not be made');
  await expect(alert).toContainText(prometheus.name);
  await expect(alert).toContainText('retry');
});

test('a month that is none, or not over, is refused in words', async ({ openApp, page }) => {
  await openApp('reports?month=2026-13');
  await expect(page.getByText('the months run from 01 to 12')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create report' })).toBeDisabled();
  await openApp(`reports?month=${addMonths(MONTH, 1)}`);
  await expect(page.getByText('is not over yet')).toBeVisible();
});

test('the month is chosen by keyboard and kept in the address', async ({ openApp, page }) => {
  await openApp('reports');
  const month = page.getByRole('combobox', { name: 'Month' });
  await month.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]month=\d{4}-\d{2}/);
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test('the page is accessible at rest, at work and when refused', async ({ openApp, page, expectAccessible }) => {
      await openApp(`reports?month=${MONTH}`);
      await expect(page.getByRole('button', { name: 'Create report' })).toBeVisible();
      await expectAccessible();
      await page.route('**/api/ds/query**', () => undefined);
      await page.getByRole('button', { name: 'Create report' }).click();
      await expect(page.getByRole('progressbar')).toBeVisible();
      await expectAccessible();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await openApp('reports?month=2026-13');
      await expect(page.getByText('the months run from 01 to 12')).toBeVisible();
      await expectAccessible();
    });
  });
}
