import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, type IconSize } from '@grafana/ui';

import type { Verdict } from '../../core/check/verdict';
import { Mark } from '../Mark';
import { objectiveWord } from './objectiveWords';

/** Met, At risk, Missed, Unknown: what is met recedes. */
export function ObjectiveMark({ verdict, size = 'md' }: { verdict: Verdict; size?: IconSize }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={verdict === 'pass' ? styles.quiet : undefined}>
      <Mark state={verdict} word={objectiveWord(verdict)} size={size} />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({
    '& > span > span': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
  }),
});
