import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Board, Counts } from '../core/checklist/board';
import { Mark } from './Mark';
import { plural, t } from './t';
import type { MarkState } from './verdictLook';
import { countText } from './when';

interface Entry {
  kind: keyof Counts['tally'];
  state: MarkState;
  word: string;
  count: number;
}

interface Props {
  board: Board;
  /** For a panel's narrow head. */
  small?: boolean;
  /** For the smallest panels: glyph and number, the word in the glyph's title. */
  numbersOnly?: boolean;
  /** The pass count stands elsewhere. */
  withoutPass?: boolean;
  /** Makes each count a button that leads to its group. */
  onJump?: (kind: Entry['kind']) => void;
}

/** "1 fail  1 unknown  1 by hand  11 pass": zero counts are left out, pass is last. Nothing while an item is pending. */
export function Tally({ board, small = false, numbersOnly = false, withoutPass = false, onJump }: Props) {
  const styles = useStyles2(getStyles);
  const entries = entriesOf(board).filter((entry) => !(withoutPass && entry.kind === 'pass'));
  return (
    <div className={small ? styles.small : styles.tally}>
      {entries.map((entry) => {
        const mark = (
          <>
            <Mark state={entry.state} word={entry.word} glyphOnly={numbersOnly} size={small ? 'sm' : 'md'} />
            {numbersOnly && <span aria-hidden> {countText(entry.count)}</span>}
          </>
        );
        return onJump ? (
          <button key={entry.kind} type="button" className={styles.count} onClick={() => onJump(entry.kind)}>
            {mark}
          </button>
        ) : (
          <span key={entry.kind}>{mark}</span>
        );
      })}
    </div>
  );
}

function entriesOf({ counts, causes, items }: Board): Entry[] {
  if (counts === null) {
    return [];
  }
  const { tally } = counts;
  const handDone = items.filter((item) => item.mode === 'hand' && item.decision !== null).length;
  const [cause] = causes;
  const oneCause = causes.length === 1 && cause?.itemIds.length === tally.unknown;
  const all: Entry[] = [
    { kind: 'fail', state: 'fail', count: tally.fail, word: t('tally.fail', '{{n}} fail', { n: tally.fail }) },
    {
      kind: 'unknown',
      state: 'unknown',
      count: tally.unknown,
      word: oneCause
        ? t('tally.unknown-one-cause', '{{n}} unknown, one cause', { n: tally.unknown })
        : t('tally.unknown', '{{n}} unknown', { n: tally.unknown }),
    },
    {
      kind: 'warn',
      state: 'warn',
      count: tally.warn,
      word: plural('tally.warn', tally.warn, { one: '{{count}} warning', other: '{{count}} warnings' }),
    },
    {
      kind: 'hand',
      state: handDone === tally.hand ? 'done' : 'todo',
      count: tally.hand,
      word:
        handDone === tally.hand
          ? t('tally.hand-done', '{{n}} done by hand', { n: tally.hand })
          : t('tally.hand', '{{n}} by hand', { n: tally.hand }),
    },
    { kind: 'na', state: 'na', count: tally.na, word: t('tally.na', '{{n}} n/a', { n: tally.na }) },
    { kind: 'pass', state: 'pass', count: tally.pass, word: t('tally.pass', '{{n}} pass', { n: tally.pass }) },
  ];
  return all.filter((entry) => entry.count > 0);
}

const getStyles = (theme: GrafanaTheme2) => ({
  tally: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 3), minHeight: 24, alignItems: 'center' }),
  small: css({ ...theme.typography.bodySmall, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.25, 1.5) }),
  count: css({
    border: 0,
    padding: 0,
    minHeight: 24,
    background: 'none',
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
