import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useRef, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router-dom';

import { isStandingBad, standingRank } from '../../core/products/pending';
import { METRICS, type System, type SystemFigure } from '../../core/products/system';
import { Mark } from '../../ui/Mark';
import { t } from '../../ui/t';
import { useWidth } from '../../ui/useWidth';
import { markColor } from '../../ui/verdictLook';
import { clockTime, sinceWhen } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { findingsPath } from './paths';
import { useProductPages, type ProductPage } from './productPages';
import { figureText, figureWord, lastText, moreText, systemName, systemSentence } from './systemWords';

/** Below this a row is a block, and all but two of its figures leave. */
const BLOCKS_BELOW = 820;
/** Below this only two figures fit beside the sentence. */
const TWO_FIGURES_BELOW = 960;

interface Props {
  systems: readonly System[];
  /** Rows of bars for sources that have not answered yet. */
  awaited: number;
  nowMs: number;
}

/** One row per system: verdict, what is wrong in one sentence, and four figures. */
export function SystemTable({ systems, awaited, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame) ?? Infinity;
  const figures = width < TWO_FIGURES_BELOW ? 2 : 4;
  const blocks = width < BLOCKS_BELOW;
  return (
    <div ref={frame} className={styles.frame}>
      <table className={cx(styles.table, blocks && styles.blocks)} aria-label={t('systems.label', 'Systems')}>
        <thead>
          <tr>
            <th scope="col" style={{ width: 132 }}>
              {t('systems.verdict', 'Verdict')}
            </th>
            <th scope="col" style={{ width: 150 }}>
              {t('systems.system', 'System')}
            </th>
            <th scope="col">{t('systems.wrong', 'What is wrong')}</th>
            <th scope="col" style={{ width: figures * 104 }}>
              {t('systems.figures', 'Figures')}
            </th>
            <th scope="col" className={styles.right} style={{ width: 64 }}>
              {t('systems.as-of', 'As of')}
            </th>
            <th scope="col" style={{ width: 24 }}>
              <span className="sr-only">{t('systems.open', 'Open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {systems.map((system) => (
            <SystemRow key={system.key} system={system} figures={figures} nowMs={nowMs} />
          ))}
        </tbody>
        {awaited > 0 && (
          <tbody aria-hidden>
            {Array.from({ length: awaited }, (_unused, index) => (
              <tr key={index}>
                {[96, 110, '80%', '90%', 40, 0].map((bar, cell) => (
                  <td key={cell}>
                    <span className={styles.bar} style={{ width: bar }} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

function SystemRow({ system, figures, nowMs }: { system: System; figures: number; nowMs: number }) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const navigate = useNavigate();
  const { key, verdict, sinceMs, product, sourceUid, silent, more, asOfMs } = system;
  const page = useProductPages()(product);
  const path = page.path?.(sourceUid, key) ?? (product === METRICS ? null : findingsPath(key));
  const calm = verdict === 'pass' || verdict === 'na';
  const open = (event: MouseEvent) => {
    if (path !== null && !(event.target instanceof Element && event.target.closest('a'))) {
      navigate(path);
    }
  };
  return (
    <tr className={cx(path !== null && styles.opens, calm && styles.calm)} onClick={open}>
      <td>
        <Mark state={verdict} />
        {sinceMs !== null && !calm && (
          <div className={styles.small}>
            {t('systems.since', 'since {{when}}', { when: sinceWhen(sinceMs, nowMs, zone) })}
          </div>
        )}
      </td>
      <td>
        <span className={styles.system}>
          <Icon name={page.icon} size="lg" aria-hidden />
          <span>
            {path === null ? (
              <span className={styles.name}>{systemName(system, page)}</span>
            ) : (
              <Link to={path} className={styles.name}>
                {systemName(system, page)}
              </Link>
            )}
            <span className={styles.small}>{page.word()}</span>
          </span>
        </span>
      </td>
      <td className={styles.sentence}>
        {systemSentence(system, page)} {lastText(system, nowMs, zone)}{' '}
        {more > 0 &&
          (path === null ? (
            <span className={styles.quiet}>{moreText(more)}</span>
          ) : (
            <Link to={path} className={styles.more}>
              {moreText(more)}
            </Link>
          ))}
      </td>
      <td>
        <div className={styles.figures} style={{ gridTemplateColumns: `repeat(${figures}, minmax(0, 1fr))` }}>
          {shownFigures(system.figures, figures).map((figure) => (
            <Figure key={figure.id} figure={figure} page={page} silent={silent !== null} />
          ))}
        </div>
      </td>
      <td
        className={cx(styles.right, styles.quiet)}
        style={silent === null ? undefined : { color: markColor('unknown', theme) }}
      >
        {asOfMs === null ? '?' : clockTime(asOfMs, zone)}
      </td>
      <td className={cx(styles.right, styles.quiet)}>{path !== null && <Icon name="angle-right" aria-hidden />}</td>
    </tr>
  );
}

/** Those that there is room for: the worst ones, in their own order. */
export function shownFigures(all: readonly SystemFigure[], room: number): readonly SystemFigure[] {
  const worst = [...all].sort((a, b) => standingRank(a.verdict) - standingRank(b.verdict)).slice(0, room);
  return all.filter((figure) => worst.includes(figure));
}

function Figure({ figure, page, silent }: { figure: SystemFigure; page: ProductPage; silent: boolean }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { value, verdict } = figure;
  const isUnknown = silent || (value === null && verdict !== 'na' && verdict !== 'pending');
  const state = isUnknown ? 'unknown' : isStandingBad(verdict) ? verdict : null;
  return (
    <span>
      <span className={styles.value} style={state === null ? undefined : { color: markColor(state, theme) }}>
        {figureText(figure)}
      </span>
      <span className={styles.small}>{figureWord(figure, page)}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ marginTop: theme.spacing(1.5) }),
  table: css({
    width: '100%',
    tableLayout: 'fixed',
    fontVariantNumeric: 'tabular-nums',
    '& th': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.medium}`,
    },
    '& th, & td': { padding: theme.spacing(1, 1) },
    '& th:first-child, & td:first-child': { paddingLeft: 0 },
    '& th:last-child, & td:last-child': { paddingRight: 0 },
    '& td': { verticalAlign: 'top', borderBottom: `1px solid ${theme.colors.border.weak}` },
    '& tbody tr:hover': { background: theme.colors.background.secondary },
  }),
  blocks: css({
    '&, & tbody': { display: 'block' },
    '& thead': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clip: 'rect(0 0 0 0)' },
    '& tbody tr': {
      display: 'grid',
      gridTemplateColumns: '112px minmax(0, 1fr)',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      padding: theme.spacing(1, 0),
    },
    '& td': { border: 0, padding: theme.spacing(0.25, 0) },
    '& td:nth-child(n+3)': { gridColumn: '1 / -1' },
    '& td:nth-child(n+5)': { display: 'none' },
  }),
  opens: css({ cursor: 'pointer' }),
  calm: css({ '& td': { color: theme.colors.text.secondary } }),
  system: css({
    display: 'flex',
    gap: theme.spacing(1),
    '& > svg': { flex: 'none', marginTop: 1, color: theme.colors.text.secondary },
    '& > span': { minWidth: 0, overflowWrap: 'anywhere' },
  }),
  name: css({
    display: 'block',
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
    'tr:hover &': { textDecorationThickness: 1 },
    '&:is(a):hover': { textDecoration: 'underline' },
  }),
  sentence: css({ overflowWrap: 'anywhere' }),
  figures: css({ display: 'grid', gap: theme.spacing(0, 1) }),
  value: css({ display: 'block', whiteSpace: 'nowrap' }),
  small: css({ ...theme.typography.bodySmall, display: 'block', color: theme.colors.text.secondary }),
  quiet: css({ color: theme.colors.text.secondary }),
  more: css({ color: theme.colors.text.secondary, textDecoration: 'underline', whiteSpace: 'nowrap' }),
  right: css({ '&&': { textAlign: 'right', whiteSpace: 'nowrap' } }),
  bar: css({
    display: 'block',
    height: 12,
    margin: theme.spacing(0.5, 0, 2, 0),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.action.selected,
  }),
});
