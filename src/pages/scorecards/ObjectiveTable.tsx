import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, useRef, type ReactNode } from 'react';

import { isException } from '../../core/check/verdict';
import type { Objective } from '../../core/slo/objective';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { DRAWN_WHOLE, getNotedTableStyles, useDrawnRows } from '../../ui/notedTable';
import { t } from '../../ui/t';
import { UndrawnRows } from '../../ui/UndrawnRows';
import { useWidth } from '../../ui/useWidth';
import { ObjectiveRow } from './ObjectiveRow';
import { verdictOf } from '../../core/slo/rowOrder';
import { shapeAt, WIDTHS, type TableShape } from './tableColumns';

/** Pixels, in a table that is drawn in part. */
const HEIGHTS = { row: 58, block: 96, note: 34 } as const;
/** A row whose sentence follows ends this much earlier. */
const NOTED_LESS = 6;

interface Props {
  /** In the order to draw. */
  rows: readonly ScorecardRow[];
  periods: readonly Period[];
  window: string | null;
  /** Whether a row says by itself why it is not met. */
  isExplained: (row: ScorecardRow) => boolean;
}

/** All budgets, each with its sentence; of a long list only those in view are drawn. Arrow keys move between rows. */
export function ObjectiveTable({ rows, periods, window, isExplained }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const width = useWidth(frame);
  // The same object as long as nothing about it is another: rows are drawn again with it.
  const key = JSON.stringify(shapeAt(width));
  const shape = useMemo(() => JSON.parse(key) as TableShape, [key]);
  const columns = columnCount(shape);
  const isWhole = rows.length <= DRAWN_WHOLE;
  const rowHeight = shape.isBlocks ? HEIGHTS.block : HEIGHTS.row;
  const heights = useMemo(
    () =>
      isWhole
        ? null
        : rows.map(
            (row) => rowHeight + (isException(verdictOf(row)) && isExplained(row) ? HEIGHTS.note - NOTED_LESS : 0)
          ),
    [isWhole, rows, rowHeight, isExplained]
  );
  const drawnHeights = useMemo(
    () => (isWhole ? null : { row: rowHeight, noted: rowHeight - NOTED_LESS, note: HEIGHTS.note }),
    [isWhole, rowHeight]
  );
  const { first, end, abovePx, belowPx, tabStop, on } = useDrawnRows(table, rows.length, { heights, rowHeight });
  return (
    <Frame frame={frame} table={table} shape={shape} count={rows.length} on={on}>
      <UndrawnRows px={abovePx} columns={columns} />
      {rows.slice(first, end).map((row, offset) => (
        <ObjectiveRow
          key={row.key}
          row={row}
          index={first + offset}
          periods={periods}
          window={window}
          shape={shape}
          columns={columns}
          isExplained={isExplained(row)}
          isTabStop={first + offset === tabStop}
          heights={drawnHeights}
        />
      ))}
      <UndrawnRows px={belowPx} columns={columns} />
    </Frame>
  );
}

/** What was promised, while nothing is measured yet: bars where numbers will be, or nothing where nobody reads any more. */
export function PromisedTable({ objectives, isReading }: { objectives: readonly Objective[]; isReading: boolean }) {
  const styles = useStyles2(getStyles);
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const shape = shapeAt(useWidth(frame));
  const bar = (width: number | string, height = 10) =>
    isReading ? (
      <span aria-hidden className={styles.bar} style={{ width, height }} />
    ) : (
      <span className={styles.quiet}>?</span>
    );
  return (
    <Frame frame={frame} table={table} shape={shape} count={objectives.length}>
      {objectives.slice(0, DRAWN_WHOLE).map(({ id, title, service, owner, target }) => (
        <tbody key={id}>
          <tr>
            <td>{bar(64)}</td>
            <td className={styles.name}>
              {title}
              <div className={styles.sub}>{[service, owner].filter((part) => part !== '').join(' · ')}</div>
            </td>
            <td className={styles.right}>{`${target} %`}</td>
            {!shape.isBlocks && (
              <>
                <td />
                <td className={styles.right}>{bar(56)}</td>
                <td>{bar('100%', 8)}</td>
                <td />
                {shape.hasLongBurn && <td />}
                {shape.stripWidth !== null && <td>{bar('100%', 14)}</td>}
                {shape.hasCoverage && <td className={styles.right}>{bar(40)}</td>}
              </>
            )}
          </tr>
        </tbody>
      ))}
    </Frame>
  );
}

function columnCount({ hasLongBurn, stripWidth, hasCoverage }: TableShape): number {
  return 7 + Number(hasLongBurn) + Number(stripWidth !== null) + Number(hasCoverage);
}

interface FrameProps {
  frame: React.RefObject<HTMLDivElement>;
  table: React.RefObject<HTMLTableElement>;
  shape: TableShape;
  count: number;
  on?: Pick<React.DOMAttributes<HTMLTableElement>, 'onKeyDown' | 'onFocus'>;
  children: ReactNode;
}

function Frame({ frame, table, shape, count, on, children }: FrameProps) {
  const styles = useStyles2(getStyles);
  const { isBlocks, nameWidth, budgetWidth, stripWidth, hasLongBurn, hasCoverage } = shape;
  return (
    <div ref={frame}>
      <table
        ref={table}
        className={isBlocks ? styles.asBlocks : styles.table}
        aria-label={t('objectives.table', 'Objectives')}
        aria-rowcount={count + 1}
        {...on}
      >
        {!isBlocks && (
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" style={{ width: WIDTHS.verdict }}>
                <span className={styles.sorted} title={t('objectives.worst-first', 'Worst first')}>
                  {t('objectives.verdict', 'Verdict')} <Icon name="arrow-down" size="xs" aria-hidden />
                </span>
              </th>
              <th scope="col" style={nameWidth === null ? undefined : { width: nameWidth }}>
                {t('objectives.objective', 'Objective')}
              </th>
              <th scope="col" className={styles.right} style={{ width: WIDTHS.target }}>
                {t('objectives.target', 'Target')}
              </th>
              <th scope="col" style={{ width: WIDTHS.period }}>
                <span className="sr-only">{t('objectives.window', 'Window')}</span>
              </th>
              <th scope="col" className={styles.right} style={{ width: WIDTHS.sli }}>
                {t('objectives.sli', 'SLI')}
              </th>
              <th scope="col" style={{ width: budgetWidth }}>
                {t('objectives.budget', 'Error budget left')}
              </th>
              <th scope="col" className={styles.right} style={{ width: WIDTHS.burn }}>
                {t('objectives.burn-1h', 'Burn 1 h')}
              </th>
              {hasLongBurn && (
                <th scope="col" className={styles.right} style={{ width: WIDTHS.longBurn }}>
                  {t('objectives.burn-3d-short', '3 d')}
                </th>
              )}
              {stripWidth !== null && (
                <th scope="col" style={{ width: stripWidth }}>
                  {t('objectives.days', 'Budget spent per day')}
                </th>
              )}
              {hasCoverage && (
                <th scope="col" className={styles.right} style={{ width: WIDTHS.coverage }}>
                  {t('objectives.coverage', 'Coverage')}
                </th>
              )}
            </tr>
          </thead>
        )}
        {children}
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...getNotedTableStyles(theme),
  name: css({ overflowWrap: 'anywhere' }),
  sub: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  quiet: css({ color: theme.colors.text.secondary }),
  bar: css({
    display: 'inline-block',
    verticalAlign: 'middle',
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
  }),
});
