import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useId, useState, type ReactNode } from 'react';

import type { BoardItem } from '../../core/checklist/board';
import { Mark } from '../../ui/Mark';
import type { MarkState } from '../../ui/verdictLook';
import { decidedWord } from './decisions';
import { seenWords } from './itemWords';
import { aboveTheBar } from './rowStyles';

interface Props {
  state: MarkState;
  word: string;
  /** Beside the word. */
  summary: ReactNode;
  entries: readonly BoardItem[];
  openAtFirst?: boolean;
  onOpenItem: (itemId: string) => void;
}

/** One line for the items that need nobody; opens to a line per item with what was seen. */
export function PassFold({ state, word, summary, entries, openAtFirst = false, onOpenItem }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(openAtFirst);
  const id = useId();
  return (
    <section className={styles.fold}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={id}
        data-group="pass"
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <Mark state={state} word={word} />
        <span className={styles.summary}>{summary}</span>
      </button>
      <ul id={id} className={styles.items} hidden={!open}>
        {entries.map((entry) => (
          <li key={entry.item.id}>
            <Mark state={lineState(entry)} glyphOnly size="sm" />
            <button type="button" onClick={() => onOpenItem(entry.item.id)} title={entry.item.title}>
              {entry.item.title}
            </button>
            <span>{lineWords(entry)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function lineState({ mode, verdict, decision }: BoardItem): MarkState {
  if (mode === 'hand') {
    return decision?.kind === 'na' ? 'na' : decision ? 'done' : 'todo';
  }
  return verdict ?? 'pending';
}

function lineWords(entry: BoardItem): string {
  const { mode, decision } = entry;
  if (entry.pending) {
    return '';
  }
  if (mode === 'machine') {
    return seenWords(entry);
  }
  return decision ? decision.note || decidedWord(decision.kind) : '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  fold: css({ borderTop: `1px solid ${theme.colors.border.weak}` }),
  head: css(aboveTheBar, {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    width: '100%',
    minHeight: 46,
    padding: theme.spacing(1, 2.5, 1, 3),
    border: 0,
    background: 'none',
    textAlign: 'left',
    // Not the action's hover tint: secondary text on it falls below 4.5 : 1.
    '&:hover': { background: theme.colors.background.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  summary: css({ color: theme.colors.text.secondary }),
  items: css({
    listStyle: 'none',
    padding: theme.spacing(0, 2.5, 1.5, 6),
    '&[hidden]': { display: 'none' },
    '& li': {
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 7fr) minmax(0, 4fr)',
      gap: theme.spacing(1.5),
      alignItems: 'center',
      minHeight: 34,
      borderTop: `1px solid ${theme.colors.border.weak}`,
    },
    '& li:first-child': { borderTop: 0 },
    '& li button': {
      minHeight: 24,
      padding: 0,
      border: 0,
      background: 'none',
      textAlign: 'left',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      '&:hover': { textDecoration: 'underline' },
    },
    '& li > span:last-child': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '@container (max-width: 559px)': {
      paddingLeft: theme.spacing(2.5),
      '& li': { gridTemplateColumns: 'auto minmax(0, 1fr)', padding: theme.spacing(0.75, 0), rowGap: 0 },
      '& li button': { whiteSpace: 'normal' },
      '& li > span:last-child': { gridColumn: 2, color: theme.colors.text.secondary, whiteSpace: 'normal' },
    },
  }),
});
