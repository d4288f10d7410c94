import { newestIn, nightly, hoursAgo, readBackups, runsIn, targetIn, type World } from './testData';

describe('a backup that writes its own time', () => {
  const labels = { instance: 'git-1:9100', job: 'node', name: 'gitlab' };
  const KEY = 'metric:prom/git-1/gitlab';

  it('is judged by its own interval where it gives one', async () => {
    const target = await targetIn(
      {
        now: {
          generic_defined: [[labels, 1]],
          generic_stamp: [[labels, hoursAgo(3)]],
          generic_interval: [[labels, 21_600]],
          generic_failed: [[labels, hoursAgo(1)]],
        },
        past: { generic_defined: [[labels, () => 1]], generic_stamps: [[labels, nightly(3)]] },
      },
      KEY
    );
    expect(target).toMatchObject({
      kind: 'other',
      coverage: { state: 'covered' },
      jobs: [{ state: 'on', intervalSeconds: 21_600 }],
      copies: [{ verification: 'none' }],
    });
    expect(runsIn(target, 2)).toEqual(['failed 1', 'good 3']);
  });

  it('that was never made is defined by its interval', async () => {
    const target = await targetIn(
      { now: { generic_defined: [[labels, 1]], generic_interval: [[labels, 86_400]] } },
      KEY
    );
    expect(target).toMatchObject({ copies: [], coverage: { state: 'covered' } });
  });

  it.each([
    [hoursAgo(2), 'ok'],
    [hoursAgo(20), 'waiting'],
  ])('was verified after the backup or waits', async (verified, verification) => {
    const now: World['now'] = {
      generic_defined: [[labels, 1]],
      generic_stamp: [[labels, hoursAgo(3)]],
      generic_verified: [[labels, verified]],
    };
    expect((await targetIn({ now }, KEY)).copies[0]).toMatchObject({ verification, verifiedMs: verified * 1000 });
  });

  it('has vanished with its exporter', async () => {
    const past: World['past'] = { generic_defined: [[labels, (hours) => (hours > 20 ? 1 : null)]] };
    expect(newestIn(await targetIn({ past }, KEY))).toBe('unknown vanished');
  });

  it('keeps two databases of one script apart', async () => {
    const rows = ['a', 'b'].map((database) => [{ job: 'push', name: 'dump', database }, 1] as const);
    const { targets } = await readBackups({ now: { generic_defined: rows } });
    expect(targets.map(({ key, kind }) => `${key} ${kind}`)).toEqual([
      'metric:prom/push/dump/a database',
      'metric:prom/push/dump/b database',
    ]);
  });
});

describe('snapshots of etcd', () => {
  const rke2 = { cluster: 'prod', job: 'rke2-server' };

  it('that are counted have the time of their last rise, and a failure after it', async () => {
    const target = await targetIn(
      {
        now: {
          etcd_defined: [[rke2, 1]],
          etcd_goodAt: [[rke2, hoursAgo(12.4)]],
          etcd_failedAt: [[rke2, hoursAgo(0.4)]],
        },
        past: {
          etcd_defined: [[rke2, () => 1]],
          etcd_goods: [[rke2, (hours) => (hours % 12 === 0 && hours > 0 ? 1 : null)]],
        },
      },
      'etcd:prod/rke2-server'
    );
    expect(target).toMatchObject({ kind: 'etcd', coverage: { state: 'covered' } });
    expect(newestIn(target)).toBe('12.4 h');
    expect(runsIn(target, 3)).toEqual(['failed 0.4', 'good 12.4', 'good 25']);
  });

  it.each([
    ['is not known of one that is older than what was read', () => 1, 'unknown no-history'],
    ['is never of one that came since', (hours: number) => (hours < 20 ? 1 : null), 'none'],
  ])('the newest %s', async (_what, defined, newest) => {
    const target = await targetIn(
      { now: { etcd_defined: [[rke2, 1]] }, past: { etcd_defined: [[rke2, defined]] } },
      'etcd:prod/rke2-server'
    );
    expect(newestIn(target)).toBe(newest);
  });

  it('with a timestamp have that', async () => {
    const shoot = { namespace: 'shoot-1', job: 'etcd-main' };
    const target = await targetIn(
      { now: { etcd_defined: [[shoot, 1]], etcd_stamp: [[shoot, hoursAgo(0.1)]] } },
      'etcd:prom/shoot-1/etcd-main'
    );
    expect(newestIn(target)).toBe('0.1 h');
  });
});

