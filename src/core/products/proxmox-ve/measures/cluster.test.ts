/** @jest-environment node */
import { given, HOUR, n2Offline, NOW, onN1 } from '../../../inventory/testData';
import { endOfLifeMs } from '../../proxmox/endOfLife';
import type { Permissions } from '../../proxmox/parts';
import { look, node, nodeStatus, resources } from '../testData';

const SOME_GUESTS: Permissions = new Map([['/pool/one', new Map([['VM.Audit', true]])]]);

describe('the cluster', () => {
  it('has quorum or not, and a standalone host neither', () => {
    const status = (quorate: boolean) => ({ cluster: { name: 'c', quorate, nodes: 3 }, nodes: [] });
    expect(look('pve/quorum', { status: status(true) })).toEqual(['c=1']);
    expect(look('pve/quorum', { status: status(false) })).toEqual(['c=0']);
    expect(look('pve/quorum', { status: { cluster: null, nodes: [] } })).toEqual([]);
  });

  it('does not take a node without news for one that is online', () => {
    const list = [node('a'), node('b', { status: 'offline' }), node('c', { status: 'unknown' })];
    expect(look('pve/node-online', { resources: resources({ nodes: list }) })).toEqual([
      'a=1',
      'b=0',
      'c=no-data: The cluster has no fresh word of it.',
    ]);
  });

  it('compares versions by their numbers', () => {
    const versions = new Map([
      ['a', given(nodeStatus({ managerVersion: '9.1.9' }))],
      ['b', given(nodeStatus({ managerVersion: '9.1.10' }))],
      ['c', given(nodeStatus({ managerVersion: null }))],
    ]);
    expect(look('pve/version-skew', { nodeStatus: versions })).toEqual([
      'a 9.1.9=1',
      'b 9.1.10=0',
      'c=no-data: It does not say its version.',
    ]);
  });

  it('knows until when a version is supported, and says so of one that it does not know', () => {
    const at = (version: string, now = Date.UTC(2026, 7, 1)) =>
      look('pve/end-of-life', { version: { version, release: version } }, { nowMs: now });
    expect(at('8.4.1')).toEqual(['8.4.1=31']);
    expect(at('7.4-3')[0]).toMatch(/^7\.4-3=-\d+$/);
    expect(at('9.1')).toEqual([]);
    expect(at('12.0')).toEqual(['12.0=no-data: This version is not in the table.']);
    expect(endOfLifeMs('pbs', '3.4')).toBe(Date.UTC(2026, 8, 1));
  });

  it('takes a service in error for worse than one that moves, and no strange state for good', () => {
    const services = ['started', 'migrate', 'error', 'dancing', 'constructor'].map((state, index) => ({
      sid: `vm:${index}`,
      node: 'n1',
      state,
      requested: null,
    }));
    expect(look('pve/ha-state', { ha: { quorate: true, managers: [], services } })).toEqual([
      'vm:0 started=0',
      'vm:1 migrate=1',
      'vm:2 error=2',
      'vm:3 dancing=no-data: "dancing" is no state that is known.',
      'vm:4 constructor=no-data: "constructor" is no state that is known.',
    ]);
  });

  it('knows the words for a service on its way to what was asked for', () => {
    const states = ['starting', 'stopping', 'deleting', 'clearing error flag'];
    const services = states.map((state) => ({ sid: 'vm:1', node: 'n1', state, requested: null }));
    const seen = look('pve/ha-state', { ha: { quorate: true, managers: [], services } });
    expect(seen.map((line) => line.split('=')[1])).toEqual(['1', '1', '1', '1']);
  });

  it('knows since when a service is on its way by the task that moves it, and judges it by that clock then', () => {
    const services = ['migrate', 'freeze', 'started', 'dancing'].map((state, index) => ({
      sid: `vm:${index}`,
      node: 'n1',
      state,
      requested: null,
    }));
    const move = { upid: 'u', node: 'n1', type: 'qmigrate', subject: '0', user: 'root@pam' };
    const tasks = onN1([
      { ...move, startedMs: NOW - HOUR, endedMs: null, status: null },
      { ...move, subject: '1', startedMs: NOW - 2 * HOUR, endedMs: NOW - HOUR, status: 'OK' },
    ]);
    const parts = { ha: { quorate: true, managers: [], services }, tasks };
    const strange = 'vm:3 dancing=no-data: "dancing" is no state that is known.';
    expect(look('pve/ha-state', parts)).toEqual(['vm:0 migrate=0', 'vm:1 freeze=1', 'vm:2 started=0', strange]);
    expect(look('pve/ha-passage', parts)).toEqual(['vm:0 migrate=3600', 'vm:2 started=0', strange]);
  });

  it('reads what HA managers and fencing say, and takes no strange word for good', () => {
    const said = ['active', 'idle', 'maintenance mode', 'old timestamp - dead?', 'humming'];
    const managers = said.map((word, index) => ({
      kind: 'lrm' as const,
      node: `n${index}`,
      status: `n${index} (${word}, Fri Nov 20 07:31:04 2026)`,
      saidMs: NOW,
    }));
    const services = [{ sid: 'vm:1', node: 'n1', state: 'started', requested: null }];
    const ha = (more: object) => ({ ha: { quorate: true, managers, services, ...more } });
    expect(look('pve/ha-manager-state', ha({}))).toEqual([
      'lrm n0 active=0',
      'lrm n1 idle=0',
      'lrm n2 maintenance mode=1',
      'lrm n3 old timestamp - dead?=2',
      'lrm n4 humming=no-data: "humming" is no state that is known.',
    ]);
    const fencing = (word: string) => look('pve/ha-fencing', ha({ fencing: word }))[0];
    expect(['armed', 'disarmed', 'resting'].map(fencing)).toEqual([
      'armed=0',
      'disarmed=1',
      'resting=no-data: "resting" is no state that is known.',
    ]);
    expect(look('pve/ha-fencing', ha({}))).toEqual([]);
  });

  it('measures the silence of HA managers when the answer came, not when it is looked at; without services they may be silent', () => {
    const managers = [
      { kind: 'master' as const, node: 'n1', status: 'n1 (active, Mon)', saidMs: NOW - 10_000 },
      { kind: 'lrm' as const, node: 'n1', status: 'n1 (idle, Mon)', saidMs: NOW - 200_000 },
      { kind: 'lrm' as const, node: 'n2', status: 'n2 (active, Mon)', saidMs: null },
    ];
    const services = [{ sid: 'vm:1', node: 'n1', state: 'started', requested: null }];
    const ha = (list: typeof services) => ({ ha: { quorate: true, managers, services: list } });
    expect(look('pve/ha-manager-age', ha(services), { nowMs: NOW + HOUR })).toEqual([
      'master n1=10',
      'lrm n1=200',
      'lrm n2=no-data: It does not say when it last wrote.',
    ]);
    expect(look('pve/ha-manager-age', ha([]))).toEqual([]);
  });

  it('counts failed tasks of the window by type; consoles, warnings and what runs are none', () => {
    const task = (type: string, status: string | null, endedAgoMs: number | null = HOUR) => ({
      upid: 'u',
      node: 'n1',
      type,
      subject: '',
      user: 'u',
      startedMs: NOW - 30 * HOUR,
      status,
      endedMs: endedAgoMs === null ? null : NOW - endedAgoMs,
    });
    const list = [
      task('qmstart', 'timeout'),
      task('qmstart', 'OK'),
      task('vncproxy', 'failed'),
      task('aptupdate', 'WARNINGS: 2'),
      task('vzdump', null, null),
      task('qmstop', 'failed', 3 * HOUR),
    ];
    expect(look('pve/task-failures', { tasks: n2Offline(list) }, { windowSeconds: 7200 })).toEqual([
      'n1=0',
      'n1 qmstart=1',
      'n1 aptupdate=0',
      'n1 vzdump=0',
      'n2=source-down: n2 is offline',
    ]);
    expect(look('pve/task-running', { tasks: n2Offline(list) })).toEqual([
      'n1=0',
      'n1 vzdump=108000',
      'n2=source-down: n2 is offline',
    ]);
    const open = [
      task('aptupdate', 'unexpected status'),
      task('srvstart', null),
      task('srvstop', 'WARNINGS everywhere'),
    ];
    expect(look('pve/task-failures', { tasks: onN1(open) })).toEqual([
      'n1=0',
      'n1 aptupdate=no-data: The server does not know how a task ended.',
      'n1 srvstart=no-data: The server does not know how a task ended.',
      'n1 srvstop=1',
    ]);
  });
});

