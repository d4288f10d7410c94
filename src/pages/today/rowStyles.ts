import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import type { Verdict } from '../../core/check/verdict';
import { markColor } from '../../ui/verdictLook';

/** A window too low for a bar of several lines: 200 % zoom, a phone on its side. */
export const LOW_WINDOW = '@media (max-height: 599px)';

/** The sticky bar must not hide what has the focus. */
export const aboveTheBar = {
  scrollMarginBottom: 140,
  [LOW_WINDOW]: { scrollMarginBottom: 72 },
  '@container (max-width: 559px)': { scrollMarginBottom: 88 },
};

/** The grid of an article of the round: mark left, text right, an exception's edge along its left side. */
export const getRowStyles = (theme: GrafanaTheme2) => ({
  row: css(aboveTheBar, {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '100px minmax(0, 1fr)',
    columnGap: theme.spacing(1),
    padding: theme.spacing(1.5, 2.5, 2.5, 3),
    scrollMarginTop: 96,
    '& button, & a, & input': aboveTheBar,
    '&:focus-within': { background: theme.colors.background.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    '@container (max-width: 559px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      rowGap: theme.spacing(1),
      padding: theme.spacing(1.5, 2, 2, 2.5),
    },
  }),
  body: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.25), minWidth: 0 }),
  top: css({ display: 'flex', alignItems: 'flex-start', justifyContent: 'space-between', gap: theme.spacing(1) }),
  title: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  headline: css({
    ...theme.typography.h5,
    fontWeight: theme.typography.fontWeightMedium,
    margin: 0,
    maxWidth: '80ch',
    overflowWrap: 'anywhere',
    '& button': {
      border: 0,
      padding: 0,
      background: 'none',
      font: 'inherit',
      letterSpacing: 'inherit',
      textAlign: 'left',
      color: 'inherit',
      '&:hover': { textDecoration: 'underline' },
    },
  }),
  line: css({ margin: 0, maxWidth: '80ch', overflowWrap: 'anywhere' }),
  quiet: css({ margin: 0, maxWidth: '80ch', color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  evidence: css({ marginTop: theme.spacing(0.5) }),
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1.25),
    '@container (max-width: 559px)': {
      '& > button': { flex: '1 1 auto', height: 44, justifyContent: 'center' },
      '& kbd': { display: 'none' },
    },
  }),
  links: css({
    display: 'flex',
    gap: theme.spacing(2),
    marginLeft: 'auto',
    '@container (max-width: 559px)': { flexBasis: '100%', margin: theme.spacing(0.5, 0, 0, 0) },
  }),
  decided: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    '& > svg': { flex: 'none', marginTop: 3 },
    '& > span': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    '& strong': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
  }),
});

/** Solid for what is known to be bad, dashed for unknown, nothing for the rest. */
export function edgeStyle(verdict: Verdict | undefined, theme: GrafanaTheme2): string {
  if (verdict !== 'fail' && verdict !== 'warn' && verdict !== 'unknown') {
    return '';
  }
  const color = markColor(verdict, theme);
  return css({
    '&::before': {
      content: '""',
      position: 'absolute',
      inset: '0 auto 0 0',
      width: 3,
      background:
        verdict === 'unknown' ? `repeating-linear-gradient(to bottom, ${color} 0 6px, transparent 6px 10px)` : color,
    },
  });
}
