import { expect, type Locator, type Page } from '@playwright/test';

/** The round's surface. */
export function roundOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Morning routine' });
}

/** Waits until the sources have answered: only then something is left or ready. */
export async function settled(page: Page): Promise<void> {
  await expect(roundOf(page).getByText(/left before you can sign|Ready to sign/)).toBeVisible({ timeout: 100_000 });
}

/**
 * Decides every open row by keys alone, from wherever the focus stands in the round.
 * @param but So many of the first rows are left as they are.
 */
export async function decideAll(page: Page, but = 0): Promise<void> {
  const rows = await roundOf(page).getByRole('article').count();
  await page.keyboard.press('Home');
  for (let row = 0; row < rows; row++) {
    if (row < but) {
      await page.keyboard.press('ArrowDown');
      continue;
    }
    const words = await page.locator(':focus').innerText();
    if (/^\s*To do/.test(words)) {
      await page.keyboard.press('Space');
    } else {
      await page.keyboard.press(/^\s*Unknown/.test(words) ? 'h' : 'a');
      await expect(page.locator('input:focus')).toBeVisible();
      await page.keyboard.type('OPS-311');
      await page.keyboard.press('Enter');
    }
    await expect(page.locator(':focus')).toContainText(/Acknowledged|Checked by hand|Done/);
    await page.keyboard.press('ArrowDown');
  }
}
