import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2, type IconSize } from '@grafana/ui';

import { markColor, markGlyph, markWord, type MarkState } from './verdictLook';

interface Props {
  state: MarkState;
  /** The word beside the glyph, when it is not the state's own ("3 fail"). */
  word?: string;
  /** Only where a heading or a line beside it says the word; the glyph then carries it as its title. */
  glyphOnly?: boolean;
  size?: IconSize;
}

/** A verdict or an item's state: glyph and word in its colour, never the colour alone. */
export function Mark({ state, word, glyphOnly = false, size = 'md' }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const color = markColor(state, theme);
  if (glyphOnly) {
    const title = word ?? markWord(state);
    return (
      <span className={styles.mark} style={{ color }} role="img" aria-label={title} title={title}>
        <Icon name={markGlyph(state)} size={size} aria-hidden />
      </span>
    );
  }
  return (
    <span className={styles.mark} style={{ color }}>
      <Icon name={markGlyph(state)} size={size} aria-hidden />
      <span className={state === 'pass' && !word ? styles.pass : styles.word}>{word ?? markWord(state)}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  word: css({ fontWeight: theme.typography.fontWeightMedium }),
  // The exception speaks, the pass recedes.
  pass: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
});
