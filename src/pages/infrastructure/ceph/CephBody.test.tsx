import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setChromeHeaderHeightHook } from '@grafana/runtime';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';

import { CEPH_NOW_MS, cephView, manyHosts } from '../../../core/products/ceph/testData';
import type { CephView } from '../../../core/products/ceph/view';
import { FakeRounds } from '../../../ui/round/fakeRounds';
import { FakeScreen } from '../../../ui/round/fakeScreen';
import { initTexts } from '../../../ui/t';
import { CephBody } from './CephBody';

// Grafana's own links need the router that it brings along.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  TextLink: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

let world: FakeRounds;
let again: jest.Mock;

beforeAll(async () => {
  const observer = { observe: jest.fn(), unobserve: jest.fn(), disconnect: jest.fn() };
  Object.assign(globalThis, { ResizeObserver: jest.fn(() => observer), IntersectionObserver: jest.fn(() => observer) });
  setChromeHeaderHeightHook(() => 0);
  await initTexts();
});
beforeEach(() => {
  world = new FakeRounds();
  world.nowMs = CEPH_NOW_MS;
  again = jest.fn();
});

async function show(changes: Partial<CephView> = {}, path = '/') {
  const view = cephView(changes);
  render(
    <MemoryRouter initialEntries={[path]}>
      <FakeScreen services={world.services}>
        <CephBody view={view} again={again} />
      </FakeScreen>
    </MemoryRouter>
  );
  await act(async () => Promise.resolve());
}

const figure = (label: string) => screen.getByText(label, { selector: 'dt' }).parentElement;
const section = (name: RegExp) => screen.getByRole('region', { name });

test('the figures of a morning on which an OSD is missing', async () => {
  await show();
  expect(figure('OSD up')).toHaveTextContent('23 of 241 missing');
  expect(figure('Raw used')).toHaveTextContent(/^Raw used71 %Passof 80\.3.TiB$/);
  expect(figure('Can still be written')).toHaveTextContent(/4\.3 TiBPassto pool vm$/);
  expect(figure('Nearfull in')).toHaveTextContent('34 d24 Dec26 to 46 d');
  expect(figure('If one host fails')).toHaveTextContent('96 % fullToo fullpve-a1, limit 90 %');
  expect(figure('Placement groups')).toHaveTextContent('100 % cleanPass641 of 641');
});

test.each<[string, Partial<CephView['figures']>, string]>([
  ['Raw used', { rawUsed: { value: null, verdict: 'unknown', usedBytes: null, totalBytes: null } }, '?Unknownof ?'],
  ['OSD up', { osds: { value: null, verdict: 'unknown', expected: null, missing: 0 } }, '? of ?Unknown'],
  ['Can still be written', { writable: { value: null, verdict: 'unknown', of: null } }, '?Unknown'],
  [
    'Placement groups',
    { pgs: { value: 0.998, verdict: 'warn', clean: 640, total: 641 } },
    '99 % cleanWarning640 of 641',
  ],
])('%s that is not known or not whole says so', async (label, figures, text) => {
  await show({ figures: { ...cephView().figures, ...figures } });
  expect(figure(label)).toHaveTextContent(text);
});

test.each<[CephView['capacity']['forecast'], string]>([
  [{ state: 'flat', days: 60 }, 'flatPass'],
  [{ state: 'falls', days: 60 }, 'fallsPass'],
  [{ state: 'too-little', days: 3, needed: 14 }, '?PassNo forecast: too little history, 3 of 14 days'],
])('of %j there is no number of days', async (forecast, text) => {
  const view = cephView();
  await show({
    capacity: { ...view.capacity, forecast },
    figures: { ...view.figures, nearfullIn: { value: null, verdict: 'pass' } },
  });
  expect(figure('Nearfull in')).toHaveTextContent(text);
});

