import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, TextArea, useStyles2 } from '@grafana/ui';
import { useId, useRef, useState } from 'react';

import type { BoardItem } from '../../core/checklist/board';
import { addNote, assign, undo } from '../../core/checklist/draft';
import type { Round } from '../../ui/round/useRound';
import { instantOf } from '../../core/time/zone';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { GiveDialog } from './GiveDialog';
import { OwnerLine } from './OwnerLine';
import { DecidedLine } from './DecidedLine';
import { RisksLine } from './RisksLine';
import { buttonWord, draftOf, noWords, offered } from './decisions';

/** The decision in the drawer: one note, then what it stands for. */
export function DrawerFooter({ round, entry }: { round: Round; entry: BoardItem }) {
  const styles = useStyles2(getStyles);
  const [note, setNote] = useState('');
  const [giving, setGiving] = useState(false);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const zone = useZone();
  const { user } = useServices();
  const { item, decision, risks, needsDecision, mode } = entry;
  const { state } = round;
  const owner = state.owners.get(item.id);
  const isMine = owner?.who === user.login;
  const checking = round.look.checking !== null;
  const kinds = mode === 'hand' ? offered(entry) : [...offered(entry), 'na' as const];
  return (
    <div className={styles.footer}>
      <OwnerLine owner={owner} notes={state.notes.get(item.id) ?? []} />
      {decision && !needsDecision && (
        <DecidedLine
          decision={decision}
          saving={round.journal.unsaved.get(item.id)}
          hint={false}
          onUndo={() => void round.decide([entry], undo)}
        />
      )}
      <RisksLine risks={risks} />
      <Field
        label={needsDecision ? t('drawer.note', 'What do you know about it?') : t('drawer.add', 'Add a note')}
        htmlFor={id}
        noMargin
      >
        <TextArea
          ref={field}
          id={id}
          rows={1}
          maxLength={1000}
          value={note}
          placeholder={
            mode === 'hand'
              ? t('drawer.note-hint-hand', 'What you saw. Kept with your name.')
              : t('drawer.note-hint', 'Cause, ticket, who works on it. Kept with your name and the values above.')
          }
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
      <div className={styles.buttons}>
        {needsDecision &&
          kinds.map((kind, index) => (
            <Button
              key={kind}
              variant={index === 0 ? 'primary' : 'secondary'}
              disabled={note.trim() === '' && kind !== 'done'}
              onClick={() => void round.decide([entry], draftOf(kind, { ...noWords(round.run), note: note.trim() }))}
            >
              {kind === 'risk' ? riskWord(round, zone) : buttonWord(kind)}
            </Button>
          ))}
        <Button
          variant="secondary"
          fill="text"
          disabled={note.trim() === ''}
          onClick={() => {
            void round.decide([entry], (act, one) => addNote(act, one, note));
            setNote('');
            // The button is disabled now, and the focus must not fall out of the drawer with it.
            field.current?.focus();
          }}
        >
          {t('drawer.add-note', 'Add note')}
        </Button>
        <Button
          variant="secondary"
          fill="text"
          icon="user"
          onClick={() => void round.decide([entry], (act, one) => assign(act, one, isMine ? '' : user.login))}
        >
          {isMine ? t('owner.let-go', 'Let go') : t('owner.claim', "I'm on it")}
        </Button>
        <Button variant="secondary" fill="text" icon="users-alt" onClick={() => setGiving(true)}>
          {t('owner.give', 'Give to…')}
        </Button>
        {mode === 'machine' && (
          <Button
            className={styles.recheck}
            variant="secondary"
            fill="text"
            icon={checking ? 'times' : 'sync'}
            onClick={() => (checking ? round.look.cancel() : round.look.againItem(item.id, item.checks))}
          >
            {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
          </Button>
        )}
      </div>
      {giving && (
        <GiveDialog
          round={round}
          entry={entry}
          onGive={(who) => void round.decide([entry], (act, one) => assign(act, one, who))}
          onClose={() => setGiving(false)}
        />
      )}
    </div>
  );
}

/** "Accept risk until 4 Dec" */
function riskWord({ run }: Round, zone: string): string {
  const untilMs = instantOf(noWords(run).until, '12:00', zone);
  return t('drawer.risk-until', 'Accept risk until {{date}}', { date: shortDate(untilMs, zone) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  footer: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    paddingTop: theme.spacing(1.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  buttons: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  recheck: css({ marginLeft: 'auto', minWidth: 112 }),
});
