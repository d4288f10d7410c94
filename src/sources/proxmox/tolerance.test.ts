/** @jest-environment node */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Parsed } from '../grafana/proxyReader';
import {
  parseDatastoreUsage,
  parseGroups,
  parseJobs,
  parseMaintenance,
  parseNamespaces,
  parseVersionOfPbs,
} from '../proxmox-backup/datastores';
import { parseBackupJobs, parseIncluded } from '../proxmox-ve/backups';
import { parseClusterStatus, parseHa, parseVersion } from '../proxmox-ve/cluster';
import { parseAddresses, parseGuestConfig, parseGuestSnapshots } from '../proxmox-ve/guests';
import {
  parseCertificates,
  parseFirewall,
  parseNetworks,
  parsePackages,
  parseSubscription,
} from '../proxmox-ve/nodeDetails';
import { parseReplication } from '../proxmox-ve/replication';
import { parseResources } from '../proxmox-ve/resources';
import { parseRrd } from '../proxmox-ve/rrd';
import { parseAcl, parseRealmsWithFactor, parseSecondFactors, parseUsers } from './access';
import { parseSnapshotsOfPbs, parseStorageBackups } from './backups';
import { parseDisks, parseNodeStatus, parseUpdates } from './node';
import { parseCephStatus } from '../proxmox-ve/ceph';
import { parsePermissions } from './permissions';
import { parseTasks } from './tasks';

type Parser = (data: unknown) => Parsed<unknown> | null;

/** Every parser, by the path whose answers it reads. */
const PARSERS: Readonly<Record<string, Parser>> = {
  '/version': parseVersion,
  '/access/permissions': parsePermissions,
  '/access/users': parseUsers,
  '/access/tfa': parseSecondFactors,
  '/access/acl': parseAcl,
  '/access/domains': parseRealmsWithFactor,
  '/cluster/status': parseClusterStatus,
  '/cluster/resources': parseResources,
  '/cluster/ha/status/current': parseHa,
  '/cluster/ceph/status': parseCephStatus,
  '/cluster/backup': parseBackupJobs,
  '/cluster/backup/*/included_volumes': parseIncluded,
  '/cluster/firewall/options': (data) => parseFirewall(data, false),
  '/nodes/*/status': parseNodeStatus,
  '/nodes/*/certificates/info': parseCertificates,
  '/nodes/*/subscription': parseSubscription,
  '/nodes/*/apt/versions': parsePackages,
  '/nodes/*/apt/update': parseUpdates,
  '/nodes/*/disks/list': parseDisks,
  '/nodes/*/network': parseNetworks,
  '/nodes/*/firewall/options': (data) => parseFirewall(data, true),
  '/nodes/*/tasks': parseTasks,
  '/nodes/*/replication': (data) => parseReplication(data, 'node1'),
  '/nodes/*/rrddata': parseRrd,
  '/nodes/*/*/*/rrddata': parseRrd,
  '/nodes/*/*/*/config': parseGuestConfig,
  '/nodes/*/*/*/snapshot': parseGuestSnapshots,
  '/nodes/*/lxc/*/interfaces': parseAddresses,
  '/nodes/*/qemu/*/agent/network-get-interfaces': parseAddresses,
  '/nodes/*/storage/*/content': (data) => parseStorageBackups(data, 'local'),
  'pbs /version': parseVersionOfPbs,
  'pbs /status/datastore-usage': parseDatastoreUsage,
  'pbs /admin/datastore': parseMaintenance,
  'pbs /admin/datastore/*/namespace': parseNamespaces,
  'pbs /admin/datastore/*/groups': (data) => parseGroups(data, 'main'),
  'pbs /admin/datastore/*/snapshots': (data) => parseSnapshotsOfPbs(data, 'main'),
  'pbs /admin/verify': (data) => parseJobs(data, 'verify'),
};

/** Numbers that nobody can draw: NaN, infinities, amounts below 0. */
function nonsense(value: unknown, at = ''): string[] {
  if (typeof value === 'number') {
    return Number.isFinite(value) && value >= 0 ? [] : [`${at} = ${value}`];
  }
  if (value instanceof Map) {
    return [...value].flatMap(([key, one]) => nonsense(one, `${at}.${String(key)}`));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => nonsense(one, `${at}.${key}`))
    : [];
}