test('why: our checks in words, then those of Ceph by name with a link to its documentation', async () => {
  await show({
    reported: [
      { name: 'OSD_NEARFULL', severity: 'HEALTH_WARN', sinceMs: CEPH_NOW_MS - 86_400_000, muted: false },
      { name: 'PG_DAMAGED', severity: 'HEALTH_ERR', sinceMs: null, muted: true },
    ],
  });
  const rows = within(section(/^Why 4/)).getAllByRole('listitem');
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^WarningOSDs uposd\.17 on pve-a3 vanishedsince 17 NovOSDs by host$/),
    expect.stringContaining('osd.8 is 83 % full'),
    expect.stringMatching(/^WarningOSD_NEARFULLCeph reports it\.since 19 Nov/),
    expect.stringMatching(/^FailPG_DAMAGEDCeph reports it; somebody muted it there\./),
  ]);
  expect(screen.getAllByRole('link', { name: 'Ceph documentation' })[0]).toHaveAttribute(
    'href',
    'https://docs.ceph.com/en/latest/rados/operations/health-checks/#osd-nearfull'
  );
});

test('no reason is calm only where the cluster passes', async () => {
  await show({ attention: [], verdict: 'pass' });
  expect(screen.getByText('Every check passes, and Ceph reports nothing.')).toBeVisible();
});

test('where no check says anything, nothing is calm', async () => {
  await show({ attention: [], verdict: 'unknown' });
  expect(within(section(/^Why/)).getByText('No check says anything.')).toBeVisible();
  expect(screen.queryByText(/Every check passes/)).toBeNull();
});

test('while a metrics source that may know of more is silent, nothing is calm', async () => {
  await show({ attention: [], verdict: 'unknown', unheard: { name: 'mimir-prod', reason: { code: 'timeout' } } });
  expect(within(section(/^Why/)).getByText(/^mimir-prod does not answer\. It may tell of this Ceph/)).toBeVisible();
  expect(screen.queryByText(/Every check passes|No check says/)).toBeNull();
});

test('a tile opens the evidence of the check that has the worst to say of it', async () => {
  await show();
  await userEvent.click(screen.getByRole('button', { name: /^osd\.17 on pve-a3/ }));
  expect(await screen.findByRole('dialog', { name: /osd\.17 on pve-a3 vanished/ })).toBeVisible();
});

test('that an OSD was removed on purpose is said for every check, and the cluster is read again', async () => {
  await show();
  await userEvent.click(await screen.findByRole('button', { name: 'It was removed on purpose' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Why?'), 'disk died, ticket 12');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Gone for good' }));
  expect(world.written.map((event) => JSON.stringify(event))).toEqual([
    expect.stringContaining('gone/*/prom|ceph_daemon=osd.17,cluster=ceph-a'),
  ]);
  expect(again).toHaveBeenCalled();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('who may not write is not offered it', async () => {
  world.canAppend = false;
  await show();
  expect(screen.getByText(/osd\.17 on pve-a3 is missing\./)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'It was removed on purpose' })).toBeNull();
});

test('a missing OSD of which nothing is known says so', async () => {
  await show({ missing: [{ id: 'osd.3', host: null, lastSeenMs: null, usedRatio: null, device: null }] });
  expect(screen.getByText('osd.3 is missing.').parentElement).toHaveTextContent('When it was last seen is not known.');
});

test.each([
  [60, manyHosts(10, 6)],
  [400, manyHosts(10, 40)],
])('%i OSDs are all there', async (count, hosts) => {
  await show({ hosts, missing: [] });
  // By role it takes half a minute.
  expect(document.querySelectorAll('button[aria-label^="osd."][aria-label*=" on store-"]')).toHaveLength(count);
});

test('without an OSD it says that none is known', async () => {
  await show({ hosts: [], missing: [] });
  expect(screen.getByText('No OSD is known.')).toBeVisible();
});

test('a pool that vanished is unknown and hatched, not empty', async () => {
  await show();
  const rows = within(screen.getByRole('table', { name: 'Pools' })).getAllByRole('row');
  expect(rows[1]).toHaveTextContent(/^Unknown.*rgw\.index.*No samples for this pool since 9 Nov, 14:20\./);
  expect(rows[2]).toHaveTextContent(/^Warning.*vm.*77.%.*14\.2.TiB42\.6.TiB4\.3.TiB\+.3\.1.TiB41\.\d.d—$/);
  const [, , , , flat] = rows;
  expect(rows.map((row) => row.textContent)).toEqual(
    expect.arrayContaining([expect.stringMatching(/cephfs\.data.*flat—$/), expect.stringMatching(/60.% of 14.TiB$/)])
  );
  expect(flat).toBeDefined();
});

