import type { CheckResult, Entity } from '../../../core/check/result';
import type { MissingOsd } from '../../../core/products/ceph/view';
import { useConnection } from '../../../ui/connection';
import { GoneDialog } from '../../today/GoneDialog';
import { useGone } from '../../today/useGone';

interface Props {
  osd: MissingOsd;
  checks: readonly CheckResult[];
  nowMs: number;
  /** Reads the cluster again. */
  again: () => void;
  onClose: () => void;
}

/** The dialog that says of a missing OSD that it was removed on purpose: it is gone for good, for every check. */
export function GoneOsd({ osd, checks, nowMs, again, onClose }: Props) {
  const connected = useConnection();
  const gone = useGone({ connected, look: { again } }, nowMs);
  const found = leftEntity(checks, osd);
  if (found === null) {
    return null;
  }
  const { check, entity } = found;
  return (
    <GoneDialog
      definition={check.definition}
      entity={entity}
      sourceName={
        check.evidence.find(({ sourceUid }) => sourceUid === entity.sourceUid)?.sourceName ?? entity.sourceUid
      }
      gone={gone}
      isOfEveryCheck
      nowMs={nowMs}
      onClose={() => {
        gone.forgetProblem();
        onClose();
      }}
    />
  );
}

/** The OSD as the check sees it that misses it; null where none does. */
export function leftEntity(
  checks: readonly CheckResult[],
  { id }: Pick<MissingOsd, 'id'>
): { check: CheckResult; entity: Entity } | null {
  for (const check of checks) {
    const entity = check.entities.find(({ labels, left }) => left !== undefined && labels['ceph_daemon'] === id);
    if (entity) {
      return { check, entity };
    }
  }
  return null;
}
