/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CheckDefinition } from '../core/check/definition';
import { DELIVERY_SHOWS } from '../core/products/argocd/view';
import { CEPH_SHOWS } from '../core/products/ceph/shows';
import { PRODUCT_IDS } from '../core/products/ids';
import { PRODUCTS } from '../core/products/products';
import { BACKUP_SERVER_SHOWS } from '../core/products/proxmox-backup/backupServerView';
import { CLUSTER_SHOWS } from '../core/products/proxmox-ve/view';
import type { Shows } from '../core/products/shows';
import { builtin } from './builtin.gen';
import { measuresFor } from './measures';

const SHOWS = {
  'proxmox-ve': CLUSTER_SHOWS,
  'proxmox-backup': BACKUP_SERVER_SHOWS,
  argocd: DELIVERY_SHOWS,
  ceph: CEPH_SHOWS,
};

function shownBy(shows: Shows): CheckDefinition[] {
  return builtin.checks.filter(({ kind, query, pack }) =>
    shows === CEPH_SHOWS ? kind === 'prometheus' && pack === 'ceph' : measuresFor(kind)?.get(query)?.shows === shows
  );
}

/** What was guessed from measures and ids before packs said it: tabs of a cluster; all other checks are on its overview. */
const TABS = {
  guests: [
    'backup.pve-jobs',
    'backup.not-covered',
    'backup.excluded-disks',
    'backup.guest-age',
    'backup.guest-never',
    'proxmox.guest-known',
    'proxmox.guest-running',
    'proxmox.guest-locked',
    'proxmox.guest-idle',
    'proxmox.guest-oversized',
    'proxmox.guest-memory',
    'proxmox.guest-cpu',
  ],
  storage: [
    'proxmox.storage',
    'proxmox.storage-active',
    'proxmox.storage-full-in',
    'proxmox.storage-thin',
    'proxmox.ceph-health',
    'proxmox.ceph-osds',
    'proxmox.ceph-used',
    'proxmox.ceph-pgs',
    'proxmox.ceph-monitors',
  ],
  // Parts of the page of a Ceph.
  capacity: ['ceph.capacity', 'ceph.capacity-shrank', 'ceph.days-to-full'],
  osds: ['ceph.host-fails', 'ceph.osd-down', 'ceph.osd-out', 'ceph.osd-nearfull', 'ceph.osd-imbalance'],
  recovery: ['ceph.flags', 'ceph.pg-unclean', 'ceph.pg-inactive', 'ceph.recovery-stuck'],
  pools: ['ceph.pool-usage'],
  buckets: ['ceph.bucket-quota', 'ceph.bucket-growth'],
  filesystems: ['ceph.fs-mds', 'ceph.fs-degraded'],
  daemons: ['ceph.mon-quorum', 'ceph.mon-down', 'ceph.mgr-standby', 'ceph.slow-ops', 'ceph.scrub-debt'],

  snapshots: ['proxmox.old-snapshots', 'proxmox.snapshot-count', 'proxmox.snapshot-memory'],
  ha: [
    'proxmox.ha-error',
    'proxmox.ha-passage',
    'proxmox.ha-manager',
    'proxmox.ha-manager-state',
    'proxmox.ha-fencing',
    'proxmox.replication-failures',
    'proxmox.replication-lag',
  ],
  updates: [
    'proxmox.package-updates',
    'proxmox.updates',
    'proxmox.reboot-due',
    'proxmox.version-skew',
    'proxmox.end-of-life',
    'proxmox.certificate',
    'proxmox.certificate-life',
    'proxmox.subscription',
  ],
  access: [
    'access.pve-admin-2fa',
    'access.pve-2fa',
    'access.pve-locked-out-tokens',
    'access.pve-token-expiry',
    'access.pve-admin-token',
    'access.pve-firewall',
    'access.pve-firewall-policy',
    'access.pve-node-firewall',
  ],
};

