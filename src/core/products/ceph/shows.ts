import type { CheckDefinition } from '../../check/definition';
import type { CheckResult } from '../../check/result';
import { feeding, type Shows } from '../shows';

/** Parts of its page. */
const PLACES = ['capacity', 'osds', 'recovery', 'pools', 'buckets', 'filesystems', 'daemons'] as const;
export type CephPlace = (typeof PLACES)[number];

/** `health` is what Ceph says of itself, `osd` the tile of one, `pool`, `bucket` and `filesystem` are rows. */
const FIGURES = [
  'health',
  'osds',
  'osd',
  'raw-used',
  'nearfull-in',
  'host-fails',
  'pgs',
  'pool',
  'bucket',
  'filesystem',
  'monitor',
  'slow-ops',
  'scrub',
] as const;
export type CephFigure = (typeof FIGURES)[number];

export const CEPH_SHOWS: Shows = { places: PLACES, figures: FIGURES, shortBy: [], optional: false };

/** The part of the page that tells more of a check; undefined where none does. */
export function cephPlaceOf({ place }: Pick<CheckDefinition, 'place'>): CephPlace | undefined {
  return PLACES.find((one) => one === place);
}

/** Those of the checks that feed a figure, in their order. */
export function cephFeeding(checks: readonly CheckResult[], figure: CephFigure): CheckResult[] {
  return feeding<CephFigure>(checks, figure);
}
