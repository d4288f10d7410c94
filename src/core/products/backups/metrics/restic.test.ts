import { newestIn, nightly, hoursAgo, readBackups, targetIn, type World } from './testData';

const repository = { instance: 'nas-1:8001', job: 'restic' };
const host = { ...repository, client_hostname: 'kw-01', snapshot_hash: '785c44996fa586ccf634', snapshot_paths: '/etc' };
const KEY = 'restic:prom/nas-1/kw-01/785c44996fa5';

const world = (now: World['now'] = {}): World => ({
  now: { restic_stamp: [[host, hoursAgo(4)]], restic_count: [[host, 12]], ...now },
  past: { restic_stamp: [[host, nightly(4)]] },
});

describe('a host in a restic repository', () => {
  it.each([
    ['is verified', 1, 'ok'],
    ['failed its check', 0, 'failed'],
    ['is not checked at all', 2, 'none'],
  ])('%s', async (_what, value, verification) => {
    const target = await targetIn(world({ restic_check: [[repository, value]] }), KEY);
    expect(target.copies[0]).toMatchObject({ verification, count: 12 });
  });

  it('may or may not be verified where that is not told', async () => {
    expect((await targetIn(world(), KEY)).copies[0]?.verification).toBe('unknown');
  });

  it('has vanished when the exporter does not name it any more', async () => {
    const target = await targetIn(world({ restic_stamp: [], restic_check: [[repository, 1]] }), KEY);
    expect(newestIn(target)).toBe('unknown vanished');
    expect(target.copies[0]?.verification).toBe('unknown');
  });

  it('has a target for each set of paths, so that one that stopped is not hidden by the other', async () => {
    const other = { ...host, snapshot_hash: 'aaaaaaaaaaaaaaaa', snapshot_paths: '/srv' };
    const { targets } = await readBackups(
      world({
        restic_stamp: [
          [host, hoursAgo(4)],
          [other, hoursAgo(400)],
        ],
      })
    );
    expect(targets.map((target) => `${target.name}: ${newestIn(target)}`)).toEqual([
      'kw-01 /etc: 4 h',
      'kw-01 /srv: 400 h',
    ]);
  });

  it('keeps its key when the pod of the exporter has another address', async () => {
    const pod = (instance: string) => ({ ...host, instance, service: 'restic-offsite' });
    const before: World = { now: {}, past: { restic_stamp: [[pod('10.0.0.7:8001'), nightly(4)]] } };
    const { targets } = await readBackups({ ...before, now: { restic_stamp: [[pod('10.0.0.9:8001'), hoursAgo(4)]] } });
    expect(targets.map(({ key }) => key)).toEqual(['restic:prom/restic-offsite/kw-01/785c44996fa5']);
  });
});
