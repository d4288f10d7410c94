import { useCallback, useState } from 'react';

import type { BoardItem } from '../../core/checklist/board';
import { addNote, assign, undo } from '../../core/checklist/draft';
import type { DecisionKind } from '../../core/checklist/state';
import type { Round } from '../../ui/round/useRound';
import { t } from '../../ui/t';
import { decidedWord, draftOf, noWords, type Words } from './decisions';

/** The acts of a person on the round's rows: which form is open, and what was said about the last act. */
export interface Decisions {
  /** Row id (of an item or a cause) and kind of the one open form. */
  form: { row: string; kind: DecisionKind } | null;
  /** Opens the form of a decision that takes words; "done" needs none and is written at once. */
  choose: (row: string, kind: DecisionKind, items: readonly BoardItem[]) => void;
  openForm: (row: string, kind: DecisionKind) => void;
  closeForm: () => void;
  decide: (kind: DecisionKind, items: readonly BoardItem[], words: Words) => void;
  takeBack: (items: readonly BoardItem[]) => void;
  sign: (remark: string, incomplete: string | null) => void;
  countersign: () => void;
  reopen: (reason: string) => void;
  skip: (reason: string) => void;
  note: (entry: BoardItem, text: string) => void;
  /** Whose an item is; empty for nobody's. */
  assign: (entry: BoardItem, who: string) => void;
  /** For `role=status`: the outcome of the last act. */
  status: string;
}

export function useDecisions(round: Round): Decisions {
  const [form, setForm] = useState<Decisions['form']>(null);
  const [status, setStatus] = useState('');
  const { decide: write, sign: writeSignature } = round;

  const say = useCallback((what: string, saving: Promise<boolean>) => {
    setStatus(t('status.saving', '{{what}}, saving', { what }));
    void saving.then((saved) =>
      setStatus(
        saved ? t('status.saved', '{{what}}, saved', { what }) : t('status.not-saved', '{{what}}: not saved', { what })
      )
    );
  }, []);

  const decide = (kind: DecisionKind, items: readonly BoardItem[], words: Words) => {
    setForm(null);
    say(decidedWord(kind), write(items, draftOf(kind, words)));
  };
  return {
    form,
    choose: (row, kind, items) => (kind === 'done' ? decide(kind, items, noWords(round.run)) : setForm({ row, kind })),
    openForm: (row, kind) => setForm({ row, kind }),
    closeForm: () => setForm(null),
    decide,
    takeBack: (items) => say(t('status.undone', 'Taken back'), write(items, undo)),
    sign: (remark, incomplete) => say(t('status.signed', 'Signed'), writeSignature(remark, incomplete)),
    countersign: () => say(t('status.countersigned', 'Signed as second person'), round.countersign()),
    reopen: (reason) => say(t('status.reopened', 'Reopened'), round.reopen(reason)),
    skip: (reason) => say(t('status.skipped', 'Skipped'), round.skip(reason)),
    note: (entry, text) =>
      say(
        t('status.noted', 'Note added'),
        write([entry], (act, item) => addNote(act, item, text))
      ),
    assign: (entry, who) =>
      say(
        who === '' ? t('status.let-go', 'Let go') : t('status.given', 'With {{who}}', { who }),
        write([entry], (act, item) => assign(act, item, who))
      ),
    status,
  };
}
