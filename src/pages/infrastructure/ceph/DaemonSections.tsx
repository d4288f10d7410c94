import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CephView } from '../../../core/products/ceph/view';
import type { Judged } from '../../../core/products/judged';
import { bytesText, countOrUnknown, UNKNOWN_TEXT } from '../../../ui/amounts';
import { JudgedText } from '../../../ui/JudgedText';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { FactTable } from '../cluster/FactTable';
import { FactList } from './FactList';
import { sectionWord } from './sectionWord';

type Filesystems = NonNullable<CephView['filesystems']>;

/** Filesystems with their metadata servers and room. */
export function FilesystemSection({ filesystems }: { filesystems: Filesystems }) {
  const numeric = { numeric: true };
  return (
    <Section anchor="filesystems" title={sectionWord('filesystems')} count={filesystems.length}>
      <FactTable
        label={sectionWord('filesystems')}
        rows={filesystems}
        rowKey={({ name }) => name}
        verdict={({ verdict }) => verdict}
        none={t('ceph.fs.none', 'No filesystem is known.')}
        columns={[
          { key: 'name', heading: t('ceph.fs.name', 'Filesystem'), cell: ({ name }) => name },
          {
            key: 'active',
            heading: t('ceph.fs.active', 'Active MDS'),
            width: 110,
            ...numeric,
            cell: ({ activeMds }) => countOrUnknown(activeMds),
          },
          {
            key: 'standby',
            heading: t('ceph.fs.standby', 'Standby MDS'),
            width: 110,
            from: 460,
            ...numeric,
            cell: ({ standbyMds }) => countOrUnknown(standbyMds),
          },
          {
            key: 'used',
            heading: t('ceph.fs.used', 'Used'),
            width: 110,
            from: 560,
            ...numeric,
            cell: ({ usedBytes }) => bytesText(usedBytes),
          },
          {
            key: 'available',
            heading: t('ceph.fs.available', 'Can be written'),
            width: 130,
            from: 680,
            ...numeric,
            cell: ({ availableBytes }) => bytesText(availableBytes),
          },
        ]}
      />
    </Section>
  );
}

/** Who keeps the cluster together, and what waits: monitors, managers, slow operations and scrubbing. */
export function DaemonSection({
  view: { monitors, managers, slowOps, scrub },
}: {
  view: Pick<CephView, 'monitors' | 'managers' | 'slowOps' | 'scrub'>;
}) {
  const styles = useStyles2(getStyles);
  return (
    <Section anchor="daemons" title={sectionWord('daemons')}>
      <div className={styles.columns}>
        <FactList
          facts={[
            [t('ceph.daemons.quorum', 'Monitors in quorum'), quorumText(monitors)],
            ...outOf(monitors),
            [t('ceph.daemons.active', 'Active manager'), namesOf(managers, true)],
            [t('ceph.daemons.standby', 'Standby managers'), namesOf(managers, false)],
          ]}
        />
        <FactList
          facts={[
            [t('ceph.daemons.slow', 'Slow operations'), <Amount key="slow" judged={slowOps} />],
            [
              t('ceph.daemons.scrub', 'Placement groups not scrubbed in time'),
              <Amount key="scrub" judged={scrub.notScrubbed} />,
            ],
            [
              t('ceph.daemons.deep-scrub', 'Not deep-scrubbed in time'),
              <Amount key="deep" judged={scrub.notDeepScrubbed} />,
            ],
          ]}
        />
      </div>
    </Section>
  );
}

function Amount({ judged: { value, verdict } }: { judged: Judged }) {
  return value === null && verdict === 'na' ? (
    <>—</>
  ) : (
    <JudgedText verdict={value === null ? 'unknown' : verdict}>{countOrUnknown(value)}</JudgedText>
  );
}

/** "3 of 3"; one that nobody can tell of is not counted as there. */
function quorumText(monitors: CephView['monitors']): string {
  if (monitors.length === 0) {
    return UNKNOWN_TEXT;
  }
  const isUnknown = monitors.every(({ inQuorum }) => inQuorum === null);
  return t('ceph.daemons.quorum-of', '{{n}} of {{all}}', {
    n: isUnknown ? UNKNOWN_TEXT : countOrUnknown(monitors.filter(({ inQuorum }) => inQuorum === true).length),
    all: monitors.length,
  });
}

/** Monitors that are out of the quorum, by name. */
function outOf(monitors: CephView['monitors']): Array<readonly [string, string]> {
  const out = monitors.filter(({ inQuorum }) => inQuorum === false).map(({ name }) => name);
  return out.length === 0 ? [] : [[t('ceph.daemons.out', 'Out of quorum'), out.join(', ')]];
}

function namesOf(managers: CephView['managers'], active: boolean): string {
  if (managers.length === 0 || managers.every((manager) => manager.active === null)) {
    return UNKNOWN_TEXT;
  }
  const names = managers.filter((manager) => manager.active === active).map(({ name }) => name);
  return names.length === 0 ? t('ceph.daemons.none', 'none') : names.join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
    gap: theme.spacing(0, 4),
  }),
});
