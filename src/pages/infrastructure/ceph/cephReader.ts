import type { CheckResult } from '../../../core/check/result';
import type { CephView } from '../../../core/products/ceph/view';

/** What was read of a Ceph cluster. */
export interface CephReading {
  view: CephView;
  checks: readonly CheckResult[];
}
