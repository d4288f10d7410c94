/** @jest-environment node */
import { expectedDraft } from '../../acceptance/expected';
import { ACCEPTANCE_EVENTS } from '../../acceptance/event';
import { verdictMemory } from '../../acceptance/verdictMemory';
import { NO_MEMORY, type VerdictMemory } from '../../check/memory';
import type { MetricSource } from '../../check/ports';
import { checkDefinition } from '../../check/testData';
import type { Reason } from '../../check/verdict';
import type { Snapshot } from '../../inventory/read';
import { eventTags, journalCodec } from '../../journal/codec';
import type { PveCeph, PveCephOsd, PveParts } from '../proxmox-ve/parts';
import { PROXMOX_VE } from '../proxmox-ve/product';
import { productSource, type ReadStage } from '../source';
import { withProxmox } from './beside';
import { osdsToExpect } from './expectedOsds';
import { proxmoxCephSystem } from './proxmoxView';
import { proxmoxOnly, readBeside, readCluster, readClusterNamed } from './readCluster';
import { readProxmoxCephs } from './readProxmox';
import { cephView } from './testData';

const NOW_MS = Date.UTC(2026, 10, 20, 7, 31);
const FSID = '6f4c1d2e-0d0b-4e0c-9a75-3c8de1b2a790';
const signal = new AbortController().signal;

const STATUS: PveCeph = {
  fsid: FSID,
  health: 'HEALTH_OK',
  checks: [{ name: 'RECENT_CRASH', severity: 'HEALTH_WARN', message: null, muted: true }],
  osds: { total: 3, up: 3, in: 3 },
  usedBytes: 40,
  totalBytes: 100,
  placementGroups: { total: 29, clean: 28 },
  monitors: { total: 3, inQuorum: 3 },
  monitorNames: [{ name: 'mon.n1', inQuorum: true }],
  objects: { total: 238, degraded: 12, misplaced: 0, unfound: 0 },
  recoveringBytesPerSecond: 1000,
};

const osd = (id: number, changes: Partial<PveCephOsd> = {}): PveCephOsd => ({
  id: `osd.${id}`,
  host: `n${id + 1}`,
  up: true,
  in: true,
  usedBytes: 40,
  totalBytes: 100,
  version: '18.2.4',
  ...changes,
});
const OSDS = [osd(0), osd(1), osd(2)];

const CHECKS = [
  checkDefinition({
    id: 'proxmox.ceph-osds',
    pack: 'proxmox',
    kind: 'proxmox',
    query: 'pve/ceph-osd-up',
    by: ['cluster', 'ceph_daemon'],
    unit: 'bool',
    op: 'lt',
    warn: undefined,
    fail: 1,
    absent: 'na',
    figures: ['osds', 'osd'],
  }),
  checkDefinition({
    id: 'proxmox.ceph-used',
    pack: 'proxmox',
    kind: 'proxmox',
    query: 'pve/ceph-used',
    by: ['cluster'],
    op: 'gt',
    warn: 0.75,
    fail: 0.85,
    absent: 'na',
    figures: ['raw-used'],
  }),
];

const read = <T>(value: T) => ({ ok: true as const, value, atMs: NOW_MS });

interface Lab {
  status?: PveCeph | null | Reason;
  osds?: readonly PveCephOsd[] | Reason;
  memory?: VerdictMemory;
  /** [cluster, fsid, OSD, host] of what the metrics tell. */
  metrics?: ReadonlyArray<readonly [string, string, string, string]> | Reason;
}

function world({ status = STATUS, osds = OSDS, memory = NO_MEMORY, metrics = [] }: Lab = {}) {
  const none = status === null;
  const snapshot: Snapshot<PveParts> = {
    ceph: status !== null && 'code' in status ? { ok: false, reason: status } : read(status),
    cephOsds: 'code' in osds ? { ok: false, reason: osds } : read(none ? null : { osds, flags: ['noout'] }),
    cephPools: read(none ? null : [{ name: 'vm', type: 'replicated', copies: 3, usedRatio: 0.41, rawBytes: 39 }]),
  };
  const inventory = {
    uid: 'pve',
    name: 'pve-a',
    read: () => Promise.resolve(snapshot as never),
    forget: () => undefined,
  };
  const ref = { uid: 'pve', name: 'pve-a', type: 'opsrounds-proxmox-datasource', isDefault: false };
  const source: MetricSource = {
    uid: 'prom',
    name: 'mimir-prod',
    query: ({ queries }) =>
      Promise.resolve(
        new Map(
          queries.map(({ refId }) => [
            refId,
            'code' in metrics
              ? { ok: false, reason: metrics }
              : {
                  ok: true,
                  executed: '',
                  series: metrics.map(([cluster, fsid, ceph_daemon, hostname]) => ({
                    labels: { cluster, fsid, ceph_daemon, hostname },
                    timesMs: [NOW_MS],
                    values: [1],
                  })),
                },
          ])
        )
      ),
  };
  const stage: ReadStage = {
    checks: CHECKS,
    clock: () => NOW_MS,
    zone: 'UTC',
    recall: () => Promise.resolve(memory),
  };
  return {
    metricSources: [source],
    sources: [productSource(PROXMOX_VE, { ref, inventory })],
    registry: {},
    packs: [],
    stage,
  };
}

