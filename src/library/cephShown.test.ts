import { cephPlaceOf } from '../core/products/ceph/shows';
import { builtin } from './builtin.gen';

/** Of the cluster as a whole, or of what the page has no part for. */
const WITHOUT = [
  'ceph.health',
  'ceph.health-check',
  'ceph.large-omap',
  'ceph.crash',
  'ceph.version-skew',
  'ceph.rgw-up',
];

test('every check of Ceph leads to a part of its page, but those that are about none', () => {
  const checks = builtin.checks.filter(({ pack, kind }) => pack === 'ceph' && kind === 'prometheus');
  const homeless = checks.filter((definition) => cephPlaceOf(definition) === undefined).map(({ id }) => id);
  expect(checks.length).toBeGreaterThan(WITHOUT.length);
  expect(homeless.sort()).toEqual([...WITHOUT].sort());
});