test('recovery tells how the last damage was repaired, and why', async () => {
  await show();
  const recovery = section(/^Recovery/);
  expect(recovery).toHaveTextContent('Nothing to recover now. Last: 17 Nov, 02:24 to 06:51.');
  expect(within(recovery).getByText(/^4\.2.% degraded when osd\.17 left, repaired in 4 h 27 min$/)).toBeVisible();
  expect(recovery).toHaveTextContent('Flagsnone');
});

test.each<[Partial<CephView['recovery']>, RegExp]>([
  [
    { running: { bytesPerSecond: 240 * 1024 ** 2, leftSeconds: 5400 }, degraded: 12 },
    /running at 240.MiB\/s\. Done in about 1 h 30 min at this pace\./,
  ],
  [{ running: { bytesPerSecond: null, leftSeconds: null } }, /nobody tells how fast\. When it is done is not known\./],
  [{ degraded: null, misplaced: null, flags: null, last: null }, /Whether anything recovers is not known\..*Flags\?/],
  [{ degraded: 5, last: null }, /There is something to recover, and nothing recovers now\./],
  [{ flags: ['noout', 'nodeep-scrub'] }, /Flagsnoout, nodeep-scrub/],
])('recovery with %j', async (changes, text) => {
  await show({ recovery: { ...cephView().recovery, ...changes } });
  expect(section(/^Recovery/)).toHaveTextContent(text);
});

test('buckets and file systems stand there where somebody tells of them, and are not made up where nobody does', async () => {
  await show();
  expect(screen.queryByRole('region', { name: /^Buckets/ })).toBeNull();
  expect(screen.queryByRole('region', { name: /^CephFS/ })).toBeNull();
});

test('buckets with size, objects, growth and quota; file systems with their servers', async () => {
  const TIB = 1024 ** 4;
  await show({
    buckets: [
      {
        name: 'logs',
        owner: 'loki',
        sizeBytes: 2 * TIB,
        objects: 1200,
        quota: { bytes: 2.5 * TIB, usedRatio: 0.8 },
        grown30dBytes: null,
        verdict: 'warn',
      },
      { name: 'new', owner: 'ci', sizeBytes: null, objects: null, quota: null, grown30dBytes: 0, verdict: 'na' },
    ],
    filesystems: [
      { name: 'shared', activeMds: 0, standbyMds: null, usedBytes: TIB, availableBytes: null, verdict: 'fail' },
    ],
  });
  const [, logs, fresh] = within(screen.getByRole('table', { name: 'Buckets' })).getAllByRole('row');
  expect(logs).toHaveTextContent(/^Warninglogs loki2.TiB1,200\?80.% of 2\.5.TiB$/);
  expect(fresh).toHaveTextContent(/^—new ci\?\?0—$/);
  expect(within(screen.getByRole('table', { name: 'CephFS' })).getAllByRole('row')[1]).toHaveTextContent(
    /^Failshared0\?1.TiB\?$/
  );
});

test('a monitor that is out is named, and one of which nobody tells is not counted as there', async () => {
  await show({
    monitors: [
      { name: 'mon.a', inQuorum: true },
      { name: 'mon.b', inQuorum: false },
      { name: 'mon.c', inQuorum: null },
    ],
    managers: [],
    slowOps: { value: 12, verdict: 'fail' },
    scrub: { notScrubbed: { value: null, verdict: 'warn' }, notDeepScrubbed: { value: null, verdict: 'na' } },
  });
  const daemons = section(/^Monitors and managers/);
  expect(daemons).toHaveTextContent(
    /Monitors in quorum1 of 3.*Out of quorummon\.b.*Active manager\?Standby managers\?/
  );
  expect(daemons).toHaveTextContent(/Slow operations.*12.*not scrubbed in time.*\?.*Not deep-scrubbed in time—/);
});