const only = (lab?: Lab) => proxmoxOnly(world(lab), { signal });

describe('a Ceph that Proxmox alone tells of', () => {
  it('has what is true now, and nothing made up of what Proxmox does not tell', async () => {
    const [view] = await only();
    expect(view).toMatchObject({
      key: 'ceph pve ',
      through: 'proxmox',
      name: 'pve-a',
      verdict: 'pass',
      own: { word: 'HEALTH_OK' },
      versions: ['18.2.4'],
      reported: [{ name: 'RECENT_CRASH', muted: true }],
      figures: {
        osds: { value: 3, expected: 3, missing: 0, verdict: 'pass' },
        rawUsed: { value: 0.4, verdict: 'pass' },
        writable: { value: null, verdict: 'na' },
        nearfullIn: { value: null, verdict: 'na' },
        pgs: { clean: 28, total: 29 },
      },
      capacity: { points: [], forecast: { state: 'too-little' } },
      recovery: { degraded: 12, flags: ['noout'], running: { bytesPerSecond: 1000, leftSeconds: null } },
      pools: [
        { name: 'vm', description: 'replicated 3', used: { value: 0.41 }, storedBytes: null, writableBytes: null },
      ],
      monitors: [{ name: 'mon.n1', inQuorum: true }],
    });
    expect(view?.hosts.map(({ name, osds }) => `${name} ${osds.map(({ state }) => state).join()}`)).toEqual([
      'n1 up',
      'n2 up',
      'n3 up',
    ]);
  });

  it.each([
    ['down, and fails', osd(2, { up: false, in: false }), 'down', 'fail'],
    ['out', osd(2, { in: false }), 'out', 'pass'],
    ['not known to be up', osd(2, { up: null }), 'down', 'unknown'],
  ])('has an OSD that is %s', async (_, one, state, verdict) => {
    const [view] = await only({ osds: [osd(0), osd(1), one] });
    expect(view?.hosts.at(-1)?.osds).toEqual([expect.objectContaining({ id: 'osd.2', state, verdict })]);
  });

  it('is unknown where the OSDs cannot be read, and where Ceph counts one that has no place', async () => {
    const [dark] = await only({ osds: { code: 'timeout' } });
    expect(dark?.verdict).toBe('unknown');
    expect(dark?.figures.osds).toMatchObject({ expected: 3, verdict: 'unknown' });
    const [stray] = await only({ osds: [osd(0), osd(1)] });
    expect(stray?.verdict).toBe('unknown');
  });

  it('misses an OSD that was removed once somebody expects it', async () => {
    const [before] = await only();
    const things = before && osdsToExpect(before);
    expect(things).toMatchObject({ checkId: 'proxmox.ceph-osds', sourceUid: 'pve', labels: { cluster: 'pve-a' } });
    const draft = expectedDraft({ id: 'e', things: things!, name: 'pve-a', why: 'built so', untilMs: null });
    const codec = journalCodec([ACCEPTANCE_EVENTS]);
    const row = { id: 1, text: codec.encode(draft), tags: eventTags(draft.class, draft.list), login: 'ops' };
    const acceptances = codec.decodeRows([{ ...row, created: 1000, updated: 1000 }]);
    const memory = verdictMemory({ acceptances, rounds: { events: [], rejected: [] } }, NOW_MS);
    const status = { ...STATUS, osds: { total: 2, up: 2, in: 2 } };
    const [view] = await only({ status, osds: [osd(0), osd(1)], memory });
    expect(view?.missing.map(({ id }) => id)).toEqual(['osd.2']);
    expect(view?.figures.osds).toMatchObject({ value: 2, expected: 3, missing: 1, verdict: 'unknown' });
    expect(view?.verdict).toBe('unknown');
  });

  it('is silent when Proxmox is, and is none where the hosts have none', async () => {
    expect(await only({ status: { code: 'timeout' } })).toMatchObject([
      { silent: { code: 'timeout' }, verdict: 'unknown' },
    ]);
    expect(await only({ status: null })).toEqual([]);
  });

  it('is not well while a metrics source that may know of more does not answer', async () => {
    const lab: Lab = { metrics: { code: 'source-down' } };
    const [view] = await only(lab);
    expect(view).toMatchObject({
      verdict: 'unknown',
      unheard: { name: 'mimir-prod', reason: { code: 'source-down' } },
      figures: { osds: { verdict: 'unknown' } },
    });
    expect(view && proxmoxCephSystem(view, new Map())).toMatchObject({
      verdict: 'unknown',
      finding: 'Nobody can see whether all OSDs of pve-a are there: mimir-prod does not answer',
    });
    expect(await readCluster(world(lab), 'ceph pve ', signal)).toEqual(view);
  });

  it('has a line with the words of the pack, a page and a name in panels', async () => {
    const [view] = await only();
    const line = view && proxmoxCephSystem(view, new Map([['osds', 'OSD up']]));
    expect(line).toMatchObject({
      key: 'ceph pve ',
      product: 'ceph',
      verdict: 'pass',
      figures: [{ title: 'OSD up', value: 3, of: 3 }, { value: 0.4 }, { value: 1 }],
    });
    expect(await readCluster(world(), 'ceph pve ', signal)).toEqual(view);
    expect(await readCluster(world(), 'ceph other ', signal)).toBeNull();
    expect(await readClusterNamed(world(), 'pve-a', signal)).toEqual({ state: 'seen', view });
    expect(await readClusterNamed(world(), 'nope', signal)).toEqual({ state: 'none', clusters: ['pve-a'] });
  });
});

