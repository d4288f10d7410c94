/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { runTests } from '../src/cli/test/command';
import { capabilities, excess } from '../src/core/products/proxmox/capabilities';
import type { Permissions } from '../src/core/products/proxmox/parts';
import { setUpCommands } from '../src/datasources/proxmox/config/commands';
import { ACCOUNT_COMMAND, POLICY, TOKEN_COMMAND } from '../src/datasources/argocd/config/commands';
import { builtin } from '../src/library/builtin.gen';
import { parseCases } from '../src/library/cases/parseCases';
import { excessRights, may } from '../src/sources/argocd/rights';
import type { ProxyReader } from '../src/sources/grafana/proxyReader';

/** Runs what the documents tell people to run on a server that does what it says, and has our own checks look at the result. */

const read = (file: string): string => readFileSync(path.join(__dirname, '..', file), 'utf8');

/** Code blocks of a document, joined lines and indent taken away. */
function blocksOf(document: string): string[] {
  return [...document.matchAll(/^( *)```\w*\n([\s\S]*?)^ *```/gm)].map(([, indent = '', code = '']) =>
    code
      .split('\n')
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n')
      .trim()
  );
}

/** As a shell takes a line apart; `$(date ...)` is a time a year from now. */
function wordsOf(line: string, nowMs: number): string[] {
  const timed = line.replace(/\$\(date -d '1 year' \+%s\)/g, String(Math.floor(nowMs / 1000) + 365 * 86_400));
  return [...timed.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? ''
  );
}

function optionsOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.flatMap((word, at) => (word.startsWith('--') ? [[word.slice(2), words[at + 1] ?? ''] as const] : []))
  );
}

/** Privileges of the built-in roles from Proxmox VE 9 on, and of a Backup Server. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  PVEAuditor: [
    'Datastore.Audit',
    'Mapping.Audit',
    'Pool.Audit',
    'SDN.Audit',
    'Sys.Audit',
    'VM.Audit',
    'VM.GuestAgent.Audit',
  ],
  Audit: ['Datastore.Audit', 'Sys.Audit'],
  RemoteAudit: ['Remote.Audit'],
};

interface Server {
  users: Map<string, Array<{ tokenid: string; privsep: number; expire: number }>>;
  acl: Map<string, { path: string; ugid: string; type: 'user' | 'token'; roles: readonly string[] }>;
  roles: Record<string, readonly string[]>;
}

/** What a server has after these commands, all at once from an empty one. */
function after(commands: string, nowMs: number): Server {
  const server: Server = { users: new Map(), acl: new Map(), roles: { ...ROLES } };
  const grant = (at: string, ugid: string, type: 'user' | 'token', roles: readonly string[], keep: boolean) => {
    const key = `${at} ${ugid}`;
    server.acl.set(key, {
      path: at,
      ugid,
      type,
      roles: [...(keep ? (server.acl.get(key)?.roles ?? []) : []), ...roles],
    });
  };
  for (const line of commands.split('\n')) {
    const words = wordsOf(line, nowMs);
    const options = optionsOf(words);
    const at = words.findIndex((word) => word.startsWith('/'));
    const [program, subject, verb] = words;
    const token = (id: string, name: string, separated: boolean) =>
      server.users.get(id)?.push({ tokenid: name, privsep: Number(separated), expire: Number(options['expire'] ?? 0) });
    if (program === 'pveum' && subject === 'user' && verb === 'add') {
      server.users.set(words[3] ?? '', []);
    } else if (program === 'pveum' && subject === 'user' && verb === 'token') {
      token(words[4] ?? '', words[5] ?? '', options['privsep'] !== '0');
    } else if (program === 'pveum' && subject === 'role') {
      server.roles[words[3] ?? ''] = (options['privs'] ?? '').split(' ');
    } else if (program === 'pveum' && subject === 'acl') {
      const whom = options['users'] ?? options['tokens'] ?? '';
      grant(words[at] ?? '', whom, options['users'] ? 'user' : 'token', (options['roles'] ?? '').split(','), false);
    } else if (program === 'proxmox-backup-manager' && subject === 'user' && verb === 'create') {
      server.users.set(words[3] ?? '', []);
    } else if (program === 'proxmox-backup-manager' && subject === 'user' && verb === 'generate-token') {
      token(words[3] ?? '', words[4] ?? '', true);
    } else if (program === 'proxmox-backup-manager' && subject === 'acl') {
      const whom = options['auth-id'] ?? '';
      grant(words[at] ?? '', whom, whom.includes('!') ? 'token' : 'user', [words[at + 1] ?? ''], true);
    } else {
      throw new Error(`nobody knows what "${line}" does`);
    }
  }
  return server;
}

