import type { ExpectedThings } from '../../acceptance/expected';
import { identityBy } from '../../check/entityKey';
import { naturally } from '../../hardware-map/naturally';
import { cephFeeding } from './shows';
import type { CephView } from './view';

/**
 * The OSDs of a cluster as a list that a person can expect: all that are there or should be, missing ones too. Null while no OSD is
 * seen, because then nobody can tell by which labels they will be found.
 */
export function osdsToExpect({
  checks,
  hosts,
  sourceUid,
}: Pick<CephView, 'checks' | 'hosts' | 'sourceUid'>): ExpectedThings | null {
  const [check] = cephFeeding(checks, 'osds');
  const seen = check?.entities.find(({ labels, left }) => left === undefined && labels[OSD_LABEL] !== undefined);
  if (!check || !seen) {
    return null;
  }
  const common = check.definition.by.filter((label) => label !== OSD_LABEL);
  const { labels } = identityBy(common)(sourceUid, seen.labels);
  const values = hosts.flatMap(({ osds }) => osds.map(({ id }) => id)).sort(naturally);
  return { checkId: check.definition.id, sourceUid, labels, by: OSD_LABEL, values };
}

const OSD_LABEL = 'ceph_daemon';

/** What differs between the OSDs that are accepted and those that are there or should be. */
export interface OsdDifference {
  /** Not accepted yet. */
  added: readonly string[];
  /** Accepted, and said to be gone for good since. */
  gone: readonly string[];
}

export function osdDifference(accepted: readonly string[], now: readonly string[]): OsdDifference {
  return {
    added: now.filter((id) => !accepted.includes(id)),
    gone: accepted.filter((id) => !now.includes(id)),
  };
}
