import type { Locator, Page } from '@playwright/test';

import { expect } from './fixtures';

/** A page asks a cluster some dozens of times; beside Prometheus and two hosts that takes its time. */
export const READ = { timeout: 90_000 };

/** Everything was read, and nothing is under way. */
export async function isRead(page: Page): Promise<void> {
  await expect(page.getByText(/^Data as of \d\d:\d\d:\d\d$/)).toBeVisible(READ);
}

/** The line of a system in the overview. */
export function systemRow(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: 'Systems' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name }) });
}