describe('operators that count', () => {
  it('VolSync: a source that was never in time, and one that was deleted', async () => {
    const photos = { cluster: 'home', obj_namespace: 'media', obj_name: 'photos' };
    const gone = { ...photos, obj_name: 'gone' };
    const { targets } = await readBackups({
      now: { volsync_defined: [[photos, 1]], volsync_failedAt: [[photos, hoursAgo(2)]] },
      past: {
        volsync_defined: [
          [photos, (hours) => (hours < 72 ? 1 : null)],
          [gone, (hours) => (hours > 72 ? 1 : null)],
        ],
      },
    });
    expect(targets.map((target) => [target.key, target.copies.length, ...runsIn(target)])).toEqual([
      ['volsync:home/media/photos', 0, 'failed 2'],
    ]);
  });

  it('K8up: a namespace with schedules', async () => {
    const wiki = { cluster: 'home', namespace: 'wiki' };
    const target = await targetIn(
      { now: { k8up_defined: [[wiki, 1]], k8up_goodAt: [[wiki, hoursAgo(9)]] } },
      'k8up:home/wiki'
    );
    expect(newestIn(target)).toBe('9 h');
  });
});

it('a volume of Longhorn with 0 was never backed up', async () => {
  const volume = { cluster: 'home', volume: 'pvc-1', pvc: 'data', pvc_namespace: 'wiki' };
  const target = await targetIn(
    { now: { longhorn_defined: [[volume, 1]], longhorn_stamp: [[volume, 0]] } },
    'longhorn:home/pvc-1'
  );
  expect(target).toMatchObject({ name: 'data', place: 'home/wiki', copies: [], coverage: { state: 'unknown' } });
});

describe('a bucket that is replicated', () => {
  const bucket = { job: 'minio', bucket: 'photos' };
  const KEY = 'minio:prom/minio/photos';

  const up = () => 1;
  const downFor = (hours: number) => (hoursBack: number) => Number(hoursBack > hours);

  it.each([
    ['has what was written an hour ago', () => 0, up, '1 h', false],
    ['has what was written before it began to fail', (hours: number) => (hours > 30 ? 0 : 3), up, '32 h', true],
    ['is unknown when it fails for as long as was looked at', () => 3, up, 'unknown no-data', true],
    ['has what was written before its link went down, where nothing fails', () => 0, downFor(30), '32 h', true],
    ['is unknown when its link is down all the time', () => 0, () => 0, 'unknown no-data', true],
    ['is unknown where nothing tells of its link', () => 0, () => null, 'unknown no-data', false],
  ])('%s', async (_what, failed, online, newest, hasFailed) => {
    const target = await targetIn(
      {
        now: { minio_failed: [[bucket, failed(0)]], minio_online: [[bucket, online(0)]] },
        past: { minio_failed: [[bucket, failed]], minio_online: [[bucket, online]] },
      },
      KEY
    );
    expect(newestIn(target)).toBe(newest);
    expect(target.copies[0]?.sync?.failed).toBe(hasFailed);
  });

  it('nobody knows of a time without word of its link whether it was copied', async () => {
    const target = await targetIn(
      {
        now: { minio_failed: [[bucket, 0]], minio_online: [[bucket, 1]] },
        past: {
          minio_failed: [[bucket, () => 0]],
          minio_online: [[bucket, (hours: number) => (hours === 1 ? null : 1)]],
        },
      },
      KEY
    );
    expect(runsIn(target, 3)).toEqual(['good 1', 'unknown 2', 'good 3']);
  });
});