/** Figures and columns; the first check of a figure is the one whose evidence it opens. */
const FIGURES: Readonly<Record<keyof typeof SHOWS, Record<string, string[]>>> = {
  'proxmox-ve': {
    quorum: ['proxmox.quorum'],
    online: ['proxmox.node-status'],
    version: ['proxmox.version-skew', 'proxmox.end-of-life'],
    guests: ['proxmox.guest-known', 'proxmox.guest-running', 'proxmox.guest-locked'],
    cpu: ['proxmox.node-cpu'],
    memory: ['proxmox.node-memory'],
    'memory-allocated': ['proxmox.memory-overcommit'],
    root: ['proxmox.node-root'],
    'io-wait': ['proxmox.node-io-wait'],
    'node-fails': ['proxmox.node-fails'],
    tasks: ['proxmox.task-errors', 'proxmox.tasks-running'],
    'storage-used': ['proxmox.storage'],
    'storage-thin': ['proxmox.storage-thin'],
    'backup-age': ['backup.guest-age'],
    'backup-never': ['backup.guest-never'],
    packages: ['proxmox.package-updates', 'proxmox.reboot-due'],
    subscription: ['proxmox.subscription'],
    firewall: ['access.pve-firewall', 'access.pve-firewall-policy'],
    'node-firewall': ['access.pve-node-firewall'],
    health: ['proxmox.ceph-health'],
    osds: ['proxmox.ceph-osds'],
    osd: ['proxmox.ceph-osds'],
    'raw-used': ['proxmox.ceph-used'],
    pgs: ['proxmox.ceph-pgs'],
    monitor: ['proxmox.ceph-monitors'],
    'storage-full-in': ['proxmox.storage-full-in'],
  },
  'proxmox-backup': {
    'datastore-used': ['pbs.datastore-usage'],
    'full-in': ['pbs.datastore-full-in'],
    'failed-tasks': ['pbs.task-errors', 'pbs.tasks-running'],
  },
  argocd: {
    unhealthy: ['argocd.unhealthy'],
    'sync-failed': ['argocd.operation-failed'],
    hydration: ['argocd.hydration-failed', 'argocd.hydrating'],
    'out-of-sync': ['argocd.out-of-sync'],
    'drift-age': ['argocd.drift-age'],
    'sync-running': ['argocd.operation-running'],
    conditions: ['argocd.conditions'],
    'auto-sync': ['argocd.auto-sync'],
    rollback: ['argocd.rollback-ready'],
    clusters: ['argocd.cluster-reachable'],
  },
  ceph: {
    health: ['ceph.health'],
    osds: ['ceph.osd-down'],
    osd: ['ceph.osd-down', 'ceph.osd-out', 'ceph.osd-nearfull', 'ceph.osd-imbalance'],
    'raw-used': ['ceph.capacity'],
    'nearfull-in': ['ceph.days-to-full'],
    'host-fails': ['ceph.host-fails'],
    pgs: ['ceph.pg-unclean', 'ceph.pg-inactive'],
    pool: ['ceph.pool-usage'],
    bucket: ['ceph.bucket-quota', 'ceph.bucket-growth'],
    filesystem: ['ceph.fs-mds', 'ceph.fs-degraded'],
    monitor: ['ceph.mon-down'],
    'slow-ops': ['ceph.slow-ops'],
    scrub: ['ceph.scrub-debt'],
  },
};

/** Beside a guest's name: what is wrong, and that it is not known. */
const SHORT: Readonly<Record<string, CheckDefinition['short']>> = {
  'backup.not-covered': { wrong: 'in no backup job', unknown: 'backup job unknown' },
  'backup.excluded-disks': { wrong: 'a disk is not backed up', unknown: 'backup job unknown' },
  'backup.guest-age': { wrong: 'backup too old', unknown: 'backups unknown' },
  'backup.guest-never': { wrong: 'never backed up', unknown: 'backups unknown' },
  'proxmox.guest-known': { wrong: 'stands still', unknown: 'no status' },
  'proxmox.guest-running': { wrong: 'does not run', unknown: 'start on boot unknown' },
  'proxmox.guest-locked': { wrong: 'locked', unknown: 'lock of unknown age' },
  'proxmox.guest-idle': { wrong: 'idle for 30 days', unknown: 'use unknown' },
  'proxmox.guest-oversized': { wrong: 'uses little memory', unknown: 'use unknown' },
  'proxmox.guest-memory': { wrong: 'memory tight', unknown: 'use unknown' },
  'proxmox.guest-cpu': { wrong: 'CPU tight', unknown: 'use unknown' },
};