/** The paths that a server lists, whatever was given on them. */
const LISTED = [
  '/',
  '/access',
  '/access/groups',
  '/datastore',
  '/nodes',
  '/pool',
  '/remote',
  '/storage',
  '/system',
  '/vms',
];

/** What both the token and its user may do: what is given on a path counts below it, until something else is given there. */
function permissionsOf({ acl, roles }: Server, user: string, token: string): Permissions {
  const held = (whom: string, listed: string): readonly string[] => {
    const above = [...acl.values()].filter(
      ({ ugid, path: at }) => ugid === whom && (at === '/' || at === listed || listed.startsWith(`${at}/`))
    );
    const deepest = above.sort((one, other) => other.path.length - one.path.length)[0];
    return (deepest?.roles ?? []).flatMap((role) => roles[role] ?? []);
  };
  return new Map(
    LISTED.map((listed) => {
      const ofUser = held(user, listed);
      const both = held(`${user}!${token}`, listed).filter((privilege) => ofUser.includes(privilege));
      return [listed, new Map(both.map((privilege) => [privilege, true]))] as const;
    })
  );
}

/** Verdicts of every built-in check on who may do what there. */
async function accessVerdicts(server: Server): Promise<string[]> {
  const answers = {
    '/cluster/status': [
      { type: 'cluster', id: 'cluster', name: 'lab', quorate: 1, nodes: 1 },
      { type: 'node', id: 'node/n1', name: 'n1', online: 1, local: 1 },
    ],
    '/access/users': [...server.users].map(([userid, tokens]) => ({ userid, 'realm-type': 'pve', tokens })),
    '/access/tfa': [],
    '/access/acl': [...server.acl.values()].flatMap(({ roles, ...entry }) =>
      roles.map((roleid) => ({ ...entry, roleid, propagate: 1 }))
    ),
    '/access/domains': [{ realm: 'pve', type: 'pve' }],
  };
  const reading = parseCases(
    JSON.stringify({
      version: 1,
      server: 'proxmox-ve',
      answers,
      tests: [{ name: 'made by the documents', expect: {} }],
    }),
    'docs.yaml'
  );
  if (!reading.ok) {
    throw new Error(JSON.stringify(reading.errors));
  }
  const ids = [
    'access.pve-admin-2fa',
    'access.pve-2fa',
    'access.pve-locked-out-tokens',
    'access.pve-token-expiry',
    'access.pve-admin-token',
  ];
  const checks = new Map(builtin.checks.filter(({ id }) => ids.includes(id)).map((check) => [check.id, check]));
  const { tests } = await runTests(
    reading.tests.map((test) => ({ ...test, checks: ids })),
    checks,
    { env: {}, signal: new AbortController().signal, clock: Date.now, err: () => undefined, isTty: false }
  );
  return tests.flatMap(({ results }) =>
    results.flatMap(({ definition, entities }) =>
      entities.map(({ verdict, labels }) => `${verdict} ${definition.id} ${labels['user'] ?? ''}`)
    )
  );
}

const PROXMOX = blocksOf(read('docs/proxmox.md')).filter((block) => /^(pveum|proxmox-backup-manager)\b/.test(block));
const [VE = '', BACKUPS = '', PBS = ''] = PROXMOX;

it('finds the commands of the document, and the editor gives the same', () => {
  expect(PROXMOX).toHaveLength(3);
  expect(setUpCommands('pve', '', '')).toBe(VE);
  expect(setUpCommands('pbs', '', '')).toBe(PBS);
});

describe.each([
  ['the token of a Proxmox VE', VE],
  ['the token with backups', `${VE}\n${BACKUPS}`],
])('%s', (_, commands) => {
  const server = after(commands, Date.now());

  it('is not warned about by any check of who may do what', async () => {
    const verdicts = await accessVerdicts(server);
    expect(verdicts).toContain('pass access.pve-token-expiry opsrounds@pve');
    expect(verdicts.filter((verdict) => !verdict.startsWith('pass '))).toEqual([]);
  });

  it('covers what reading covers, and Save & test names nothing to drop', () => {
    const permissions = permissionsOf(server, 'opsrounds@pve', 'grafana');
    const lacking = capabilities(permissions, 'pve', '9.1').filter(({ state }) => state !== 'has');
    expect(lacking.filter(({ optional }) => !optional)).toEqual([]);
    expect(excess(permissions, 'pve').filter(({ servesFor }) => servesFor === null)).toEqual([]);
  });
});

