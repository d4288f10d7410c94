import type { Page } from '@playwright/test';

import { serverIdentity } from '../../demo/lab/simulators/authority';
import { startPve, type PveSimulator } from '../../demo/lab/simulators/pve/start';
import { expect, skipIf, test as base } from './fixtures';

/** The way of an administrator who connects a Proxmox, and of everybody who then asks it. */

type Json = Record<string, unknown>;

interface Fixtures {
  /** Makes a data source of the simulator, as provisioned by the changes; it is removed after the test. */
  connect: (changes?: {
    url?: string;
    jsonData?: Json;
    secureJsonData?: Json;
  }) => Promise<{ uid: string; name: string }>;
}

interface WorkerFixtures {
  /** A Proxmox of this worker's own, over https with an authority of its own. */
  pve: PveSimulator & { caCert: string };
}

const TYPE = 'opsrounds-proxmox-datasource';

const test = base.extend<Fixtures, WorkerFixtures>({
  role: 'admin',

  pve: [
    async ({}, use) => {
      const tls = await serverIdentity(['127.0.0.1']);
      const server = await startPve({ tls, offlineDelayMs: 100 });
      await use({ ...server, caCert: tls.caCert });
      await server.close();
    },
    { scope: 'worker' },
  ],

  connect: async ({ pve, person }, use, info) => {
    const made: string[] = [];
    const { api } = person.admin;
    const connect: Fixtures['connect'] = async ({ url = pve.url, jsonData, secureJsonData } = {}) => {
      const name = `e2e-pve-${Date.now().toString(36)}-${made.length}`;
      const { user, tokenId, tokenSecret } = pve.tokens.auditor;
      const { datasource } = await api.post('/api/datasources', {
        name,
        type: TYPE,
        access: 'proxy',
        url,
        jsonData: { product: 'pve', user, tokenId, tlsAuthWithCACert: true, ...jsonData },
        secureJsonData: { tokenSecret, tlsCACert: pve.caCert, ...secureJsonData },
      });
      const { uid } = datasource as { uid: string };
      made.push(uid);
      return { uid, name };
    };
    const { uid } = await connect();
    const probe = await api.send('GET', `/api/datasources/proxy/uid/${uid}/api2/json/version`);
    skipIf(probe.status !== 200, info, `Grafana does not reach a simulator on 127.0.0.1 (${probe.status})`);
    await use(connect);
    for (const one of made) {
      await api.must('DELETE', `/api/datasources/uid/${one}`);
    }
    await pve.turn('up');
  },
});

/** Everything that the browser is answered, but files. */
function answersOf(page: Page): Array<Promise<string>> {
  const answers: Array<Promise<string>> = [];
  page.on('response', (response) => {
    if (!response.url().includes('/public/')) {
      answers.push(response.text().catch(() => ''));
    }
  });
  return answers;
}

const editor = (uid: string) => `/connections/datasources/edit/${uid}`;
/** A field is named by its label and what is said below it. */
const field = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const saveAndTest = (page: Page) => page.getByRole('button', { name: 'Save & test' });
const result = (page: Page) => page.getByTestId('data-testid Data source settings page Alert');