/** Names that answers use, so that what is made up comes near to what is read. */
const FIELDS = ['id', 'type', 'node', 'name', 'vmid', 'status', 'storage', 'cpu', 'maxmem', 'uptime', 'upid', 'time']
  .concat(['starttime', 'endtime', 'userid', 'tokens', 'entries', 'path', 'ugid', 'roleid', 'children', 'volid'])
  .concat(['ctime', 'size', 'verification', 'store', 'total', 'gc-status', 'backup-type', 'backup-id', 'backup-time'])
  .concat(['last-backup', 'ns', 'memory', 'loadavg', 'scsi0', 'net0', 'agent', 'result', 'ip-addresses', 'devpath'])
  .concat(['wearout', 'iface', 'filename', 'notafter', 'nextduedate', 'Package', 'Version', 'snaptime', 'guest']);
const scalar = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, 'NaN', '-1', '1e999', 'qemu', 'node', 'cluster', 'service', 'vm', '1', '-0x1')
);
const answer = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, scalar, tie('list'), tie('object')),
  list: fc.array(tie('any'), { maxLength: 6 }),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), tie('any'), { maxKeys: 12 }),
})).any;

describe.each(Object.entries(PARSERS))('answers to %s', (_, parse) => {
  it('never throw and never give a number that nobody can draw, whatever they are', () => {
    fc.assert(
      fc.property(answer, (data) => {
        expect(nonsense(parse(data)?.value)).toEqual([]);
      }),
      { numRuns: 300 }
    );
  });

  it.each([undefined, null, 'text', 7, true])('are not understood when they are %p', (data) => {
    expect(parse(data)).toBeNull();
  });
});

const FIXTURES = path.resolve(__dirname, '../../../../shared/data/proxmox/fixtures');

interface Payload {
  path: string;
  status: number;
  data: unknown;
}

function payloads(file: string): Payload[] {
  const read = JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8')) as {
    fixtures?: Array<{ path: string; status: number; body: { data?: unknown } }>;
    body?: { data?: unknown };
  };
  const single = { path: file.includes('qemu') ? '/nodes/n/qemu/1/rrddata' : '/nodes/n/rrddata', status: 200 };
  return read.fixtures === undefined
    ? [{ ...single, data: read.body?.data }]
    : read.fixtures.map(({ path: at, status, body }) => ({ path: at, status, data: body?.data }));
}

function parserOf(at: string): Parser | undefined {
  const plain = at.split('?')[0] ?? '';
  const fits = (pattern: string) => new RegExp(`^${pattern.replace(/\*/g, '[^/]+')}$`).test(plain);
  return Object.entries(PARSERS).find(([pattern]) => fits(pattern))?.[1];
}

const present = existsSync(FIXTURES);
if (!present) {
  console.error(`Payloads of other clients are not checked: ${FIXTURES} is not here.`);
}

(present ? describe : describe.skip)("payloads of other clients' tests", () => {
  const files = present ? readdirSync(FIXTURES).filter((file) => file.endsWith('.json')) : [];
  const all = files.flatMap((file) => payloads(file).map((one) => ({ file, ...one })));
  const ours = all.filter(({ path: at, status }) => status === 200 && parserOf(at) !== undefined);

  it('cover most of what is read of a Proxmox VE', () => {
    const covered = new Set(ours.map(({ path: at }) => parserOf(at)));
    expect(covered.size).toBeGreaterThan(20);
  });

  it('go through every parser, whether meant for it or not', () => {
    for (const { path: at, data } of all) {
      for (const [pattern, parse] of Object.entries(PARSERS)) {
        expect([at, pattern, nonsense(parse(data)?.value)]).toEqual([at, pattern, []]);
      }
    }
  });

  it('are understood where the shape is the one of a real server', () => {
    const refused = ours.filter(({ path: at, data }) => {
      const read = parserOf(at)?.(data);
      return read === null || read === undefined || read.partial !== undefined;
    });
    // Invented by their authors: second factors without entries, a status without figures, images in a list of backups.
    expect([...new Set(refused.map(({ path: at }) => at))].sort()).toEqual([
      '/access/tfa',
      '/nodes/cinode/status',
      '/nodes/cinode/storage/cidata/content',
      '/nodes/node1/storage/local/content',
    ]);
  });
});
