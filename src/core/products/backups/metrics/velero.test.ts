import { newestIn, nightly, hoursAgo, readBackups, runsIn, targetIn, type World } from './testData';

const shop = { cluster: 'prod', schedule: 'shop-daily' };
const KEY = 'velero:prod/shop-daily';
const always = () => 1;

/** A schedule that is there since long, with what differs from a good one. */
function world(differs: World = {}): World {
  return {
    now: {
      velero_defined: [[shop, 1]],
      velero_alive: [[{ cluster: 'prod' }, 1]],
      velero_stamp: [[shop, hoursAgo(6)]],
      velero_status: [[shop, 1]],
      velero_interval: [[shop, 86_400]],
      ...differs.now,
    },
    past: {
      velero_defined: [[shop, always]],
      velero_stamps: [[shop, nightly(6)]],
      ...differs.past,
    },
  };
}

describe('a Velero schedule', () => {
  it('is covered by itself, with each night it was seen', async () => {
    const target = await targetIn(world(), KEY);
    expect(target).toMatchObject({
      kind: 'kubernetes',
      name: 'shop-daily',
      place: 'prod',
      createdMs: null,
      coverage: { state: 'covered' },
      jobs: [{ state: 'on', intervalSeconds: 86_400 }],
      copies: [{ media: 'object', verification: 'none' }],
      doubts: [],
    });
    expect(newestIn(target)).toBe('6 h');
    // The first step shows the run of the night before it.
    expect(target.runs).toHaveLength(36);
    expect(runsIn(target, 3)).toEqual(['good 6', 'good 30', 'good 54']);
  });

  it('that never made a backup is there all the same, and never', async () => {
    const ledger = { cluster: 'prod', schedule: 'ledger-daily' };
    const both: World = {
      now: {
        velero_defined: [
          [shop, 1],
          [ledger, 1],
        ],
        velero_status: [
          [shop, 1],
          [ledger, 1],
        ],
      },
      past: {
        velero_defined: [
          [shop, always],
          [ledger, (hours) => (hours < 10 ? 1 : null)],
        ],
      },
    };
    const target = await targetIn(world(both), 'velero:prod/ledger-daily');
    expect(target).toMatchObject({ coverage: { state: 'covered' }, copies: [], runs: [], doubts: [] });
    // Seen first in the step that ended nine hours ago.
    expect(target).toMatchObject({
      createdMs: null,
      thereSinceMs: hoursAgo(10) * 1000,
      runsFromMs: hoursAgo(10) * 1000,
    });
  });

  it.each([
    ['after a restart made the status good again', { failedAt: hoursAgo(2), status: 1 }, ['failed 2', 'good 6']],
    ['before the last good one', { failedAt: hoursAgo(8), status: 1 }, ['good 6', 'failed 8']],
    ['that the status alone shows', { status: 0 }, ['failed 0', 'good 6']],
  ])('keeps a failure %s', async (_when, { failedAt, status }: { failedAt?: number; status: number }, runs) => {
    const now: World['now'] = {
      velero_status: [[shop, status]],
      velero_failedAt: failedAt === undefined ? [] : [[shop, failedAt]],
    };
    expect(runsIn(await targetIn(world({ now }), KEY), 2)).toEqual(runs);
  });

  it('keeps failures of long ago from the counters, once each', async () => {
    const past: World['past'] = {
      velero_stamps: [[shop, () => hoursAgo(300)]],
      velero_failures: [[shop, (hours) => (hours === 199 || hours === 2 ? 1 : 0)]],
      velero_partials: [[shop, (hours) => (hours === 100 ? 1 : 0)]],
    };
    const now: World['now'] = { velero_stamp: [[shop, hoursAgo(300)]], velero_failedAt: [[shop, hoursAgo(2.4)]] };
    expect(runsIn(await targetIn(world({ now, past }), KEY))).toEqual([
      'failed 2.4',
      'warning 101',
      'failed 200',
      'good 300',
    ]);
  });

  it.each([
    ['neither the year 1970', 0, 'none'],
    ['nor a time to come', hoursAgo(-24), 'unknown no-data'],
    ['but a clock a little ahead', hoursAgo(-0.05), '-0.05 h'],
  ])('takes %s for the time of a backup', async (_what, seconds, newest) => {
    const target = await targetIn(
      world({ now: { velero_stamp: [[shop, seconds]] }, past: { velero_stamps: [] } }),
      KEY
    );
    expect(newestIn(target)).toBe(newest);
  });

  it('has size and duration of the runs whose step tells them', async () => {
    const past: World['past'] = {
      velero_stamps: [[shop, nightly(6)]],
      velero_sizes: [[shop, (hours) => (hours === 6 ? 2000 : 1000)]],
      velero_durations: [[shop, (hours) => (hours === 6 ? 1260 : null)]],
    };
    const { runs } = await targetIn(world({ past }), KEY);
    expect(runs[0]).toMatchObject({ sizeBytes: 2000, startedMs: hoursAgo(6) * 1000 - 1_260_000 });
    expect(runs[1]).toMatchObject({ sizeBytes: 1000, startedMs: hoursAgo(30) * 1000 });
  });
});

describe('a Velero schedule that is not told of any more', () => {
  const left: World['past'] = { velero_defined: [[shop, (hours) => (hours > 48 ? 1 : null)]], velero_stamps: [] };

  it('was deleted when Velero answers, also while its backups are kept', async () => {
    const { targets } = await readBackups(world({ now: { velero_defined: [] }, past: left }));
    expect(targets).toEqual([]);
  });

  it.each([
    ['when Velero is gone', {}, 'vanished'],
    ['when that was not told', { velero_alive: { code: 'timeout' } }, 'vanished'],
    ['when what is defined was not told', { velero_defined: { code: 'timeout' } }, 'timeout'],
  ] as const)('is unknown %s, and never absent', async (_when, now, code) => {
    const gone = { velero_defined: [], velero_stamp: [], velero_alive: [], ...now };
    const target = await targetIn(world({ now: gone, past: left }), KEY);
    expect(target).toMatchObject({ coverage: { state: 'unknown' }, jobs: [{ state: 'unknown' }], doubts: [{ code }] });
    expect(newestIn(target)).toBe(`unknown ${code}`);
  });
});

it('does not take an unanswered timestamp for never', async () => {
  const timeout = { code: 'timeout' } as const;
  const target = await targetIn(world({ now: { velero_stamp: timeout } }), KEY);
  expect(newestIn(target)).toBe('unknown timeout');
  expect(target.doubts).toEqual([timeout]);
});

it.each([
  ['of less than a day', (hours: number) => (hours > 100 || hours <= 80 ? 1 : null), 35 * 24 + 1],
  ['of days', (hours: number) => (hours > 100 || hours <= 50 ? 1 : null), 51],
])('knows every run after a gap %s', async (_length, defined, hours) => {
  const target = await targetIn(world({ past: { velero_defined: [[shop, defined]] } }), KEY);
  expect(target.runsFromMs).toBe(hoursAgo(hours) * 1000);
});