const explore = (uid: string, query: Json, type = TYPE) => {
  const queries = [{ refId: 'A', datasource: { type, uid }, ...query }];
  const pane = { datasource: uid, queries, range: { from: 'now-1h', to: 'now' } };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ e2e: pane }) }).toString()}`;
};

test('an administrator connects a Proxmox from nothing', async ({ connect, pve, openPath, page, person }) => {
  void connect;
  const answers = answersOf(page);
  const { user, tokenId, tokenSecret } = pve.tokens.auditor;
  await openPath('/connections/datasources/new');
  await page.getByRole('button', { name: 'Add new data source Ops Rounds Proxmox' }).click();
  await page.waitForURL(/\/datasources\/edit\//);
  const uid = /\/edit\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  try {
    await field(page, 'Address').fill(pve.url);
    await field(page, 'User').fill(user);
    await field(page, 'Token name').fill(tokenId);
    await field(page, 'Secret').fill(tokenSecret);
    await field(page, 'CA certificate').fill(pve.caCert);
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('Proxmox VE 9.1');
    await expect(result(page)).toContainText('4 of 4 nodes');
    const table = page.getByRole('table', { name: /what this token has/i });
    await expect(table.getByRole('row', { name: /Guests and snapshots/ })).toContainText('has it');
    await expect(table.getByRole('row', { name: /Backups/ })).toContainText('Datastore.AllocateSpace');
    await expect(page.getByText(/\d+ guests found\./)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/Of \d+ checks \d+ fail/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Show them' })).toHaveAttribute('href', /infrastructure\/proxmox\//);
    // What is not saved is not spoken of.
    await field(page, 'Address').fill('pve-a1');
    await expect(table).toHaveCount(0);
    await expect(page.getByText(/guests found/)).toHaveCount(0);
    await field(page, 'Address').fill(pve.url);
    await expect(table).toBeVisible();
    await openPath(editor(uid));
    await expect(field(page, 'Token name')).toHaveValue(tokenId);
    const told = [...(await Promise.all(answers)), await page.content()].join('\n');
    expect(told).toContain(tokenId);
    expect(told).not.toContain(tokenSecret);
    expect(told).not.toContain(pve.caCert.split('\n')[2]);
  } finally {
    await person.admin.api.must('DELETE', `/api/datasources/uid/${uid}`);
  }
});

const otherToken = { tokenSecret: '00000000-0000-4000-8000-000000000000' };

test.describe('Save & test explains', () => {
  test('a wrong secret', async ({ connect, openPath, page }) => {
    const { uid } = await connect({ secureJsonData: otherToken });
    await openPath(editor(uid));
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('refuses the token');
  });

  test('an expired token', async ({ connect, openPath, page, pve }) => {
    const { uid } = await connect();
    await pve.turn('expire');
    await openPath(editor(uid));
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('refuses the token');
    await expect(result(page)).toContainText('expired');
  });

  test('a CA certificate of somebody else', async ({ connect, openPath, page }) => {
    const { caCert } = await serverIdentity(['127.0.0.1']);
    const { uid } = await connect({ secureJsonData: { tlsCACert: caCert } });
    await openPath(editor(uid));
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('no connection');
    await expect(result(page)).toContainText('certificate');
  });

  test('a stopped server', async ({ connect, openPath, page, pve }) => {
    const { uid } = await connect();
    await pve.turn('down');
    await openPath(editor(uid));
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('no connection');
    await expect(result(page)).toContainText('systemctl status pveproxy');
  });

  test('a server that hangs', async ({ connect, openPath, page, pve }) => {
    const { uid } = await connect({ jsonData: { timeout: 2 } });
    await pve.turn('hang');
    await openPath(editor(uid));
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('did not answer in time');
  });

  test('a token that may do more than read', async ({ connect, openPath, page, pve }) => {
    const { user, tokenId, tokenSecret } = pve.tokens.administrator;
    const { uid } = await connect({ jsonData: { user, tokenId }, secureJsonData: { tokenSecret } });
    await openPath(editor(uid));
    await saveAndTest(page).click();
    await expect(result(page)).toContainText('can do more than read');
    await expect(result(page)).toContainText('Sys.PowerMgmt');
  });
});

test('a Viewer gets no settings', async ({ connect, browserOf, openPath, person }) => {
  const { uid } = await connect();
  const page = await (await browserOf('viewer')).newPage();
  await openPath(editor(uid), page);
  await expect(page).not.toHaveURL(/\/edit\//);
  await expect(field(page, 'Token name')).toHaveCount(0);
  const before = await person.viewer.api.get(`/api/datasources/uid/${uid}`);
  expect((await person.viewer.api.send('PUT', `/api/datasources/uid/${uid}`, before)).status).toBe(403);
});

for (const theme of ['dark', 'light'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ theme });

    test('the editor and what it says are accessible', async ({ connect, openPath, page, expectAccessible }) => {
      const { uid } = await connect();
      await openPath(editor(uid));
      await saveAndTest(page).click();
      await expect(result(page)).toBeVisible();
      await expect(page.getByRole('table', { name: /what this token has/i })).toBeVisible();
      await expectAccessible(['form section']);
    });
  });
}

test('Explore asks what the query editor says', async ({ connect, openPath, page, pve }) => {
  const { uid } = await connect();
  await openPath(explore(uid, { kind: 'guests' }));
  const guest = pve.cluster.guests.find(({ node, status }) => node === 'pve-a1' && status === 'running');
  await expect(page.getByText(guest!.name, { exact: true }).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Show' }).click();
  await page.getByRole('option', { name: /^Nodes/ }).click();
  await page.getByRole('button', { name: 'Run query' }).first().click();
  await expect(page.getByText('pve-a4', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(guest!.name, { exact: true })).toHaveCount(0);
});

test('a dashboard draws it, narrowed by a variable', async ({ connect, openPath, page, pve, makeDashboard }) => {
  const { uid } = await connect();
  const datasource = { type: TYPE, uid };
  const node = { name: 'node', type: 'query', datasource, query: { refId: 'variable', list: 'nodes' }, refresh: 1 };
  const dashboard = await makeDashboard({
    title: `Proxmox ${Date.now().toString(36)}`,
    templating: { list: [{ ...node, current: { text: 'pve-a1', value: 'pve-a1' } }] },
    panels: [
      {
        id: 1,
        type: 'table',
        title: 'Guests of a node',
        gridPos: { x: 0, y: 0, w: 24, h: 14 },
        datasource,
        targets: [{ refId: 'A', datasource, kind: 'guests', node: '$node' }],
      },
    ],
  });
  const on = (name: string) => pve.cluster.guests.find(({ node: at, status }) => at === name && status === 'running')!;
  await openPath(`/d/${dashboard}?var-node=pve-a2`);
  await expect(page.getByText(on('pve-a2').name, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(on('pve-a1').name, { exact: true })).toHaveCount(0);
});

test.describe('Argo CD', () => {
  // A provisioned data source can be tested, and not saved.
  const tests = (page: Page) => page.getByRole('button', { name: /^(Save & test|Test)$/ });

  test('is tested, and says what it may read', async ({ labSources, openPath, page }) => {
    await openPath(editor(labSources['argo-prod'].uid));
    await tests(page).click();
    await expect(result(page)).toContainText('Argo CD');
    await expect(page.getByRole('table', { name: /what this token has/i })).toBeVisible();
  });

  test('that is stopped is explained', async ({ labSources, turn, openPath, page }) => {
    await turn('argo-prod', 'down');
    await openPath(editor(labSources['argo-prod'].uid));
    await tests(page).click();
    await expect(result(page)).toContainText('no connection');
  });

  test('lists its applications in Explore', async ({ labSources, openPath, page, person }) => {
    const { uid } = labSources['argo-prod'];
    const path = `/api/datasources/proxy/uid/${uid}/api/v1/applications?fields=items.metadata.name`;
    const { items } = (await person.viewer.api.get(path)) as { items: Array<{ metadata: { name: string } }> };
    await openPath(explore(uid, { kind: 'applications' }, 'opsrounds-argocd-datasource'));
    await expect(page.getByText(items[0]!.metadata.name, { exact: true }).first()).toBeVisible();
  });
});
