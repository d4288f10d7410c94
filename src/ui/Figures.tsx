import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import type { Standing } from '../core/products/pending';
import { Mark } from './Mark';
import { markColor } from './verdictLook';

export interface Figure {
  key: string;
  label: string;
  /** Null is unknown and drawn as `?`. */
  value: string | null;
  /** Behind the value: `%`, `of 311`. */
  unit?: string;
  /** Null for a fact that nothing judges. */
  verdict: Standing | null;
  /** The number itself is beyond its limit and takes the verdict's colour. */
  broken?: boolean;
  /** Beside the glyph, instead of the verdict's own word: "1 unknown". */
  word?: string;
  sub?: string;
  /** Another fact beside it, with a mark of its own. */
  also?: { verdict: Standing; word: string };
  /** Opens what is behind the number. */
  onOpen?: () => void;
}

interface Props {
  label: string;
  figures: readonly Figure[];
  /** Mark and sub line stand below each other; from seven facts on. */
  dense?: boolean;
}

/** One row of facts between two hairlines. */
export function Figures({ label, figures, dense = false }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.band} role="group" aria-label={label}>
      <dl className={styles.grid}>
        {figures.map((figure) => (
          <div key={figure.key} className={styles.cell}>
            <dt>{figure.label}</dt>
            <dd>
              <Value figure={figure} />
              <span className={cx(styles.below, dense && styles.dense)}>
                {figure.verdict && (
                  <Mark state={figure.verdict} size="sm" {...(figure.word !== undefined && { word: figure.word })} />
                )}
                {figure.sub !== undefined && <span>{figure.sub}</span>}
                {figure.also && <Mark state={figure.also.verdict} size="sm" word={figure.also.word} />}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Value({ figure: { value, unit, verdict, broken, onOpen } }: { figure: Figure }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const state = value === null ? (verdict === 'pending' ? verdict : 'unknown') : broken ? verdict : null;
  const content = (
    <>
      <span className={styles.value} style={state ? { color: markColor(state, theme) } : undefined}>
        {value ?? '?'}
      </span>
      {unit !== undefined && <span className={styles.unit}> {unit}</span>}
    </>
  );
  return onOpen ? (
    <button type="button" className={styles.button} onClick={onOpen}>
      {content}
    </button>
  ) : (
    <span>{content}</span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  band: css({
    overflow: 'hidden',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    padding: theme.spacing(1.5, 0),
  }),
  // Each cell has its hairline on the left; that of the first one in a row lies outside.
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(136px, 1fr))',
    rowGap: theme.spacing(2),
    margin: theme.spacing(0, 0, 0, -2),
    transform: 'translateX(-1px)',
  }),
  cell: css({
    minWidth: 0,
    padding: theme.spacing(0, 2),
    borderLeft: `1px solid ${theme.colors.border.weak}`,
    '& dt': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightRegular,
      color: theme.colors.text.secondary,
    },
    '& dd': { margin: 0 },
  }),
  value: css({
    fontSize: theme.typography.h3.fontSize,
    lineHeight: theme.typography.h3.lineHeight,
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  unit: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  below: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 0.75),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
    '& > span, & > span > span': { whiteSpace: 'normal' },
  }),
  dense: css({ flexDirection: 'column' }),
  button: css({
    border: 0,
    padding: 0,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    borderRadius: theme.shape.radius.default,
    '&:hover > span:first-of-type, &:focus-visible > span:first-of-type': {
      textDecoration: 'underline dotted',
      textUnderlineOffset: 4,
    },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