describe('a Ceph that metrics tell of as well', () => {
  const places = OSDS.map(({ id, host }) => [id, host ?? ''] as const);
  const told = (cluster: string, fsid: string, some = places) =>
    some.map(([id, host]) => [cluster, fsid, id, host] as const);

  it.each<[string, Lab['metrics'], boolean]>([
    ['by the fsid in its label', told('', FSID, [['osd.9', 'elsewhere']]), true],
    ['by the fsid as its name', told(FSID, '', [['osd.9', 'elsewhere']]), true],
    ['by its OSDs on the same hosts, where nothing holds the fsid', told('ceph-a', ''), true],
    [
      'although one has moved',
      told('ceph-a', '', [
        ['osd.0', 'n1'],
        ['osd.1', 'n2'],
        ['osd.2', 'n9'],
      ]),
      true,
    ],
    [
      'not by the numbers of OSDs alone',
      told('ceph-a', '', [
        ['osd.0', 'x1'],
        ['osd.1', 'x2'],
        ['osd.2', 'x3'],
      ]),
      false,
    ],
    ['not where the fsid is another one, whatever the hosts', told('ceph-a', FSID.replace('6', '7')), false],
    ['not where the metrics are silent', { code: 'timeout' }, false],
  ])('is the same one %s', async (_, metrics, isSame) => {
    expect(await only({ metrics })).toHaveLength(isSame ? 0 : 1);
    const names = metrics !== undefined && !('code' in metrics) ? metrics[0]?.[0] || metrics[0]?.[1] : '';
    const beside = await readBeside(world({ metrics }), `ceph prom ${names}`, { signal });
    expect(beside !== null).toBe(isSame);
  });

  async function besideOf(lab: Lab) {
    const [found] = await readProxmoxCephs(world(lab).sources, world(lab).stage, { signal });
    const hosts = [
      { name: 'n1', osds: [{ id: 'osd.0', state: 'up' as const, usedRatio: 0.4, verdict: 'pass' as const }] },
      { name: 'n2', osds: [{ id: 'osd.1', state: 'missing' as const, usedRatio: null, verdict: 'unknown' as const }] },
    ];
    const reported = [{ name: 'RECENT_CRASH', severity: 'HEALTH_WARN', sinceMs: null, muted: null }];
    return withProxmox(cephView({ hosts, reported }), found!);
  }

  it('says who differs about what', async () => {
    const { beside } = await besideOf({
      status: { ...STATUS, health: 'HEALTH_WARN' },
      osds: [osd(0), osd(1, { up: false }), osd(2)],
    });
    expect(beside).toEqual({
      uid: 'pve',
      name: 'pve-a',
      problem: null,
      differs: [
        { about: 'health', metrics: 'HEALTH_OK', proxmox: 'HEALTH_WARN' },
        { about: 'osd', id: 'osd.1', metrics: 'missing', proxmox: 'down' },
        { about: 'osd', id: 'osd.2', metrics: 'missing', proxmox: 'up' },
      ],
    });
  });

  it('agrees on an OSD that is gone for both, and learns who muted what', async () => {
    const { beside, reported } = await besideOf({ osds: [osd(0)] });
    expect(beside?.differs).toEqual([]);
    expect(reported).toMatchObject([{ name: 'RECENT_CRASH', muted: true }]);
  });

  it('says why Proxmox could not be asked for its OSDs', async () => {
    const { beside } = await besideOf({ osds: { code: 'not-permitted' } });
    expect(beside).toMatchObject({ problem: { code: 'not-permitted' }, differs: [] });
  });
});
