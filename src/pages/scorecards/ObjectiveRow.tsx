import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';

import { isException } from '../../core/check/verdict';
import type { ObjectiveResult } from '../../core/slo/judge';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { getNotedRowStyles } from '../../ui/notedTable';
import { MethodBadge } from '../../ui/slo/MethodBadge';
import { recorderName } from '../../ui/slo/methodWords';
import { ObjectiveMark } from '../../ui/slo/ObjectiveMark';
import { t } from '../../ui/t';
import { useZone } from '../../ui/zone';
import { Agreement, BudgetCell, BurnCell, CoverageCell, SliCell, Strip } from './ObjectiveCells';
import { objectiveHref } from './paths';
import { ReasonLine } from './ReasonLine';
import { rowTitle } from '../../core/slo/rowOrder';
import { periodShort } from '../../ui/slo/periodWords';
import type { TableShape } from './tableColumns';

interface Props {
  row: ScorecardRow;
  index: number;
  periods: readonly Period[];
  /** Of the address, for links. */
  window: string | null;
  shape: TableShape;
  columns: number;
  /** A sentence of its own; an alert above says why otherwise. */
  isExplained: boolean;
  isTabStop: boolean;
  /** Of the row, and of its sentence: a long list is drawn in part, so that they are as high as this and no higher. */
  heights: { row: number; noted: number; note: number } | null;
}

/** One budget: what was promised, what was kept, what is left, over the chosen window and below it over the other. */
export const ObjectiveRow = memo(function ObjectiveRow(props: Props) {
  const { row, index, window, shape, columns, isExplained, isTabStop, heights } = props;
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const [result] = row.results;
  if (!result) {
    return null;
  }
  const { objective, group } = row;
  const href = objectiveHref(objective.id, group, window);
  const open = (event: MouseEvent | KeyboardEvent) => {
    if (!(event.target instanceof Element && event.target.closest('a, button'))) {
      navigate(href);
    }
  };
  const isBad = isException(result.verdict);
  const reason = isBad && isExplained ? <ReasonLine row={row} window={window} isCut={heights !== null} /> : null;
  return (
    <tbody className={cx(styles.item, shape.isBlocks && styles.blocks)} onClick={open}>
      <tr
        data-index={index}
        aria-rowindex={index + 2}
        tabIndex={isTabStop ? 0 : -1}
        className={cx(reason !== null && styles.noted)}
        style={heights === null ? undefined : { height: reason === null ? heights.row : heights.noted }}
        onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && open(event)}
      >
        <td>
          <ObjectiveMark verdict={result.verdict} />
        </td>
        <td>
          <Link to={href} className={cx(styles.name, isBad && styles.medium)}>
            {rowTitle(row)}
          </Link>
          {shape.hasSub && <Sub row={row} />}
        </td>
        <Numbers {...props} result={result} />
      </tr>
      {reason !== null && (
        <tr className={styles.note} style={heights === null ? undefined : { height: heights.note }}>
          {!shape.isBlocks && <td />}
          <td colSpan={columns - 1}>{reason}</td>
        </tr>
      )}
    </tbody>
  );
});

function Sub({ row: { objective } }: { row: ScorecardRow }) {
  const styles = useStyles2(getStyles);
  const recorder = recorderName(objective);
  const parts = [objective.service, objective.owner, ...(recorder === null ? [] : [recorder])];
  return (
    <div className={styles.sub}>
      {parts.filter((part) => part !== '').join(' · ')} <MethodBadge objective={objective} />
    </div>
  );
}

function Numbers(props: Props & { result: ObjectiveResult }) {
  const { row, periods, shape, result } = props;
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { objective } = row;
  // Two windows that are the same stretch of time, as those of a calendar month, are one line.
  const results = row.results.filter(
    ({ span }, at) => at === 0 || span.fromMs !== result.span.fromMs || span.readToMs !== result.span.readToMs
  );
  const lines = results.map((one) => ({
    result: one,
    period: periods[row.results.indexOf(one)] ?? { kind: 'own' as const },
  }));
  const target = `${objective.target} %`;
  if (shape.isBlocks) {
    return (
      <>
        <td>
          <SliCell row={row} lines={lines} before={`${t('objectives.sli', 'SLI')} `} />{' '}
          <span className={styles.quiet}>{t('objectives.of', 'of {{target}}', { target })}</span>
        </td>
        <td>
          <BudgetCell row={row} lines={lines.slice(0, 1)} />
        </td>
      </>
    );
  }
  return (
    <>
      <td className={styles.number}>
        <span className={styles.quiet}>{target}</span>
        <Agreement row={row} result={result} />
      </td>
      <td className={styles.number}>
        {lines.map(({ result: one, period }, at) => (
          <div key={at} className={cx(styles.quiet, styles.small, at === 0 ? styles.first : styles.second)}>
            {periodShort(period, objective, one.span.fromMs, zone)}
          </div>
        ))}
      </td>
      <td className={styles.number}>
        <SliCell row={row} lines={lines} />
      </td>
      <td>
        <BudgetCell row={row} lines={lines} />
      </td>
      <td className={styles.number}>
        <BurnCell row={row} result={result} hours={1} />
      </td>
      {shape.hasLongBurn && (
        <td className={styles.number}>
          <BurnCell row={row} result={result} hours={72} />
        </td>
      )}
      {shape.stripWidth !== null && (
        <td>
          <Strip row={row} result={result} width={shape.stripWidth - 8} />
        </td>
      )}
      {shape.hasCoverage && (
        <td className={styles.number}>
          <CoverageCell row={row} result={result} />
        </td>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...getNotedRowStyles(theme),
  name: css({ color: theme.colors.text.primary, overflowWrap: 'anywhere', '&:hover': { textDecoration: 'underline' } }),
  medium: css({ fontWeight: theme.typography.fontWeightMedium }),
  sub: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  small: css({ fontSize: theme.typography.bodySmall.fontSize }),
  quiet: css({ color: theme.colors.text.secondary }),
  first: css({ display: 'block', lineHeight: '22px' }),
  second: css({ display: 'block', lineHeight: '18px', color: theme.colors.text.secondary }),
});
