import { dateTime } from '@grafana/data';
import { render, screen } from '@testing-library/react';

import { checkDefinition } from '../../core/check/testData';
import type { MetricSource } from '../../core/check/ports';
import { FakeRounds, NOW_MS } from '../../ui/round/fakeRounds';
import { FakeScreen } from '../../ui/round/fakeScreen';
import { initTexts } from '../../ui/t';
import { ChosenCluster } from './CephPanel';

jest.mock('../../ui/browserSession', () => ({ browserServices: () => ({}) }));
jest.mock('../../sources/browserClient', () => ({ browserClient: () => ({}) }));

// The fake source tells of one thing, `pve-a3`: here it is a cluster.
const CHECK = checkDefinition({ id: 'ceph.health', pack: 'ceph', by: ['instance'], absent: 'na' });
const SYSTEM = { pack: 'ceph', product: 'ceph' as const, by: 'instance', figures: [] };

/** Answers every query, with nothing. */
const SOURCE: MetricSource = {
  uid: 'prom',
  name: 'mimir-prod',
  query: ({ queries }) =>
    Promise.resolve(new Map(queries.map(({ refId }) => [refId, { ok: true, series: [], executed: '' }]))),
};

let world: FakeRounds;

beforeAll(initTexts);
beforeEach(() => {
  world = new FakeRounds();
});

function show(cluster: string, hasCeph = true) {
  const now = dateTime(NOW_MS);
  const services = {
    ...world.services,
    library: () =>
      Promise.resolve({ checks: hasCeph ? [CHECK] : [], checklists: [], systems: hasCeph ? [SYSTEM] : [], kpis: [] }),
    connect: () => Promise.resolve({ ...world.connection(), metricSources: [SOURCE] }),
  };
  render(
    <FakeScreen services={services}>
      <ChosenCluster
        options={{ cluster }}
        width={600}
        height={300}
        timeRange={{ from: now, to: now, raw: { from: now, to: now } }}
        replaceVariables={(text) => text.replace('$cluster', 'pve-a3')}
      />
    </FakeScreen>
  );
}

test.each(['', 'pve-a3', '$cluster', 'mimir-prod', 'prom'])('the options "%s" choose the cluster', async (cluster) => {
  show(cluster);
  expect(await screen.findByRole('region', { name: 'pve-a3' })).toBeVisible();
});

test('of another name there is none, and those that there are are named', async () => {
  show('nope');
  expect(await screen.findByText('There is no Ceph cluster "nope"')).toBeVisible();
  expect(screen.getByText('Pick a Ceph cluster in the panel options: pve-a3.')).toBeVisible();
});

test('without any cluster it says how to get one', async () => {
  show('', false);
  expect(await screen.findByText('No Ceph chosen')).toBeVisible();
});

test('a silent source is unknown and not "no Ceph"', async () => {
  world.silent = { code: 'timeout' };
  show('');
  expect(await screen.findByText('Unknown: no answer')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Retry' })).toBeEnabled();
  expect(screen.queryByText('No Ceph chosen')).toBeNull();
});
