import { expect, test } from './round';

test.describe.configure({ timeout: 300_000 });

const READ = { timeout: 90_000 };
const CHECK = 'checks/access.pve-users-accepted';

test('a state is accepted with a reason, passes while it is the same, and is unknown once it is withdrawn', async ({
  round,
  openApp,
  page,
  labSources: _lab,
  browserOf,
  expectAccessible,
}) => {
  await round.settings();
  await openApp(CHECK);
  const state = page.getByRole('region', { name: 'Accepted state' });
  await expect(state).toContainText('Nobody has accepted a state yet.', READ);
  await expect(page.getByRole('heading', { name: /^Nobody can see whether user / })).toBeVisible();
  await state.getByRole('button', { name: /^Accept this state/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Accept this state/ });
  await expect(dialog.getByText(/^There is no accepted state to compare with\./)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await expectAccessible(['[role=dialog]']);
  await page.keyboard.type('Reviewed with the team');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const passes = (of = page) => of.getByRole('heading', { name: /^All \d+ things that it looks at pass$/ });
  await expect(passes()).toBeVisible(READ);
  await expect(state).toContainText('Reviewed with the team');

  const viewer = await (await browserOf('viewer')).newPage();
  await openApp(CHECK, viewer);
  await expect(passes(viewer)).toBeVisible(READ);
  await expect(viewer.getByRole('button', { name: /^Accept this state|^Withdraw/ })).toHaveCount(0);

  await state.getByRole('button', { name: 'Withdraw' }).click();
  await expect(passes()).toBeHidden(READ);
  await expect(state.getByRole('button', { name: 'Withdraw' })).toHaveCount(0);
});
