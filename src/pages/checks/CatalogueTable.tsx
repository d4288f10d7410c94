import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo, useRef, useState } from 'react';

import type { Look } from '../../ui/round/useLook';
import { t } from '../../ui/t';
import { useWidth } from '../../ui/useWidth';
import type { PackGroup } from './catalogue';
import { columnsAt, NARROW_BELOW, WIDE_FROM } from './columns';
import { PackRows } from './PackRows';

interface Props {
  packs: readonly PackGroup[];
  look: Pick<Look, 'result'>;
  /** Only what matches is there, and all of it is shown. */
  isFiltered: boolean;
}

/** All packs that have something to look at, in one table. */
export function CatalogueTable({ packs, look: { result }, isFiltered }: Props) {
  const styles = useStyles2(getStyles);
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  const frame = useRef<HTMLDivElement>(null);
  const columns = columnsAt(useWidth(frame));
  const silent = useMemo(
    () => new Set((result?.sources ?? []).flatMap(({ uid, answered }) => (answered ? [] : [uid]))),
    [result]
  );
  return (
    <div ref={frame}>
      <table className={styles.table} aria-label={t('checks.title', 'Checks')}>
        <thead>
          <tr>
            <th scope="col" className={cx(styles.verdict, styles.wide)}>
              {t('table.verdict', 'Verdict')}
            </th>
            <th scope="col" className={styles.check}>
              {t('checks.check', 'Check')}
            </th>
            <th scope="col" className={styles.value}>
              {t('checks.worst', 'Worst value')}
            </th>
            <th scope="col" className={cx(styles.where, styles.wide)}>
              {t('checks.where', 'Where')}
            </th>
            <th scope="col" className={cx(styles.limit, styles.wide)}>
              {t('table.limit', 'Limit')}
            </th>
            <th scope="col" className={cx(styles.bad, styles.wide)}>
              {t('checks.not-passing', 'Not passing')}
            </th>
            <th scope="col" className={cx(styles.days, styles.widest)}>
              {t('checks.days', '14 days')}
            </th>
          </tr>
        </thead>
        {packs.map((group) => (
          <PackRows
            key={group.pack}
            group={group}
            columns={columns}
            silent={silent}
            isFiltered={isFiltered}
            isOpen={folded.get(group.pack) ?? (isFiltered || needsSomebody(group))}
            onFold={(isOpen) => setFolded((old) => new Map([...old, [group.pack, isOpen]]))}
          />
        ))}
      </table>
    </div>
  );
}

function needsSomebody({ rows }: PackGroup): boolean {
  return rows.some(({ opened }) => opened === 'fail' || opened === 'warn' || opened === 'unknown');
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    fontVariantNumeric: 'tabular-nums',
    '& thead th': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
      textAlign: 'left',
      verticalAlign: 'bottom',
      padding: theme.spacing(0.75, 1),
    },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    '& tbody:last-of-type tr:last-child': { borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
  verdict: css({ '&&&': { width: 152, paddingLeft: theme.spacing(3) } }),
  check: css({ [`@container (max-width: ${NARROW_BELOW - 1}px)`]: { '&&&': { paddingLeft: theme.spacing(3) } } }),
  value: css({ '&&': { width: 110, textAlign: 'right' } }),
  where: css({ '&&&': { width: '24%', paddingLeft: theme.spacing(2) } }),
  limit: css({ width: 110 }),
  bad: css({ '&&': { width: 100, textAlign: 'right' } }),
  days: css({ width: 100 }),
  wide: css({ [`@container (max-width: ${NARROW_BELOW - 1}px)`]: { display: 'none' } }),
  widest: css({ [`@container (max-width: ${WIDE_FROM - 1}px)`]: { display: 'none' } }),
});
