/** @jest-environment node */
import fc from 'fast-check';
import { capabilities, excess } from './capabilities';
import type { Permissions } from './parts';
import { holds, holdsBelow, missing } from './privileges';

const granted = (paths: Record<string, Record<string, boolean>>): Permissions =>
  new Map(Object.entries(paths).map(([path, privileges]) => [path, new Map(Object.entries(privileges))]));

const AUDITOR = Object.fromEntries(
  ['VM.Audit', 'VM.GuestAgent.Audit', 'Sys.Audit', 'Datastore.Audit', 'Pool.Audit'].map((one) => [one, true])
);
/** As a server of either product lists what is granted on the root. */
const onRoot = (role: Record<string, boolean>): Permissions => {
  const paths = ['/', '/access', '/access/groups', '/nodes', '/storage', '/vms', '/datastore', '/remote', '/system'];
  return granted(Object.fromEntries(paths.map((path) => [path, role])));
};
const auditor = onRoot(AUDITOR);
const without = (permissions: Permissions, taken: string): Permissions =>
  new Map([...permissions].filter(([path]) => path !== taken));

describe('whether a privilege counts at a path', () => {
  it('is handed down from the nearest path above', () => {
    expect(holds(auditor, '/vms/100', 'VM.Audit')).toBe(true);
    expect(holds(auditor, '/nodes/pve-a1', 'Sys.Audit')).toBe(true);
    expect(holds(auditor, '/nodes/pve-a1', 'Sys.Modify')).toBe(false);
  });

  it('is not when it counts at the path above only', () => {
    const here = granted({ '/': { 'Sys.Audit': false } });
    expect(holds(here, '/', 'Sys.Audit')).toBe(true);
    expect(holds(here, '/nodes/a', 'Sys.Audit')).toBe(false);
  });

  it('is replaced by a nearer path, but not by one that hands nothing down', () => {
    const nearer = granted({ '/': AUDITOR, '/vms/100': { 'VM.Console': true }, '/vms': { 'VM.Audit': false } });
    expect(holds(nearer, '/vms/100', 'VM.Audit')).toBe(false);
    expect(holds(nearer, '/vms/101', 'VM.Audit')).toBe(true);
  });

  it('was taken away where a path is missing that is always listed', () => {
    const noGuests = without(auditor, '/vms');
    expect([holds(noGuests, '/vms', 'VM.Audit'), holds(noGuests, '/vms/100', 'VM.Audit')]).toEqual([false, false]);
    expect(holds(noGuests, '/nodes/pve-a1', 'Sys.Audit')).toBe(true);
    expect(holds(granted({ '/vms/100': AUDITOR, '/': AUDITOR }), '/vms/100', 'VM.Audit')).toBe(true);
  });

  it('is nowhere without permissions', () => {
    fc.assert(fc.property(fc.string(), (path) => !holds(new Map(), path, 'VM.Audit')));
  });

  it('ends for any path, and holds below only where it hands down', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (path, propagates) => {
        const own = granted({ [path]: { 'VM.Audit': propagates } });
        expect(holds(own, path, 'VM.Audit')).toBe(true);
        expect(holdsBelow(own, path, 'VM.Audit')).toBe(propagates);
      })
    );
  });
});

describe('whether a filtered list is whole', () => {
  it('is proven by a privilege that counts everywhere below', () => {
    expect(holdsBelow(auditor, '/vms', 'VM.Audit')).toBe(true);
    expect(holdsBelow(auditor, '/', 'VM.Audit')).toBe(true);
    expect(holdsBelow(without(auditor, '/vms'), '/vms', 'VM.Audit')).toBe(false);
  });

  it('is not when one guest has rights of its own without it', () => {
    const pool = granted({ '/': AUDITOR, '/vms': AUDITOR, '/vms/100': { 'VM.Console': true } });
    expect(holdsBelow(pool, '/vms', 'VM.Audit')).toBe(false);
    expect(holdsBelow(pool, '/', 'VM.Audit')).toBe(false);
  });

  it('is not when the token may see single guests', () => {
    expect(holdsBelow(granted({ '/vms/100': AUDITOR }), '/vms', 'VM.Audit')).toBe(false);
    expect(holdsBelow(granted({ '/vms': { 'VM.Audit': false } }), '/vms', 'VM.Audit')).toBe(false);
  });

  it('is about the path and not about names that begin like it', () => {
    const alike = granted({ '/vms': { 'VM.Audit': true }, '/vmsX': { 'Sys.Audit': true } });
    expect(holdsBelow(alike, '/vms', 'VM.Audit')).toBe(true);
  });
});

