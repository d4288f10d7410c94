import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import { PROXMOX_VE } from '../../../core/products/proxmox-ve/product';
import type { PostureReason, TargetRow } from '../../../core/products/backups/view';
import { serversOf } from '../../../core/products/source';
import { useConnection } from '../../../ui/connection';
import { GrafanaLink } from '../../../ui/GrafanaLink';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { clusterPath } from '../paths';

interface Props {
  row: TargetRow;
  reason: PostureReason;
  /** Null where this user may not record one. */
  onRecord: ((key: string) => void) | null;
  /** The drawer of the target is open: there is no way to where one is. */
  isInDrawer?: boolean;
}

/** Where to go about a reason: one link. */
export function ReasonLink({ row, reason, onRecord, isInDrawer = false }: Props) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  const { connection } = useConnection();
  const { key, sourceUid, kind } = row.target;
  const toDrawer = (words: string) =>
    isInDrawer ? null : (
      <button type="button" className={styles.link} onClick={() => change({ target: key, day: null })}>
        {words}
      </button>
    );
  const details = toDrawer(t('targets.details', 'Details'));
  switch (reason.code) {
    case 'not-seen':
      return isOfSource(reason) && connection.dataSources.some(({ uid }) => uid === sourceUid) ? (
        <GrafanaLink place={{ to: 'data-source', uid: sourceUid }} look="text" otherwise={details} />
      ) : (
        details
      );
    case 'restore-test-overdue':
    case 'restore-failed':
      return onRecord === null ? (
        details
      ) : (
        <button type="button" className={styles.link} onClick={() => onRecord(key)}>
          {t('targets.record', 'Record a restore test')}
        </button>
      );
    case 'last-run-failed':
    case 'last-run-warned':
      return toDrawer(t('targets.runs', 'Runs'));
    case 'no-job':
    case 'job-off':
    case 'job-unscheduled':
    case 'all-volumes-left-out':
    case 'volumes-left-out': {
      const vmid = /\/(\d+)$/.exec(key)?.[1];
      return kind === 'guest' &&
        vmid !== undefined &&
        serversOf(connection.sources, PROXMOX_VE).some(({ ref }) => ref.uid === sourceUid) ? (
        <Link className={styles.link} to={`${clusterPath(sourceUid, 'guests')}?guest=${vmid}`}>
          {t('targets.open-guest', 'Open guest')}
        </Link>
      ) : (
        details
      );
    }
    default:
      return details;
  }
}

function isOfSource({ reason }: PostureReason): boolean {
  return reason !== undefined && reason.code !== 'no-data' && reason.code !== 'not-connected';
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    border: 0,
    padding: 0,
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.link,
    borderRadius: theme.shape.radius.default,
    whiteSpace: 'nowrap',
    // Within a sentence the color alone does not tell it.
    textDecoration: 'underline',
    textUnderlineOffset: 3,
    '&:hover': { textDecorationThickness: 2 },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