describe('replication', () => {
  const one = (fields: object = {}) => ({
    id: '100-0',
    guest: 100,
    node: 'n1',
    target: 'n2',
    schedule: '*/15',
    lastSyncMs: NOW - 45 * 60_000,
    lastTryMs: null,
    nextSyncMs: null,
    durationSeconds: 1,
    failCount: 2,
    error: null,
    disabled: false,
    ...fields,
  });
  it('is late by its own schedule, and silent while it is disabled', () => {
    const lag = (...jobs: Array<ReturnType<typeof one>>) => look('pve/replication-lag', { replication: onN1(jobs) });
    expect(lag(one(), one({ id: 'b', schedule: 'hourly' }), one({ disabled: true }))).toEqual([
      '100-0 100 n1 n2=3',
      'b 100 n1 n2=0.75',
    ]);
    expect(lag(one({ lastSyncMs: null }), one({ schedule: 'first monday' }))).toEqual([
      '100-0 100 n1 n2=no-data: It has never run.',
      '100-0 100 n1 n2=no-data: The schedule "first monday" is not understood.',
    ]);
    const weekend = one({ schedule: 'mon..fri 22:00', lastSyncMs: NOW - 60 * HOUR });
    expect(lag(weekend, one({ lastSyncMs: NOW + HOUR }))).toEqual([
      `100-0 100 n1 n2=${60 / 72}`,
      '100-0 100 n1 n2=no-data: The time that it is counted from lies in the future.',
    ]);
    expect(look('pve/replication-failures', { replication: onN1([one({ failCount: 0, error: 'no space' })]) })).toEqual(
      ['100-0 100 n1 n2=1']
    );
    expect(look('pve/replication-failures', { replication: onN1([one()]), permissions: SOME_GUESTS })).toEqual([
      '100-0 100 n1 n2=2',
      'problem not-permitted: VM.Audit on /vms is missing',
    ]);
  });
});
