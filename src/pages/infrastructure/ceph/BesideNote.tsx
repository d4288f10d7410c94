import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import type { CephBeside, CephDifference } from '../../../core/products/ceph/view';
import { osdStateWord } from '../../../ui/ceph/osdWords';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { t } from '../../../ui/t';
import { clusterPath } from '../paths';

/** Differences before the rest is only counted. */
const FEW = 6;

/** Whether the Proxmox that the Ceph runs on says the same as the metrics, and what else it says. */
export function BesideNote({ beside: { uid, name, problem, differs } }: { beside: CephBeside }) {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.note}>
      {differs.length > 0 && <Mark state="warn" glyphOnly size="sm" />}
      {differs.length === 0 && problem !== null && <Mark state="unknown" glyphOnly size="sm" />}
      <span>
        <Link to={clusterPath(uid)} className={styles.link}>
          {name}
        </Link>{' '}
        {saidText(differs, problem !== null)}{' '}
        {problem !== null &&
          t('ceph.beside.problem', 'It could not be asked for all of it: {{why}}', { why: reasonWords(problem) })}
      </span>
    </p>
  );
}

function saidText(differs: readonly CephDifference[], isPartial: boolean): string {
  if (differs.length === 0) {
    return isPartial
      ? t('ceph.beside.part', 'runs this Ceph.')
      : t('ceph.beside.same', 'says the same of health and OSDs through the API of Proxmox.');
  }
  const shown = differs.slice(0, FEW).map(differenceText).join('; ');
  return differs.length <= FEW
    ? t('ceph.beside.differs', 'says otherwise through the API of Proxmox: {{differs}}.', { differs: shown })
    : t('ceph.beside.differs-more', 'says otherwise through the API of Proxmox: {{differs}}; and {{n}} more.', {
        differs: shown,
        n: differs.length - FEW,
      });
}

function differenceText(difference: CephDifference): string {
  return difference.about === 'health'
    ? t('ceph.beside.health', '{{proxmox}} there, {{metrics}} by the metrics', {
        proxmox: difference.proxmox,
        metrics: difference.metrics,
      })
    : t('ceph.beside.osd', '{{osd}} is {{proxmox}} there, {{metrics}} by the metrics', {
        osd: difference.id,
        proxmox: osdStateWord(difference.proxmox),
        metrics: osdStateWord(difference.metrics),
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 0, 0),
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
