/** @jest-environment node */
import { parseDatastoreUsage, parseJobs, parseMaintenance, parseVersionOfPbs } from './datastores';

describe('a backup server', () => {
  it('says -1 or 0 for sizes it does not know, and both halves of its version', () => {
    const read = parseDatastoreUsage([
      { store: 'a', total: 0, used: 0, avail: -1, error: 'not mounted' },
      { store: 'b', total: 10, used: 4, avail: 6, 'gc-status': { 'disk-bytes': 2, 'index-data-bytes': 24 } },
    ]);
    expect(read?.value[0]).toMatchObject({
      sizeBytes: null,
      usedBytes: null,
      availableBytes: null,
      estimatedFullMs: null,
    });
    expect(read?.value[1]).toMatchObject({ sizeBytes: 10, deduplicationFactor: 12 });
    expect(parseVersionOfPbs({ version: '4.1', release: '2' })?.value).toEqual({ version: '4.1.2', release: '4.1' });
    expect(parseVersionOfPbs({ version: '3.2.4', release: '1' })?.value).toEqual({ version: '3.2.4', release: '3.2' });
  });

  it('tells what has no size from what does not say it, and takes an old server for one without buckets and removable disks', () => {
    const read = parseDatastoreUsage([
      { store: 'a', total: 0, 'mount-status': 'mounted', 'backend-type': 's3' },
      { store: 'b', total: 9, used: 1 },
      { store: 'c' },
    ]);
    expect(read?.value.map(({ sized, mount, backend }) => [sized, mount, backend])).toEqual([
      [false, 'mounted', 's3'],
      [true, 'nonremovable', 'filesystem'],
      [true, 'nonremovable', 'filesystem'],
    ]);
  });

  it('takes the mode of a maintenance from its message, in whichever order they are written', () => {
    const said = [
      'read-only',
      'offline,message="was read-only, new disks"',
      'message=gone,type=delete',
      'type=unmount',
    ];
    const read = parseMaintenance(said.map((maintenance, index) => ({ store: `s${index}`, maintenance })));
    expect([...(read?.value.values() ?? [])]).toEqual([
      { mode: 'read-only', message: null },
      { mode: 'offline', message: 'was read-only, new disks' },
      { mode: 'delete', message: 'gone' },
      { mode: 'unmount', message: null },
    ]);
    expect(parseMaintenance([{ store: 'a' }])?.value.get('a')).toBeNull();
  });

  it('has garbage collection by the name of its datastore, and says which jobs are off', () => {
    const jobs = [
      { store: 'main', 'last-run-state': 'OK' },
      { id: 'p', store: 'main', disable: true },
    ];
    expect(parseJobs(jobs, 'gc')?.value).toEqual([
      expect.objectContaining({ id: 'main', datastore: 'main', lastRunState: 'OK', lastRunEndedMs: null }),
      expect.objectContaining({ id: 'p', disabled: true }),
    ]);
  });

  it('says where a sync job brings backups from, and nothing of one that pushes them elsewhere', () => {
    const jobs = [
      { id: 'pull', store: 'off', remote: 'hall-2', 'remote-store': 'main', 'remote-ns': 'pve-b', ns: 'b' },
      { id: 'own', store: 'off', 'remote-store': 'main' },
      { id: 'push', store: 'main', remote: 'cloud', 'remote-store': 'x', 'sync-direction': 'push' },
    ];
    expect(parseJobs(jobs, 'sync')?.value.map(({ from, namespace }) => [from, namespace])).toEqual([
      [{ remote: 'hall-2', datastore: 'main', namespace: 'pve-b' }, 'b'],
      [{ remote: null, datastore: 'main', namespace: '' }, undefined],
      [undefined, undefined],
    ]);
    expect(parseJobs([{ id: 'v', store: 'main', 'outdated-after': 30 }], 'verify')?.value[0]).toMatchObject({
      outdatedAfterDays: 30,
    });
  });
});
