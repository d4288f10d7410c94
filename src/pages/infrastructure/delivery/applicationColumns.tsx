import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { verdictRank } from '../../../core/check/verdict';
import type { ApplicationRow } from '../../../core/products/argocd/view';
import type { Column } from '../../../ui/column';
import { sinceMeaning, sinceText, whyText } from '../../../ui/delivery/deliveryWords';
import { Mark } from '../../../ui/Mark';
import { byNumber, byText } from '../../../ui/sortRows';
import { t } from '../../../ui/t';
import { markColor } from '../../../ui/verdictLook';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';

/** The columns of the table of applications; the narrower the page, the fewer. */
export function useApplicationColumns(nowMs: number, hasProjects: boolean): Array<Column<ApplicationRow>> {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  return useMemo(
    () => [
      {
        key: 'verdict',
        heading: t('delivery.verdict', 'Verdict'),
        width: 108,
        largestFirst: true,
        compare: (a, b) => verdictRank(b.verdict) - verdictRank(a.verdict),
        cell: ({ verdict }) => <Mark state={verdict} />,
      },
      {
        key: 'name',
        heading: t('delivery.application', 'Application'),
        width: 170,
        compare: byText(({ name }) => name),
        cell: (row) => <Name row={row} />,
      },
      ...(hasProjects ? [projectColumn(styles.quiet)] : []),
      {
        key: 'health',
        heading: t('delivery.health', 'Health'),
        width: 96,
        from: 620,
        compare: byText(({ health }) => health),
        cell: ({ health }) => health,
      },
      {
        key: 'sync',
        heading: t('delivery.sync', 'Sync'),
        width: 94,
        from: 620,
        compare: byText(({ sync }) => sync),
        cell: ({ sync }) => sync,
      },
      {
        key: 'why',
        heading: t('delivery.why', 'Why'),
        wraps: true,
        cell: (row) => row.why && whyText(row.why),
      },
      {
        key: 'since',
        heading: t('delivery.since', 'Since'),
        width: 76,
        numeric: true,
        compare: byNumber(({ since }) => (since === null ? null : nowMs - since.ms)),
        largestFirst: true,
        cell: (row) => <Since row={row} nowMs={nowMs} />,
      },
      {
        key: 'revision',
        heading: t('delivery.revision', 'Revision'),
        width: 88,
        from: 1040,
        cell: ({ revision, target }) => (
          <span className={styles.quiet} title={target ?? undefined}>
            {revision ?? '—'}
          </span>
        ),
      },
      {
        key: 'auto',
        heading: t('delivery.auto-sync', 'Auto-sync'),
        width: 82,
        from: 1200,
        compare: byNumber(({ autoSync }) => Number(autoSync)),
        cell: ({ autoSync }) => (
          <span className={styles.quiet}>{autoSync ? t('delivery.on', 'on') : t('delivery.off', 'off')}</span>
        ),
      },
      {
        key: 'synced',
        heading: t('delivery.last-sync', 'Last sync'),
        width: 86,
        numeric: true,
        from: 760,
        largestFirst: true,
        compare: byNumber(({ lastSyncMs }) => lastSyncMs),
        cell: ({ lastSyncMs, lastSyncBy }) => (
          <span className={styles.quiet} title={lastSyncBy ?? undefined}>
            {lastSyncMs === null ? t('delivery.never', 'never') : sinceWhen(lastSyncMs, nowMs, zone)}
          </span>
        ),
      },
    ],
    [nowMs, zone, hasProjects, styles]
  );
}

function projectColumn(quiet: string): Column<ApplicationRow> {
  return {
    key: 'project',
    heading: t('delivery.project', 'Project'),
    width: 104,
    from: 1120,
    compare: byText(({ project }) => project),
    cell: ({ project }) => <span className={quiet}>{project}</span>,
  };
}

function Name({ row: { name, href } }: { row: ApplicationRow }) {
  const styles = useStyles2(getStyles);
  if (href === null) {
    return <span title={name}>{name}</span>;
  }
  return (
    <a
      className={styles.name}
      href={href}
      target="_blank"
      rel="noreferrer"
      title={t('delivery.open-name', '{{name}}: open in Argo CD', { name })}
    >
      <span>{name}</span>
      <Icon name="external-link-alt" size="xs" aria-hidden />
    </a>
  );
}

function Since({ row, nowMs }: { row: ApplicationRow; nowMs: number }) {
  const theme = useTheme2();
  const colour = row.verdict === 'pass' ? undefined : markColor(row.verdict, theme);
  return (
    <span style={colour === undefined ? undefined : { color: colour }} title={sinceMeaning(row.since)}>
      {sinceText(row.since, nowMs)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ color: theme.colors.text.secondary }),
  name: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '& svg': { flex: 'none', color: theme.colors.text.secondary, visibility: 'hidden' },
    '&:hover, &:focus-visible': { textDecoration: 'underline', '& svg': { visibility: 'visible' } },
  }),
});
