/** @jest-environment node */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { misfits, type ApiSchema, type Dialect, type Misfit, type PathSchema } from './conformance';
import { PBS_ENDPOINTS, startPbs, type PbsSimulator } from './pbs/start';
import { guardedEndpoints } from './pve/dangerous';
import { ENDPOINTS } from './pve/dispatch';
import type { Endpoint, Needs } from './pve/endpoint';
import type { PveVersion } from './pve/permissions';
import { startPve, type PveSimulator } from './pve/start';

// Thousands of rows are walked through.
jest.setTimeout(120_000);

const NOW = Date.parse('2026-11-20T08:30:00+01:00');
const FOLDER = path.join('/work', 'shared', 'data', 'proxmox', 'schema');
const isThere = existsSync(FOLDER);
if (!isThere) {
  console.warn(`skipped: the official API schemas are not in ${FOLDER}`);
}

function schemaOf(name: string): ApiSchema {
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}-get.json`), 'utf8')) as ApiSchema;
}

/**
 * Fields that real servers send and the schemas leave out (the schema of 7.4 leaves out most): what is sent is known from
 * the servers' code, see the research. Last part of a field's place by path.
 */
const SENT_ALL_THE_SAME: Readonly<Record<string, string>> = {
  '/cluster/backup':
    'type enabled schedule storage comment mode compress all exclude next-run notes-template prune-backups vmid',
  '/cluster/resources': 'template netin netout diskread diskwrite tags shared sdn',
  '/nodes': 'id type disk maxdisk',
  '/nodes/{node}/status': 'wait idle uptime mhz user_hz hvm flags swap ksm kversion',
  '/nodes/{node}/qemu': 'cpu mem disk netin netout diskread diskwrite template',
  '/nodes/{node}/lxc': 'cpu mem disk netin netout diskread diskwrite type template',
  '/nodes/{node}/qemu/{vmid}/snapshot': 'running digest',
  '/nodes/{node}/lxc/{vmid}/snapshot': 'running digest',
  '/nodes/{node}/qemu/{vmid}/status/current': 'cpu mem disk netin netout diskread diskwrite',
  '/nodes/{node}/lxc/{vmid}/status/current': 'cpu mem disk netin netout diskread diskwrite',
  '/nodes/{node}/disks/list': 'type wearout rpm by_id_link osdid-list',
  '/nodes/{node}/network': 'bridge_stp bridge_fd',
  '/nodes/{node}/replication':
    'type jobnum guest source target schedule vmtype last_try last_sync next_sync duration fail_count error',
  '/nodes/{node}/storage/{storage}/content': 'content subtype',
  '/nodes/{node}/tasks/{upid}/status': 'pstart',
};

/** What does not fit and is not known to be sent all the same, as words. */
function surprises(endpoint: string, answer: unknown, { returns }: PathSchema, dialect: Dialect): string[] {
  const known = SENT_ALL_THE_SAME[endpoint]?.split(' ') ?? [];
  return misfits(answer, returns, dialect)
    .filter(({ at, kind }) => kind !== 'undeclared' || !known.includes(at.split(/[.\]]+/).at(-1) ?? ''))
    .map(({ at, kind }) => `${kind} ${at}`);
}

describe('the checker', () => {
  const schema = {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        used: { type: 'integer', optional: 1 },
        flag: { type: 'boolean', optional: 1 },
        'net[n]': { type: 'string', optional: 1 },
        kind: { type: 'string', optional: 1, enum: ['a', 'b'] },
      },
    },
  };
  const kinds = (value: unknown, dialect: Dialect = 'perl') =>
    misfits(value, schema, dialect).map(({ at, kind }: Misfit) => `${kind} ${at}`);

  it('finds what is missing, wrong, not in a list or not declared', () => {
    expect(kinds([{ name: 'x', used: 3, flag: 1, net0: 'virtio', kind: 'a' }])).toEqual([]);
    expect(kinds([{}])).toEqual(['missing [].name']);
    expect(kinds({ name: 'x' })).toEqual(['type ']);
    expect(
      kinds([
        { name: 'x', used: 1.5 },
        { name: 'x', used: 'many' },
      ])
    ).toEqual(['type [].used']);
    expect(kinds([{ name: 'x', flag: 2 }])).toEqual(['type [].flag']);
    expect(kinds([{ name: 'x', kind: 'c' }])).toEqual(['enum [].kind']);
    expect(kinds([{ name: 'x', nmae: 'y' }])).toEqual(['undeclared [].nmae']);
    expect(kinds([{ name: null }])).toEqual(['type [].name']);
  });

  it('takes numbers as text from Perl and not from Rust', () => {
    expect(kinds([{ name: 7, used: '3', flag: '0' }])).toEqual([]);
    expect(kinds([{ name: 7, used: '3', flag: 1 }], 'rust')).toEqual(['type [].name', 'type [].used', 'type [].flag']);
  });
});

const describeWithSchemas = isThere ? describe : describe.skip;
const isGuarded = (endpoint: Endpoint) => guardedEndpoints.includes(endpoint) || endpoint.path.includes('file-restore');

describeWithSchemas.each(['7.4', '8.4', '9.1'] as const)('Proxmox VE %s', (version: PveVersion) => {
  let server: PveSimulator;
  const schema = isThere ? schemaOf(`pve-${version}`) : { get: {} };
  const endpoints = ENDPOINTS.filter(({ versions }) => versions?.includes(version) ?? true);
  const get = async (address: string) => {
    const { user, tokenId, tokenSecret } = server.tokens.administrator;
    const headers = { authorization: `PVEAPIToken=${user}!${tokenId}=${tokenSecret}` };
    const response = await fetch(`${server.url}/api2/json${address}`, { headers });
    return { status: response.status, data: ((await response.json()) as { data: unknown }).data };
  };

  beforeAll(async () => {
    server = await startPve({ version, now: () => NOW });
  });
  afterAll(() => server.close());

  /** Addresses that stand for a path: of every node, of some guests of its kind, of storages and jobs. */
  const addresses = async (template: string): Promise<string[]> => {
    const kind = template.includes('/lxc/') ? 'lxc' : 'qemu';
    const able = server.cluster.guests.filter(
      (guest) => guest.kind === kind && guest.status === 'running' && (kind === 'lxc' || guest.agent)
    );
    const interesting = server.cluster.guests.filter(
      (guest) => guest.kind === kind && [110, 200, 305].includes(guest.vmid)
    );
    const agents = template.includes('/agent/') || template.endsWith('/interfaces');
    const guests = agents ? able.slice(0, 4) : [...able.slice(0, 4), ...interesting];
    const nodes = server.cluster.hosts.map(({ node }) => node.name);
    const [task] = (await get(`/nodes/${nodes[0]}/tasks`)).data as Array<{ upid: string }>;
    const filled = template.includes('{vmid}')
      ? guests.map(({ node, vmid }) => template.replace('{node}', node).replace('{vmid}', String(vmid)))
      : template.includes('{upid}')
        ? [template.replace('{node}', nodes[0] ?? '').replace('{upid}', encodeURIComponent(task?.upid ?? ''))]
        : template.includes('{node}')
          ? nodes.map((node) => template.replace('{node}', node))
          : [template];
    const query = template.endsWith('/rrddata') ? '?timeframe=month' : '';
    return filled.flatMap((address) =>
      (address.includes('{storage}') ? ['vm-disks', 'local', 'pbs-1', 'iso'] : ['']).flatMap((storage) =>
        (address.includes('{id}') ? server.cluster.protection.jobs.map(({ id }) => id) : ['']).map(
          (id) => `${address.replace('{storage}', storage).replace('{id}', id)}${query}`
        )
      )
    );
  };

  it('has only paths, parameters and privileges that the version has', () => {
    for (const { path: template, parameters = [], needs, needsIn } of endpoints) {
      const official = schema.get[template];
      expect([template, official !== undefined]).toEqual([template, true]);
      const names = Object.keys(official?.parameters.properties ?? {});
      expect([template, parameters.filter((name) => !names.includes(name))]).toEqual([template, []]);
      const mine = needsIn?.[version] ?? needs;
      expect([template, words(mine)]).toEqual([template, officialNeeds(official) ?? words(mine)]);
    }
  });

  it("answers every path in the version's shape", async () => {
    for (const endpoint of endpoints.filter((one) => !isGuarded(one))) {
      for (const address of await addresses(endpoint.path)) {
        const { status, data } = await get(address);
        expect([address, status]).toEqual([address, 200]);
        const official = schema.get[endpoint.path];
        expect([address, official && surprises(endpoint.path, data, official, 'perl')]).toEqual([address, []]);
      }
    }
  });
});

/** What a path needs in the schema, where it is one check by privileges: `/nodes/{node} Sys.Audit`. */
function officialNeeds(official: PathSchema | undefined): string | null {
  const check = official?.permissions?.check;
  if (check === undefined) {
    return official?.permissions?.user === undefined ? null : '';
  }
  const [kind, at, privileges, how] = check as readonly [string, string, readonly string[], string?];
  return kind === 'perm' && (privileges.length === 1 || how === 'any') ? `${at} ${privileges.join('|')}` : null;
}

const words = (needs: Needs | undefined): string => (needs === undefined ? '' : `${needs.path} ${needs.any.join('|')}`);

describeWithSchemas('Proxmox Backup Server 4', () => {
  let server: PbsSimulator;
  const schema = isThere ? schemaOf('pbs-4-2026-07') : { get: {} };

  beforeAll(async () => {
    server = await startPbs({ now: () => NOW });
  });
  afterAll(() => server.close());

  it('answers every path in the shape of the schema, with its parameters and privileges', async () => {
    const { user, tokenId, tokenSecret } = server.tokens.admin;
    const headers = { authorization: `PBSAPIToken=${user}!${tokenId}:${tokenSecret}` };
    for (const { path: template, parameters = [], needs } of PBS_ENDPOINTS) {
      const official = schema.get[template];
      expect([template, official !== undefined]).toEqual([template, true]);
      const names = Object.keys(official?.parameters.properties ?? {});
      expect([template, parameters.filter((name) => !names.includes(name))]).toEqual([template, []]);
      const check = official?.permissions?.check as { path: string[]; privs: string[] } | undefined;
      const wanted = check && `/${check.path.join('/')} ${check.privs.join('|')}`;
      expect([template, needs && `${needs.path} ${needs.privilege}`]).toEqual([template, wanted]);
      const address = template.replace('{node}', 'localhost').replace('{store}', 'main');
      const response = await fetch(`${server.url}/api2/json${address}`, { headers });
      const { data } = (await response.json()) as { data: unknown };
      // The schema says that a snapshot's files are names; the code sends objects (SnapshotListItem).
      const found = surprises(template, data, official ?? { returns: {}, parameters: {} }, 'rust');
      expect([template, found.filter((one) => one !== 'type [].files[]')]).toEqual([template, []]);
    }
  });
});
