import { admin, Scratch, type Client, type Json } from './grafana';

/** What checks of kind `grafana` read: rules, alerts, silences, data sources, users and tokens, and who may. */

const scratch = new Scratch();
let viewer: Client;
let none: Client;

beforeAll(async () => {
  viewer = await scratch.user('viewer', 'Viewer');
  none = await scratch.serviceAccount('none', 'None');
});

afterAll(() => scratch.clear());

const RULES = '/api/prometheus/grafana/api/v1/rules';
const ALERTS = '/api/alertmanager/grafana/api/v2/alerts';
const SILENCES = '/api/alertmanager/grafana/api/v2/silences';

test('a Viewer reads rules, alerts and silences; who has no role reads none', async () => {
  const rules = await viewer.send('GET', RULES);
  expect(rules.status).toBe(200);
  expect(rules.body).toMatchObject({ status: 'success', data: { groups: expect.any(Array) } });
  for (const path of [ALERTS, SILENCES]) {
    expect(await viewer.send('GET', path)).toMatchObject({ status: 200, body: expect.any(Array) });
  }
  for (const path of [RULES, ALERTS, SILENCES]) {
    expect((await none.send('GET', path)).status).toBe(403);
  }
});

test('rules are asked below the uid of a data source; one that nobody knows is a 404', async () => {
  expect((await viewer.send('GET', '/api/prometheus/nobody-knows-me/api/v1/rules')).status).toBe(404);
});

test('the namespace of Advisor is made of the organisation, which a Viewer may read', async () => {
  expect(await viewer.send('GET', '/api/org')).toMatchObject({ status: 200, body: { id: expect.any(Number) } });
});

test('users, service accounts and their tokens are for Admins', async () => {
  const search = '/api/serviceaccounts/search?perpage=1000&page=1';
  const { body } = await admin.send('GET', search);
  const { totalCount, serviceAccounts } = body as { totalCount: number; serviceAccounts: Json[] };
  expect(totalCount).toBeGreaterThanOrEqual(serviceAccounts.length);
  const own = serviceAccounts.find(({ name }) => name === `${scratch.run}-none`);
  expect(own).toMatchObject({ tokens: 1 });
  const tokens = `/api/serviceaccounts/${String(own?.['id'])}/tokens`;
  expect(await admin.send('GET', tokens)).toMatchObject({
    status: 200,
    body: [{ name: `${scratch.run}-none`, hasExpired: false, isRevoked: false }],
  });
  for (const path of ['/api/org/users', search, tokens]) {
    expect((await viewer.send('GET', path)).status).toBe(403);
  }
});
