import { newestIn, nightly, hoursAgo, runsIn, targetIn, type World } from './testData';

const orders = { cluster: 'prod', namespace: 'shop', pg: 'orders' };
const KEY = 'cnpg:prod/shop/orders';

const world = (now: World['now'] = {}, past: World['past'] = {}): World => ({
  now: { cnpg_defined: [[orders, 1]], ...now },
  past: { cnpg_defined: [[orders, () => 1]], ...past },
});

describe('a PostgreSQL cluster of CloudNativePG', () => {
  it('is covered once a base backup is there', async () => {
    const target = await targetIn(
      world(
        { cnpg_stamp: [[orders, hoursAgo(5)]], cnpg_oldest: [[orders, hoursAgo(240)]] },
        { cnpg_stamps: [[orders, nightly(5)]] }
      ),
      KEY
    );
    expect(target).toMatchObject({
      kind: 'database',
      name: 'orders',
      place: 'prod/shop',
      coverage: { state: 'covered' },
      jobs: [],
      copies: [{ oldestMs: hoursAgo(240) * 1000, verification: 'none' }],
    });
    expect(newestIn(target)).toBe('5 h');
  });

  it('with 0 never had one, and nothing says that anything is scheduled', async () => {
    const target = await targetIn(world({ cnpg_stamp: [[orders, 0]] }, { cnpg_stamps: [[orders, () => 0]] }), KEY);
    expect(target).toMatchObject({ copies: [], runs: [], coverage: { state: 'unknown' } });
  });

  it('shows a failure after the last good one', async () => {
    const target = await targetIn(
      world({ cnpg_stamp: [[orders, hoursAgo(29)]], cnpg_failed: [[orders, hoursAgo(5)]] }),
      KEY
    );
    expect(runsIn(target)).toEqual(['failed 5', 'good 29']);
  });

  it('is in no Kubernetes cluster where the label is that of the exporter itself', async () => {
    const own = { cluster: 'orders', namespace: 'shop', pg: 'orders' };
    const target = await targetIn({ now: { cnpg_defined: [[own, 1]] } }, 'cnpg:prom/shop/orders');
    expect(target.place).toBe('Prometheus/shop');
  });

  it('that is not told of any more has vanished', async () => {
    const target = await targetIn({ past: { cnpg_defined: [[orders, (hours) => (hours > 3 ? 1 : null)]] } }, KEY);
    expect(target.doubts).toEqual([{ code: 'vanished' }]);
  });
});
