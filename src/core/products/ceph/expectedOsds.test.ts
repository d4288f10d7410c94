import { osdDifference, osdsToExpect } from './expectedOsds';
import { cephCheck, cephView } from './testData';

const osd = (id: string, isGone = false) =>
  cephCheck('ceph.osd-down', isGone ? 'unknown' : 'pass', {
    labels: { cluster: 'ceph-a', ceph_daemon: id },
    isGone,
    figures: ['osds'],
  });

describe('the OSDs that can be expected', () => {
  it('are all that are there or should be, in the order of their numbers, by the labels of the cluster', () => {
    const things = osdsToExpect(cephView({ checks: [osd('osd.0')] }));
    expect(things).toMatchObject({ checkId: 'ceph.osd-down', sourceUid: 'prom', labels: { cluster: 'ceph-a' } });
    expect(things?.by).toBe('ceph_daemon');
    expect(things?.values).toHaveLength(24);
    expect(things?.values.slice(8, 12)).toEqual(['osd.8', 'osd.9', 'osd.10', 'osd.11']);
    expect(things?.values).toContain('osd.17');
  });

  it.each([
    ['no OSD is seen now', [osd('osd.17', true)]],
    ['no check looks at them', [cephCheck('ceph.pg-unclean', 'pass')]],
  ])('are not known where %s', (_, checks) => {
    expect(osdsToExpect(cephView({ checks }))).toBeNull();
  });
});

test('what is new and what is gone', () => {
  expect(osdDifference(['osd.0', 'osd.1'], ['osd.1', 'osd.2'])).toEqual({ added: ['osd.2'], gone: ['osd.0'] });
});
