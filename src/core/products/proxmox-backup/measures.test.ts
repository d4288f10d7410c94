/** @jest-environment node */
import { CONTEXT, DAY, given, HOUR, NOW } from '../../inventory/testData';
import type { Snapshot } from '../../inventory/read';
import type { ProxmoxTask } from '../proxmox/parts';
import { PBS_MEASURES } from './measures';
import type { Datastore, DatastoreJob, PbsParts } from './parts';

const permissions = given(new Map([['/datastore', new Map([['Datastore.Audit', true]])]]));

/** What a measure sees, as `labels=value` or `labels=reason`. */
function look(name: string, parts: Snapshot<PbsParts>): string[] {
  const seen = PBS_MEASURES[name]?.observe({ permissions, datastores: given([]), ...parts }, CONTEXT);
  return (seen?.entities ?? []).map(
    ({ labels, value, reason }) => `${Object.values(labels).join(' ')}=${reason?.detail ?? String(value)}`
  );
}

function store(name: string, fields: Partial<Datastore> = {}): Datastore {
  return {
    name,
    usedBytes: 90,
    sizeBytes: 100,
    availableBytes: 10,
    error: null,
    mount: 'nonremovable',
    backend: 'filesystem',
    sized: true,
    estimatedFullMs: NOW + 5 * DAY,
    deduplicationFactor: null,
    maintenance: null,
    ...fields,
  };
}

function job(id: string, fields: Partial<DatastoreJob> = {}): DatastoreJob {
  return {
    kind: 'verify',
    id,
    datastore: 'main',
    schedule: 'daily',
    nextRunMs: NOW + HOUR,
    lastRunEndedMs: NOW - HOUR,
    lastRunState: 'OK',
    running: false,
    ...fields,
  };
}

describe('datastores', () => {
  it('are judged by what they can be bad at: neither a bucket fills up nor what has no size', () => {
    const list = [
      store('disk'),
      store('bucket', { backend: 's3' }),
      store('sizeless', { sized: false, sizeBytes: null, usedBytes: null }),
      store('away', { mount: 'notmounted', sizeBytes: null, usedBytes: null, estimatedFullMs: null }),
      store('silent', { sizeBytes: null, usedBytes: null, estimatedFullMs: null }),
    ];
    expect(look('pbs/datastore-usage', { datastores: given(list) })).toEqual([
      'disk=0.9',
      'silent=The server gave no value.',
    ]);
    expect(look('pbs/datastore-days-to-full', { datastores: given(list) })).toEqual([
      'disk=5',
      'silent=The server has too little history to guess.',
    ]);
  });

  it('say their state in words, and a word that nobody knows is no state', () => {
    const kept = (mode: string, message: string | null = null) => ({ maintenance: { mode, message } });
    const list = [
      store('a'),
      store('b', { error: 'input/output error' }),
      store('c', kept('read-only', 'new disks')),
      store('d', kept('offline', 'was read-only')),
      store('e', kept('hibernate')),
      store('f', { mount: 'notmounted' }),
      store('g', { mount: 'notmounted', error: 'no such device' }),
      store('h', { mount: 'floating' }),
    ];
    expect(look('pbs/datastore-state', { datastores: given(list) })).toEqual([
      'a is in use=0',
      'b is not usable: input/output error=2',
      'c is read-only for maintenance: new disks=1',
      'd is offline for maintenance: was read-only=2',
      'e hibernate="hibernate" is no state that is known.',
      'g is not usable: no such device=2',
      'h floating="floating" is no state that is known.',
    ]);
  });
});

describe('jobs', () => {
  it('end well by the words of the server alone', () => {
    const states = ['OK', 'WARNINGS: 2', 'WARNINGS: many', 'unknown', 'chunk missing', null];
    const jobs = given(states.map((lastRunState, index) => job(String(index), { lastRunState })));
    expect(look('pbs/job-state', { jobs }).map((line) => line.split('=')[1])).toEqual([
      '0',
      '1',
      '2',
      'The server does not know how its last run ended.',
      '2',
    ]);
  });

  it('are late by what the server itself has planned, unless they run or wait for a disk', () => {
    const jobs = given([
      job('soon'),
      job('late', { nextRunMs: NOW - 2 * HOUR }),
      job('runs', { nextRunMs: NOW - 2 * HOUR, running: true, lastRunState: null }),
      job('by-hand', { schedule: null, nextRunMs: null }),
      job('mute', { nextRunMs: null }),
      job('away', { datastore: 'vault', nextRunMs: NOW - 9 * DAY, lastRunEndedMs: null, lastRunState: null }),
    ]);
    const datastores = given([store('main'), store('vault', { mount: 'notmounted' })]);
    expect(look('pbs/job-late', { jobs, datastores })).toEqual([
      'soon verify main=0',
      'late verify main=7200',
      'runs verify main=0',
      'mute verify main=It does not say when it runs next.',
    ]);
    expect(look('pbs/job-never-ran', { jobs, datastores })).not.toContain('away verify vault=1');
    expect(look('pbs/job-never-ran', { jobs })).toContain('away verify vault=1');
  });
});

it('measures how long the oldest running task of each type has been at it', () => {
  const task = (type: string, startedAgoMs: number, endedMs: number | null = null): ProxmoxTask => ({
    upid: `${type} ${startedAgoMs}`,
    node: 'pbs',
    type,
    subject: '',
    user: 'root@pam',
    startedMs: NOW - startedAgoMs,
    endedMs,
    status: endedMs === null ? null : 'OK',
  });
  const list = [task('garbage_collection', 5 * DAY), task('backup', HOUR), task('backup', 2 * HOUR)];
  const tasks = given([...list, task('verify', DAY, NOW), task('termproxy', DAY)]);
  expect(look('pbs/task-running', { tasks })).toEqual(['=0', 'garbage_collection=432000', 'backup=7200']);
});
