import { expect, test } from './round';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

for (const theme of ['dark', 'light'] as const) {
  test.describe(`a source that does not answer, ${theme}`, () => {
    test.use({ theme });

    test('is one cause with one decision, turns nothing green, and Retry finds it again', async ({
      round,
      openApp,
      page,
      person,
      prometheus,
      expectAccessible,
    }) => {
      const name = `Silent ${Date.now().toString(36)}`;
      const { api } = person.admin;
      const { datasource } = (await api.post('/api/datasources', {
        name,
        type: 'prometheus',
        access: 'proxy',
        url: NOWHERE,
      })) as { datasource: { uid: string } };
      try {
        await round.settings({ sources: { metrics: [datasource.uid] } });
        await openApp('today');
        const cause = page.getByRole('article', { name: `Prometheus ${name} does not answer` });
        await expect(cause).toBeVisible();
        await expect(cause.getByText(/\d+ items, one cause/)).toBeVisible();
        await expect(page.getByText(/\d+ unknown, one cause/)).toBeVisible();
        // Other systems may pass; no item that asks the silent source does.
        await expect(page.getByRole('article').getByText('Pass', { exact: true })).toHaveCount(0);
        await expect(page.getByRole('button', { name: 'Sign off' })).toBeDisabled();
        await expectAccessible();

        await cause.getByRole('button', { name: /^Defer all/ }).click();
        await page.getByRole('textbox', { name: /Defer: why/ }).fill('Prometheus moves to another host today');
        await page.keyboard.press('Enter');
        await expect(cause.getByText('Deferred').first()).toBeVisible();
        await expect(page.getByText(/\d+ unknown, one cause/)).toBeVisible();

        const settings = (await api.get(`/api/datasources/uid/${prometheus.uid}`)) as { url: string };
        await api.must('PUT', `/api/datasources/uid/${datasource.uid}`, {
          name,
          type: 'prometheus',
          access: 'proxy',
          url: settings.url,
        });
        await cause.getByRole('button', { name: 'Re-check' }).click();
        await expect(page.getByText(/\d+ unknown, one cause/)).toHaveCount(0);
      } finally {
        await api.must('DELETE', `/api/datasources/uid/${datasource.uid}`);
      }
    });
  });
}