const EXPIRY = ['cert.expiry', 'cert.manager-expiry', 'cert.ingress-expiry'];

/** Lines of the overview: product, label, and figures with their words, what they show and of which checks. */
const SYSTEMS = [
  [
    'ceph',
    ['cluster', 'fsid'],
    ['osds', 'OSD up', 'passing', ['ceph.osd-down']],
    ['raw-used', 'Raw used', 'worst', ['ceph.capacity']],
    ['nearfull-in', 'Nearfull in', 'worst', ['ceph.days-to-full']],
    ['host-fails', 'If one host fails', 'worst', ['ceph.host-fails']],
    ['pgs-unclean', 'PG unclean', 'worst', ['ceph.pg-unclean']],
  ],
  [
    'certificates',
    undefined,
    ['watched', 'Watched', 'all', EXPIRY],
    ['expiring', 'Expiring', 'bad', EXPIRY],
    ['not-ready', 'Not ready', 'bad', ['cert.manager-ready']],
    ['next-expiry', 'Next expiry', 'soonest', EXPIRY],
  ],
  [
    'flux',
    undefined,
    ['resources-failing', 'Not ready', 'bad', ['flux.ready']],
    ['controllers-failing', 'Controllers failing', 'bad', ['flux.reconcile-failures']],
  ],
  [
    'kubernetes',
    'cluster',
    ['nodes', 'Nodes', 'passing', ['k8s.node-ready']],
    ['pods-stuck', 'Pods stuck', 'bad', ['k8s.pods-not-ready']],
    ['memory-asked', 'Memory asked', 'worst', ['k8s.memory-commit']],
    ['restarting', 'Restarting', 'bad', ['k8s.restarts', 'k8s.crashloop']],
  ],
];

describe('the built-in packs say what the code guessed before', () => {
  it('of the tab of every check of a cluster', () => {
    const guessed = new Map(Object.entries(TABS).flatMap(([tab, ids]) => ids.map((id) => [id, tab] as const)));
    const said = builtin.checks.map(({ id, place }) => [id, place]);
    expect(said).toEqual(builtin.checks.map(({ id }) => [id, guessed.get(id)]));
  });

  it.each(Object.keys(SHOWS) as Array<keyof typeof SHOWS>)('of every figure of %s', (product) => {
    const checks = shownBy(SHOWS[product]);
    const said = SHOWS[product].figures.map((figure) => [
      figure,
      checks.flatMap(({ id, figures }) => (figures?.includes(figure) === true ? [id] : [])),
    ]);
    expect(Object.fromEntries(said)).toEqual(FIGURES[product]);
  });

  it('of the words beside the name of a guest', () => {
    const said = builtin.checks.flatMap(({ id, short }) => (short === undefined ? [] : [[id, short] as const]));
    expect(Object.fromEntries(said)).toEqual(SHORT);
  });

  it('of what nobody has to allow', () => {
    expect(builtin.checks.flatMap(({ id, optional }) => (optional ? [id] : []))).toEqual(['proxmox.updates']);
  });

  it('of the lines of the overview', () => {
    const said = builtin.systems.map(({ product, by, figures }) => [
      product,
      by,
      ...figures.map(({ id, title, show, of }) => [id, title, show, of]),
    ]);
    expect(said).toEqual(SYSTEMS);
  });
});

