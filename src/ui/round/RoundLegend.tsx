import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { RoundState } from '../../core/checklist/history';
import { RoundMark } from './RoundMark';
import { roundWord } from './roundWords';

const STATES: readonly RoundState[] = ['on-time', 'late', 'incomplete', 'missed', 'skipped', 'due', 'unknown'];

/** What the marks of a map or of strips mean. */
export function RoundLegend() {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.legend}>
      {STATES.map((state) => (
        <span key={state} className={styles.entry}>
          <RoundMark state={state} height={16} />
          {roundWord(state).toLowerCase()}
        </span>
      ))}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1.5) }),
  entry: css({ display: 'inline-flex', alignItems: 'flex-end', gap: theme.spacing(0.75) }),
});