it('says what is missing by privilege and path', () => {
  expect(missing({ privilege: 'VM.Audit', path: '/vms' })).toEqual({
    code: 'not-permitted',
    detail: 'VM.Audit on /vms is missing',
  });
});

describe('the capability table', () => {
  const states = (...args: Parameters<typeof capabilities>) =>
    Object.fromEntries(capabilities(...args).map(({ feature, state }) => [feature, state]));

  it('shows that an auditor sees all but backups and updates', () => {
    expect(states(auditor, 'pve', '9.1')).toEqual({
      guests: 'has',
      storages: 'has',
      nodes: 'has',
      cluster: 'has',
      access: 'has',
      backups: 'lacks',
      addresses: 'has',
      updates: 'lacks',
    });
  });

  it('asks up to 8 for the privilege that the guest agent took then', () => {
    expect(states(auditor, 'pve', '8.4')).toMatchObject({ addresses: 'lacks' });
    expect(states(onRoot({ 'VM.Monitor': true }), 'pve', '7.4')).toMatchObject({ addresses: 'has' });
    expect(states(auditor, 'pve', null)).toMatchObject({ addresses: 'unknown', guests: 'has' });
  });

  it('needs both privileges for backups, or the one that changes storages', () => {
    const withRole = (role: Record<string, boolean>) => states(onRoot({ ...AUDITOR, ...role }), 'pve', '9.1');
    expect(withRole({ 'Datastore.AllocateSpace': true })).toMatchObject({ backups: 'lacks' });
    expect(withRole({ 'Datastore.AllocateSpace': true, 'VM.Backup': true })).toMatchObject({ backups: 'has' });
    expect(withRole({ 'Datastore.Allocate': true })).toMatchObject({ backups: 'has' });
  });

  it('is unknown throughout when the permissions could not be read', () => {
    for (const product of ['pve', 'pbs'] as const) {
      expect(new Set(Object.values(states(null, product, '9.1')))).toEqual(new Set(['unknown']));
    }
  });

  it('of a backup server names the role Audit on the root', () => {
    const audit = onRoot({ 'Datastore.Audit': true, 'Sys.Audit': true, 'Remote.Audit': true });
    expect(new Set(Object.values(states(audit, 'pbs', '4.0')))).toEqual(new Set(['has']));
    const datastoreOnly = granted({ '/datastore/main': { 'Datastore.Audit': true } });
    expect(states(datastoreOnly, 'pbs', '4.0')).toMatchObject({ datastores: 'some', server: 'lacks' });
  });

  it('tells a right to some things from none, but for what is there once', () => {
    const few = granted({ '/vms/101': { 'VM.Audit': true }, '/nodes/n1': { 'Sys.Audit': true } });
    expect(states(few, 'pve', '9.1')).toMatchObject({
      guests: 'some',
      nodes: 'some',
      cluster: 'lacks',
      storages: 'lacks',
      backups: 'lacks',
    });
    expect(states(granted({ '/pool/shop': { 'VM.Audit': true } }), 'pve', '9.1')).toMatchObject({ guests: 'some' });
    expect(states(granted({ '/vmsX': { 'VM.Audit': true } }), 'pve', '9.1')).toMatchObject({ guests: 'lacks' });
  });
});

describe('what a token can do beyond reading', () => {
  it('is nothing for an auditor', () => {
    expect(excess(auditor, 'pve')).toEqual([]);
  });

  it('names what to drop first, with its paths, and what is accepted for backups last', () => {
    const token = granted({
      '/': { ...AUDITOR, 'Sys.Modify': true },
      '/nodes': { 'Sys.Modify': true },
      '/storage': { 'Datastore.AllocateSpace': true },
      '/vms': { 'VM.Backup': true, 'VM.PowerMgmt': false },
    });
    expect(excess(token, 'pve')).toEqual([
      { privilege: 'Sys.Modify', paths: ['/', '/nodes'], servesFor: null },
      { privilege: 'VM.PowerMgmt', paths: ['/vms'], servesFor: null },
      { privilege: 'Datastore.AllocateSpace', paths: ['/storage'], servesFor: 'backups' },
      { privilege: 'VM.Backup', paths: ['/vms'], servesFor: 'backups' },
    ]);
  });

  it('accepts nothing on a backup server', () => {
    const token = granted({ '/datastore': { 'Datastore.Audit': true, 'Datastore.Backup': true } });
    expect(excess(token, 'pbs')).toEqual([{ privilege: 'Datastore.Backup', paths: ['/datastore'], servesFor: null }]);
  });
});
