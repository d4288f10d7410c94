import { cephCheck } from './testData';
import { toldOnce } from './toldOnce';

const labels = { cluster: 'ceph-a', ceph_daemon: 'osd.17' };
const left = (id: string, osd = 'osd.17') =>
  cephCheck(id, 'unknown', { labels: { ...labels, ceph_daemon: osd }, isGone: true });
const idsOf = (told: ReturnType<typeof toldOnce>) =>
  told.map(({ check, others }) => [check.definition.id, ...others.map(({ definition }) => definition.id)]);

test('checks that miss the same OSD are one finding', () => {
  expect(idsOf(toldOnce([left('a'), left('b'), left('c', 'osd.3'), left('d')]))).toEqual([['a', 'b', 'd'], ['c']]);
});

test('a check that knows of something worse, or of something that is there, stands for itself', () => {
  const failed = cephCheck('failed', 'fail', { labels, isGone: true });
  const unread = cephCheck('unread', 'unknown', { labels });
  expect(idsOf(toldOnce([failed, left('a'), unread, cephCheck('full', 'warn')]))).toEqual([
    ['failed'],
    ['a'],
    ['unread'],
    ['full'],
  ]);
});