it('only the token with backups may more than read, and for nothing but them', () => {
  const excessOf = (commands: string) =>
    excess(permissionsOf(after(commands, Date.now()), 'opsrounds@pve', 'grafana'), 'pve').map(
      ({ servesFor }) => servesFor
    );
  expect(excessOf(VE)).toEqual([]);
  expect(excessOf(`${VE}\n${BACKUPS}`)).toEqual(['backups', 'backups']);
});

it('the token of a Backup Server covers everything, may nothing else, and ends', () => {
  const server = after(PBS, Date.now());
  const permissions = permissionsOf(server, 'opsrounds@pbs', 'grafana');
  expect(capabilities(permissions, 'pbs', '4.0').filter(({ state }) => state !== 'has')).toEqual([]);
  expect(excess(permissions, 'pbs')).toEqual([]);
  expect(server.users.get('opsrounds@pbs')?.[0]?.expire).toBeGreaterThan(Date.now() / 1000);
});

describe('a server on which the commands were changed', () => {
  const changed = (from: string | RegExp, to: string) => after(VE.replace(from, to), Date.now());

  it('has a token that never ends', async () => {
    expect(await accessVerdicts(changed(/ --expire \S+ .*?\)$/m, ''))).toContain(
      'warn access.pve-token-expiry opsrounds@pve'
    );
  });

  it('has a user who may do more than read', async () => {
    const verdicts = await accessVerdicts(
      changed('--users opsrounds@pve --roles PVEAuditor', '--users opsrounds@pve --roles PVEVMAdmin')
    );
    expect(verdicts).toContain('warn access.pve-2fa opsrounds@pve');
  });
});

/** `p, role, resource, action, object, allow` as Argo CD matches it: `*` for anything, also in the text that is asked for. */
function grants(policy: string, asked: { resource: string; action: string; of: string }): boolean {
  const matches = (pattern: string, text: string) =>
    new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\*/g, '.*')}$`).test(text);
  return policy.split('\n').some((line) => {
    const [kind, , resource = '', action = '', of = '', effect] = line.split(',').map((part) => part.trim());
    const covers = matches(resource, asked.resource) && matches(action, asked.action) && matches(of, asked.of);
    return kind === 'p' && effect === 'allow' && covers;
  });
}

describe('the token of an Argo CD', () => {
  const blocks = blocksOf(read('docs/argocd.md'));
  const policy = blocks.find((block) => block.startsWith('p, role:opsrounds')) ?? '';
  const reader = {
    read: ({ path: at }: { path: string }) => {
      const [resource = '', action = '', ...of] = at
        .replace('/api/v1/account/can-i/', '')
        .split('/')
        .map(decodeURIComponent);
      return Promise.resolve({ ok: true, value: grants(policy, { resource, action, of: of.join('/') }), atMs: 0 });
    },
  } as unknown as ProxyReader;
  const { signal } = new AbortController();

  it('is made as the editor says', () => {
    expect(policy).toBe(POLICY);
    expect(blocks).toContain(TOKEN_COMMAND);
    expect(blocks).toContain(ACCOUNT_COMMAND.replace(/ \\\n\s+/, ' '));
  });

  it('may read everything that is shown, and Save & test names nothing to take out', async () => {
    for (const resource of ['applications', 'projects', 'clusters', 'accounts']) {
      const of = resource === 'applications' ? '*/*' : '*';
      expect(await may(reader, signal, { resource, action: 'get', of })).toMatchObject({ value: true });
    }
    expect(await excessRights(reader, signal, ['default', 'shop'])).toEqual([]);
  });

  it('ends, as the check of tokens asks', () => {
    const makers = blocks
      .flatMap((block) => block.split('\n'))
      .filter((line) => /generate-token|create-token/.test(line));
    expect(makers.length).toBeGreaterThan(1);
    expect(makers.filter((line) => !/--expires-in [1-9]\d*h\b/.test(line))).toEqual([]);
  });
});
