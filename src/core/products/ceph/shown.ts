import type { CheckResult } from '../../check/result';
import { worstVerdict } from '../../check/verdict';
import type { CephView } from './view';

/** Parts of the page, by their names in its address. */
export type CephSection = 'capacity' | 'osds' | 'recovery' | 'pools' | 'buckets' | 'filesystems' | 'daemons';

/** Which part tells more of a check of the pack. */
const SECTION_OF: Readonly<Record<string, CephSection>> = {
  'ceph.capacity': 'capacity',
  'ceph.capacity-shrank': 'capacity',
  'ceph.days-to-full': 'capacity',
  'ceph.host-fails': 'osds',
  'ceph.osd-down': 'osds',
  'ceph.osd-out': 'osds',
  'ceph.osd-nearfull': 'osds',
  'ceph.osd-imbalance': 'osds',
  'ceph.flags': 'recovery',
  'ceph.pg-unclean': 'recovery',
  'ceph.pg-inactive': 'recovery',
  'ceph.recovery-stuck': 'recovery',
  'ceph.pool-usage': 'pools',
  'ceph.bucket-quota': 'buckets',
  'ceph.bucket-growth': 'buckets',
  'ceph.fs-mds': 'filesystems',
  'ceph.fs-degraded': 'filesystems',
  'ceph.mon-quorum': 'daemons',
  'ceph.mon-down': 'daemons',
  'ceph.mgr-standby': 'daemons',
  'ceph.slow-ops': 'daemons',
  'ceph.scrub-debt': 'daemons',
};

/** Which checks of the pack stand behind a figure. */
const BEHIND: Readonly<Record<keyof CephView['figures'], readonly string[]>> = {
  osds: ['ceph.osd-down'],
  rawUsed: ['ceph.capacity'],
  writable: ['ceph.pool-usage'],
  nearfullIn: ['ceph.days-to-full'],
  hostFails: ['ceph.host-fails'],
  pgs: ['ceph.pg-unclean', 'ceph.pg-inactive'],
};

/** The part of the page about what a check looks at; undefined where none is. */
export function sectionOf({ definition }: Pick<CheckResult, 'definition'>): CephSection | undefined {
  return SECTION_OF[definition.id];
}

/** The check behind a figure, of several the worst; undefined where none was asked. */
export function checkBehind(
  { checks }: Pick<CephView, 'checks'>,
  figure: keyof CephView['figures']
): CheckResult | undefined {
  const found = checks.filter(({ definition }) => BEHIND[figure].includes(definition.id));
  const worst = worstVerdict(found.map(({ verdict }) => verdict));
  return found.find(({ verdict }) => verdict === worst);
}
