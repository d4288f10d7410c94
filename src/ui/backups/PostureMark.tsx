import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, type IconSize } from '@grafana/ui';

import type { Posture } from '../../core/products/backups/view';
import { Mark } from '../Mark';
import { postureVerdict, postureWord } from './postureWords';

/** Unprotected, Unknown, Attention, Protected, Excluded: what needs nobody recedes. */
export function PostureMark({ posture, size = 'md' }: { posture: Posture; size?: IconSize }) {
  const styles = useStyles2(getStyles);
  const isQuiet = posture === 'protected' || posture === 'excluded';
  return (
    <span className={isQuiet ? styles.quiet : undefined}>
      <Mark state={postureVerdict(posture)} word={postureWord(posture)} size={size} />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({
    '& > span > span': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
  }),
});
