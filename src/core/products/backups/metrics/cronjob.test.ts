import { cronGapSeconds } from './cronGap';
import { dumpRuns } from './cronjob';
import { newestIn, nightly, hoursAgo, NOW, readBackups, runsIn, targetIn, type World } from './testData';

const dump = { cluster: 'prod', namespace: 'shop', cronjob: 'orders-db-dump' };
const KEY = 'cronjob:prod/shop/orders-db-dump';

const world = (now: World['now'] = {}, past: World['past'] = {}): World => ({
  now: {
    cronjob_defined: [[{ ...dump, schedule: '30 1 * * *' }, 1]],
    cronjob_alive: [[{ cluster: 'prod' }, 1]],
    cronjob_created: [[dump, hoursAgo(2000)]],
    cronjob_suspended: [[dump, 0]],
    cronjob_active: [[dump, 0]],
    cronjob_started: [[dump, hoursAgo(6)]],
    cronjob_stamp: [[dump, hoursAgo(5.5)]],
    cronjob_next: [[dump, hoursAgo(-18)]],
    ...now,
  },
  past: {
    cronjob_defined: [[dump, () => 1]],
    cronjob_starts: [[dump, nightly(6)]],
    cronjob_stamps: [[dump, nightly(5.5)]],
    ...past,
  },
});

describe('a dump by CronJob', () => {
  it('has a run for each start', async () => {
    const target = await targetIn(world(), KEY);
    expect(target).toMatchObject({
      kind: 'database',
      createdMs: hoursAgo(2000) * 1000,
      jobs: [{ name: 'shop/orders-db-dump', state: 'on', intervalSeconds: 86_400, nextRunMs: hoursAgo(-18) * 1000 }],
      coverage: { state: 'covered' },
    });
    expect(runsIn(target, 2)).toEqual(['good 6', 'good 30']);
    expect(target.runs.every(({ result }) => result === 'good')).toBe(true);
  });

  it('failed when its job says so, whatever else is told of it', async () => {
    const job = { cluster: 'prod', namespace: 'shop', job_name: `orders-db-dump-${hoursAgo(6) / 60}` };
    const now = { cronjob_stamp: [], cronjob_active: [], cronjob_failed: [[job, 1]] } as const;
    const target = await targetIn(world(now, { cronjob_stamps: [] }), KEY);
    expect(runsIn(target, 1)).toEqual(['failed 6']);
  });

  it('that is suspended protects nothing', async () => {
    const target = await targetIn(world({ cronjob_suspended: [[dump, 1]] }), KEY);
    expect(target).toMatchObject({
      jobs: [{ state: 'off' }],
      coverage: { state: 'uncovered', why: 'job-off', job: 'shop/orders-db-dump' },
    });
  });

  it('that never ran well is there and never', async () => {
    const never = await targetIn(
      world({ cronjob_stamp: [], cronjob_started: [] }, { cronjob_starts: [], cronjob_stamps: [] }),
      KEY
    );
    expect(never).toMatchObject({ copies: [], runs: [], coverage: { state: 'covered' } });
  });

  it('is known by the next and the last time where its schedule is not told', async () => {
    const target = await targetIn(world({ cronjob_defined: [[dump, 1]] }), KEY);
    expect(target.jobs[0]?.intervalSeconds).toBe(86_400);
  });

  it('was deleted when kube-state-metrics answers without it, and has vanished with it', async () => {
    const gone = { cronjob_defined: [] };
    expect((await readBackups(world(gone))).targets).toEqual([]);
    const target = await targetIn(world({ ...gone, cronjob_alive: [] }), KEY);
    expect(newestIn(target)).toBe('unknown vanished');
  });

  it('was deleted only when the exporter that named it answered after that, and not when another one does', async () => {
    const shard = (at: number) => ({ cluster: 'prod', job: 'ksm', instance: `shard-${at}` });
    const shown = (aliveUntilHoursAgo: number) =>
      world(
        { cronjob_defined: [], cronjob_alive: [[shard(0), 1]] },
        {
          cronjob_defined: [[{ ...dump, ...shard(1) }, (ago) => (ago >= 48 ? 1 : null)]],
          cronjob_alive: [[shard(1), (ago) => (ago >= aliveUntilHoursAgo ? 1 : null)]],
        }
      );
    expect(newestIn(await targetIn(shown(48), KEY))).toBe('unknown vanished');
    expect((await readBackups(shown(47))).targets).toEqual([]);
  });

  it('of etcd is one of etcd', async () => {
    const snapshot = { namespace: 'kube-system', cronjob: 'etcd-snapshot' };
    const target = await targetIn(
      { now: { cronjob_defined: [[snapshot, 1]] } },
      'cronjob:prom/kube-system/etcd-snapshot'
    );
    expect(target.kind).toBe('etcd');
  });
});

describe('runs from starts and successes', () => {
  it.each([
    ['a start without success before the next failed', [50, 26, 2], [49, 1], 0, ['good 2', 'failed 26', 'good 50']],
    ['the last one goes on while its job is active', [26, 2], [25], 1, ['running 2', 'good 26']],
    ['and failed when no job is active', [26, 2], [25], 0, ['failed 2', 'good 26']],
    ['or that is not known', [26, 2], [25], undefined, ['unknown 2', 'good 26']],
    ['a success without a start was made by hand', [26], [25, 3], 0, ['good 26', 'good 3'].reverse()],
  ] as const)('%s', (_what, starts, successes, active, runs) => {
    // The success of three hours ago came after the one of the last start.
    const found = dumpRuns(starts.map(hoursAgo), successes.map(hoursAgo), active, { nowMs: NOW });
    expect(found.map(({ result, startedMs }) => `${result} ${(NOW - startedMs) / 3_600_000}`)).toEqual(runs);
  });
});

describe('the longest gap of a crontab line', () => {
  it.each([
    ['30 1 * * *', 24],
    ['@daily', 24],
    ['0 */6 * * *', 6],
    ['*/15 * * * *', 0.25],
    ['0 3 * * 0', 168],
    ['0 22 * * 1-5', 72],
    ['0 4 1 * *', 744],
    ['TZ=Europe/Berlin 30 1 * * *', 24],
    ['30 1 * *', null],
    ['', null],
    ['0 0 30 2 *', null],
  ])('%s', (schedule, hours) => {
    expect(cronGapSeconds(schedule)).toBe(hours === null ? null : hours * 3600);
  });
});
