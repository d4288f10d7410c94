import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { worstGuestsFirst } from '../../../core/products/proxmox-ve/clusterRows';
import type { Standing } from '../../../core/products/pending';
import type { GuestRow } from '../../../core/products/proxmox-ve/view';
import { bytesText, countOrUnknown, gibText, percentText, UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { durationText } from '../../../ui/duration';
import { Mark } from '../../../ui/Mark';
import { Meter } from '../../../ui/Meter';
import { reasonWords } from '../../../ui/reasonText';
import { byNumber, byText } from '../../../ui/sortRows';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { hintText } from './hintText';

const HOUR_MS = 3_600_000;

/**
 * The columns of the guest table, the same ones until what they draw changes.
 * @param pendingWord What stands for a verdict that is not there yet: whether it is on its way or was not asked for.
 * @param open Opens the drawer of a guest.
 */
export function useGuestColumns(
  nowMs: number,
  pendingWord: string,
  open: (guest: GuestRow) => void
): ReadonlyArray<Column<GuestRow>> {
  const styles = useStyles2(getStyles);
  return useMemo(() => guestColumns(nowMs, pendingWord, open, styles), [nowMs, pendingWord, open, styles]);
}

function guestColumns(
  nowMs: number,
  pendingWord: string,
  open: (guest: GuestRow) => void,
  styles: ReturnType<typeof getStyles>
): Array<Column<GuestRow>> {
  const numeric = { numeric: true, largestFirst: true };
  return [
    {
      key: 'verdict',
      heading: t('guests.verdict', 'Verdict'),
      width: 98,
      compare: (a, b) => worstGuestsFirst(b, a) || b.vmid - a.vmid,
      largestFirst: true,
      cell: ({ verdict }) => <Mark state={verdict} {...(verdict === 'pending' && { word: pendingWord })} />,
    },
    {
      key: 'id',
      heading: t('guests.id', 'Id'),
      width: 52,
      numeric: true,
      compare: byNumber(({ vmid }) => vmid),
      cell: ({ vmid }) => <span className={styles.quiet}>{vmid}</span>,
    },
    {
      key: 'name',
      heading: t('guests.guest', 'Guest'),
      compare: byText(({ name }) => name),
      cell: (guest) => <Name guest={guest} open={open} />,
    },
    {
      key: 'node',
      heading: t('guests.node', 'Node'),
      width: 76,
      from: 640,
      compare: byText(({ node }) => node),
      cell: ({ node }) => (
        <span className={styles.quiet} title={node}>
          {node}
        </span>
      ),
    },
    {
      key: 'status',
      heading: t('guests.status', 'Status'),
      width: 80,
      from: 520,
      compare: byText(({ status }) => status),
      cell: ({ status }) => <Status status={status} />,
    },
    {
      key: 'cpu',
      heading: t('guests.cpu', 'CPU of vCPU'),
      width: 140,
      from: 920,
      largestFirst: true,
      compare: byNumber(({ cpuRatio }) => cpuRatio),
      cell: (guest) => <Use guest={guest} ratio={guest.cpuRatio} of={countOrUnknown(guest.vcpus)} />,
    },
    {
      key: 'memory',
      heading: t('guests.memory', 'Memory of GiB'),
      width: 144,
      from: 780,
      largestFirst: true,
      compare: byNumber(({ memoryUsedRatio }) => memoryUsedRatio),
      cell: (guest) => <Use guest={guest} ratio={guest.memoryUsedRatio} of={gibText(guest.memoryBytes)} />,
    },
    {
      key: 'disk',
      heading: t('guests.disk', 'Disk'),
      width: 92,
      from: 1000,
      ...numeric,
      compare: byNumber(({ diskBytes }) => diskBytes),
      cell: ({ diskBytes }) => <span className={styles.quiet}>{bytesText(diskBytes)}</span>,
    },
    {
      key: 'backup',
      heading: t('guests.backup', 'Last backup'),
      width: 100,
      from: 460,
      ...numeric,
      compare: byNumber((guest) => backupAgeMs(guest, nowMs)),
      cell: ({ lastBackup }) => <Backup backup={lastBackup} nowMs={nowMs} />,
    },
    {
      key: 'tags',
      heading: t('guests.tags', 'Tags'),
      width: 84,
      from: 1090,
      compare: byText(({ tags }) => tags.join(' ')),
      cell: ({ tags }) => (
        <span className={styles.small} title={tags.join(', ')}>
          {tags.join(', ')}
        </span>
      ),
    },
  ];
}

interface NameProps {
  guest: GuestRow;
  open: (guest: GuestRow) => void;
}

/** "billing-db  in no backup job +2": the name opens all that is known of it. */
function Name({ guest, open }: NameProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { name, kind, template, verdict, hints } = guest;
  const [worst] = hints;
  return (
    <span className={styles.line}>
      {/* The row has the focus; for who points, the name is what to hit. */}
      <button
        type="button"
        tabIndex={-1}
        className={cx(styles.name, !isCalm(verdict) && styles.medium)}
        title={name}
        onClick={() => open(guest)}
      >
        {name}
      </button>
      {kind === 'lxc' && <span className={styles.small}>{t('guests.container', 'ct')}</span>}
      {template && <span className={styles.small}>{t('guests.template', 'template')}</span>}
      {worst && (
        <span className={styles.hint} style={{ color: markColor(worst.verdict, theme) }}>
          {hintText(worst)}
        </span>
      )}
      {hints.length > 1 && <span className={styles.small}>+{hints.length - 1}</span>}
    </span>
  );
}

function Status({ status }: { status: string }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return status === 'unknown' ? (
    <span style={{ color: markColor('unknown', theme) }}>{t('guests.unknown', 'unknown')}</span>
  ) : (
    <span className={styles.quiet}>{status}</span>
  );
}

/** A meter with its share and what it is a share of; a dash for a guest that does not run. */
function Use({ guest: { status }, ratio, of }: { guest: GuestRow; ratio: number | null; of: string }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  if (status === 'stopped') {
    return <span className={styles.quiet}>—</span>;
  }
  return (
    <span className={styles.use}>
      <Meter ratio={ratio} verdict="pass" height={4} />
      <span className={styles.share} style={ratio === null ? { color: markColor('unknown', theme) } : undefined}>
        {percentText(ratio)}
      </span>
      <span className={styles.of}>{of}</span>
    </span>
  );
}

function Backup({ backup, nowMs }: { backup: GuestRow['lastBackup']; nowMs: number }) {
  const styles = useStyles2(getStyles);
  switch (backup.state) {
    case 'known': {
      const age = ageText(nowMs - backup.atMs);
      return isCalm(backup.verdict) ? (
        <span className={styles.quiet}>{age}</span>
      ) : (
        <Mark state={backup.verdict} word={age} size="sm" />
      );
    }
    case 'never':
      return <Mark state={backup.verdict} word={t('guests.never', 'never')} size="sm" />;
    case 'pending':
      return <span className={styles.quiet}>{UNKNOWN_TEXT}</span>;
    case 'excluded':
      return <span className={styles.quiet}>{t('guests.excluded', 'excluded')}</span>;
    case 'unknown':
      return (
        <span title={reasonWords(backup.reason)}>
          <Mark state="unknown" word={UNKNOWN_TEXT} size="sm" />
        </span>
      );
  }
}

/** `6 h`, `31 h`, `4 d`: hours up to two days, as objectives are set. */
function ageText(ms: number): string {
  return ms < HOUR_MS || ms >= 48 * HOUR_MS
    ? durationText(ms)
    : t('guests.hours', '{{n}} h', { n: Math.floor(ms / HOUR_MS) });
}

/** Never backed up sorts as oldest. */
function backupAgeMs({ lastBackup }: GuestRow, nowMs: number): number | null {
  return lastBackup.state === 'known' ? nowMs - lastBackup.atMs : lastBackup.state === 'never' ? Infinity : null;
}

function isCalm(verdict: Standing): boolean {
  return verdict === 'pass' || verdict === 'na' || verdict === 'pending';
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.75),
    minWidth: 0,
    '& > *': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '& > :first-child': { flex: '0 1 auto' },
  }),
  medium: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, flex: 'none' }),
  name: css({
    border: 0,
    padding: 0,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    whiteSpace: 'nowrap',
    'tr:hover &': { textDecoration: 'underline' },
  }),
  hint: css({ ...theme.typography.bodySmall, flex: '0 1 auto', minWidth: 40, whiteSpace: 'nowrap' }),
  use: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 46px 26px',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  }),
  share: css({ textAlign: 'right' }),
  of: css({ ...theme.typography.bodySmall, textAlign: 'right', color: theme.colors.text.secondary }),
});