describe('what a page asks for', () => {
  it.each(Object.entries(SHOWS))('is fed by a check, every place and figure of %s', (_product, shows) => {
    const checks = shownBy(shows);
    const isFed = (figure: string) => checks.some(({ figures }) => figures?.includes(figure));
    const isNamed = (place: string) => checks.some((check) => check.place === place);
    expect([
      ...shows.figures.filter((figure) => !isFed(figure)),
      ...shows.places.filter((one) => !isNamed(one)),
    ]).toEqual([]);
  });

  it('is described: each place and figure stands in docs/writing-packs.md, and none that is not there', () => {
    const text = readFileSync(join(__dirname, '../../docs/writing-packs.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(?:pve\/\*|pbs\/\*|argocd\/\*|ceph)` *\|(.*)\|(.*)\|.*\|$/gm)];
    const named = rows.map((cells) =>
      cells.slice(1).map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name))
    );
    expect(named).toEqual(Object.values(SHOWS).map(({ places, figures }) => [places, figures]));
  });

  it('has one pack for every product that is seen through metrics', () => {
    // Backups are seen through all products at once.
    const seenThroughMetrics = PRODUCT_IDS.filter((id) => PRODUCTS[id] === null && id !== 'backups');
    expect(builtin.systems.map(({ product }) => product).sort()).toEqual([...seenThroughMetrics].sort());
  });

  const SOURCE = join(__dirname, '..');
  /** Tests and made-up data, that of the reference report included. */
  const isOfTests = /\.test\.tsx?$|\/(fixtures|testData|fake|reference)/;
  const ids = new Set(builtin.checks.map(({ id }) => id));

  /** Ids of checks that stand in code as a text of their own; keys of the interface's strings are none. */
  function checksNamedIn(code: string): string[] {
    const literals = code.replace(/\b(?:t|plural)\(\s*'[^']*'/g, '').matchAll(/['"`]([a-z0-9]+\.[a-z0-9-]+)['"`]/g);
    return [...literals].flatMap(([, text = '']) => (ids.has(text) ? [text] : []));
  }

  /** Whether a view picks checks by what they ask instead of by what they feed. */
  function picksByMeasure(code: string): boolean {
    return /definition(: \{|\.)\s*query\b|['"`](pve|pbs|argocd)\/[a-z]|\^(pve|pbs|argocd)\\\./.test(code);
  }

  function codeOf(...rooms: string[]): Array<{ file: string; code: string }> {
    return rooms
      .flatMap((room) =>
        readdirSync(join(SOURCE, room), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name))
      )
      .filter((file) => !isOfTests.test(file))
      .map((file) => ({ file: relative(SOURCE, file), code: readFileSync(file, 'utf8') }));
  }

  it('is never a check by its id', () => {
    expect(checksNamedIn(`if (id === 'proxmox.quorum') t('pbs.root', "x", \`ceph.capacity\`)`)).toEqual([
      'proxmox.quorum',
      'ceph.capacity',
    ]);
    const rooms = codeOf('core', 'sources', 'pages', 'panels', 'datasources', 'ui', 'pdf', 'cli');
    expect(rooms.length).toBeGreaterThan(300);
    expect(rooms.flatMap(({ file, code }) => checksNamedIn(code).map((id) => `${file}: ${id}`))).toEqual([]);
  });

  it('is never a check by its measure, which only the measures of a product name', () => {
    expect(picksByMeasure(`checks.filter(({ definition }) => definition.query === measure)`)).toBe(true);
    expect(picksByMeasure(`const MEASURES = /^pve\\.(firewall)$/`)).toBe(true);
    expect(picksByMeasure(`joined.of('pve/quorum')`)).toBe(true);
    const views = codeOf('core/products', 'pages', 'panels', 'ui').filter(
      ({ file }) => !/\/measures(\.|\/)/.test(file)
    );
    expect(views.flatMap(({ file, code }) => (picksByMeasure(code) ? [file] : []))).toEqual([]);
  });
});
