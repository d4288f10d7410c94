import { render, screen } from '@testing-library/react';

import { cephView, manyHosts } from '../../core/products/ceph/testData';
import type { CephView as View } from '../../core/products/ceph/view';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ZoneProvider } from '../../ui/zone';
import { CephView } from './CephView';

const SMALL = { width: 330, height: 200 };
const LARGE = { width: 680, height: 260 };
const TINY = { width: 250, height: 104 };

beforeAll(initTexts);

function show(size: { width: number; height: number }, changes: Partial<View> = {}) {
  render(
    <ServicesProvider services={new FakeRounds().services}>
      <ZoneProvider value="Europe/Berlin">
        <CephView view={cephView(changes)} size={size} isReading={false} />
      </ZoneProvider>
    </ServicesProvider>
  );
  return screen.getByRole('region', { name: 'ceph-a' });
}

const tiles = () => screen.getAllByRole('link', { name: /^osd\.\d+ on / });

test('small: the reason, all OSDs, and what is left', () => {
  const panel = show(SMALL);
  expect(screen.getByRole('link', { name: /osd\.17 on pve-a3 vanished/ })).toHaveTextContent(
    'osd.17 on pve-a3 vanished'
  );
  expect(tiles()).toHaveLength(24);
  expect(panel).toHaveTextContent(/Raw used71.%Can be written4\.3.TiBNearfull in34\.2.d/);
  expect(panel).toHaveTextContent('1 more finding');
  expect(screen.queryByRole('img', { name: /Raw space used/ })).toBeNull();
});

test('large: both verdicts, and the forecast', () => {
  const panel = show(LARGE);
  expect(panel).toHaveTextContent('osd.17 on pve-a3 vanished. Ceph says HEALTH_OK; Ops Rounds does not.');
  expect(panel).toHaveTextContent(/OSD up23 of 24Raw used71.%PG clean100.%/);
  expect(screen.getByRole('img', { name: /Raw space used/ })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open ceph-a' })).toHaveAttribute(
    'href',
    '/a/opsrounds-ops-app/infrastructure/ceph/ceph%20prom%20ceph-a'
  );
});

test('of what does not fit the worst hosts are there, and the rest is counted', () => {
  const panel = show(TINY);
  expect(tiles()[0]).toHaveAccessibleName(/on pve-a3/);
  expect(panel).toHaveTextContent('2 hosts not shown');
});

test('400 OSDs are tiles without numbers', () => {
  show(LARGE, { hosts: manyHosts(10, 40) });
  expect(tiles()).toHaveLength(400);
  expect(tiles()[0]).toHaveTextContent(/^$/);
});

test('calm only where the cluster passes', () => {
  expect(show(SMALL, { attention: [], verdict: 'pass' })).toHaveTextContent('Nothing about ceph-a needs attention');
});

test('where no check says anything nothing is calm, and numbers that nobody knows are ?', () => {
  const { figures, capacity } = cephView();
  const panel = show(SMALL, {
    attention: [],
    verdict: 'unknown',
    hosts: [],
    capacity: { ...capacity, forecast: { state: 'too-little', days: 0, needed: 14 } },
    figures: {
      ...figures,
      rawUsed: { ...figures.rawUsed, value: null, verdict: 'unknown' },
      writable: { value: null, verdict: 'unknown', of: null },
      nearfullIn: { value: null, verdict: 'unknown' },
    },
  });
  expect(panel).toHaveTextContent('No check says anything about ceph-a');
  expect(panel).toHaveTextContent('Raw used?Can be written?Nearfull in?');
});

test('what does not grow is flat', () => {
  const { capacity, figures } = cephView();
  const panel = show(SMALL, {
    capacity: { ...capacity, forecast: { state: 'flat', days: 60 } },
    figures: { ...figures, nearfullIn: { value: null, verdict: 'pass' } },
  });
  expect(panel).toHaveTextContent('Nearfull inflat');
});
