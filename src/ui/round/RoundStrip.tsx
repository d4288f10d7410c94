import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

import type { HistoryRound } from '../../core/checklist/history';
import { plural, t } from '../t';
import { RoundMark } from './RoundMark';
import { roundWord } from './roundWords';

interface Props {
  /** In their order, the newest last: it stands at the right. */
  rounds: readonly HistoryRound[];
  height?: number;
}

/** The last rounds of a list as marks, for a line of a table; in words for whoever cannot see them. */
export function RoundStrip({ rounds, height = 24 }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span role="img" aria-label={stripWords(rounds)} className={styles.strip}>
      {rounds.map(({ run, state }) => (
        <RoundMark key={run} state={state} height={height} />
      ))}
    </span>
  );
}

/** "Last 16 rounds: 13 on time, 2 late, 1 missed". */
function stripWords(rounds: readonly HistoryRound[]): string {
  const counts = new Map<string, number>();
  for (const { state } of rounds) {
    const word = roundWord(state).toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
  return rounds.length === 0
    ? t('strip.none', 'No round yet')
    : plural(
        'strip.words',
        rounds.length,
        { one: 'Last round: {{words}}', other: 'Last {{count}} rounds: {{words}}' },
        { words }
      );
}

const getStyles = () => ({
  strip: css({ display: 'inline-flex', alignItems: 'flex-end' }),
});
