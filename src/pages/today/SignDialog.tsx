import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, Modal, useStyles2 } from '@grafana/ui';
import { useId, useRef, useState, type FormEvent } from 'react';

import { answerOf } from '../../core/checklist/answer';
import type { BoardItem, Counts } from '../../core/checklist/board';
import { claimKind } from '../../core/checklist/buildBoard';
import { headline } from '../../ui/headline';
import { Kbd } from '../../ui/Kbd';
import { Mark } from '../../ui/Mark';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { useFirstFocus } from '../../ui/useFirstFocus';
import { clockTime, longDate } from '../../ui/when';
import { claimMark, claimText } from './claimText';
import { checksOnEntities } from '../../ui/entityCounts';
import { useZone } from '../../ui/zone';
import { useRoundView } from './roundView';
import { dayMs } from './runTitle';

interface Props {
  /** Items are left: the record says why it is signed all the same. */
  incomplete: boolean;
  onClose: () => void;
}

/** The only modal of the flow: what the record will say, and the signature. Enter signs. */
export function SignDialog({ incomplete, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const { round, decisions } = useRoundView();
  const zone = useZone();
  const { board, connected, look, run } = round;
  const [words, setWords] = useState({ remark: '', reason: '' });
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // The round goes on below the dialog: what it was opened for may not hold any more.
  const { counts } = board;
  const left = counts?.left !== 0;
  const complete = counts !== null && left === incomplete && (!incomplete || words.reason.trim() !== '');
  useFirstFocus(() => form.current?.querySelector('input'));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) {
      decisions.sign(words.remark.trim(), incomplete ? words.reason.trim() : null);
      onClose();
    }
  };
  return (
    <Modal
      isOpen
      onDismiss={onClose}
      title={
        incomplete
          ? t('sign.dialog.incomplete', 'Sign {{list}} incomplete', { list: connected.template.title })
          : t('sign.dialog.title', 'Sign off {{list}}', { list: connected.template.title })
      }
    >
      <form ref={form} onSubmit={submit}>
        <p>
          {t('sign.dialog.due', '{{date}}, due {{time}}.', {
            date: longDate(dayMs(run), zone),
            time: clockTime(run.dueMs, zone),
          })}{' '}
          {t('sign.dialog.as', 'You sign as')} <strong>{user.login}</strong>.{' '}
          {t('sign.dialog.record', 'The record will say:')}
        </p>
        <ul className={styles.claims}>
          {(counts?.claims ?? [])
            .map((claim) => ({ claim, entries: board.items.filter((one) => claimKind(one) === claim.kind) }))
            .map(({ claim, entries }) => (
              <li key={claim.kind}>
                <Mark state={claimMark(claim)} glyphOnly />
                <div>
                  <div className={styles.claim}>{claimText(claim)}</div>
                  {claim.kind === 'pass' && look.result && (
                    <div className={styles.quiet}>
                      {t('sign.dialog.values', '{{checks}}, values of {{time}}', {
                        checks: checksOnEntities(entries.flatMap((entry) => entry.checks)),
                        time: clockTime(look.result.askedMs, zone),
                      })}
                    </div>
                  )}
                  {notesOf(entries).map(({ about, note }) => (
                    <div key={note} className={styles.quiet}>
                      {about}: “{note}”
                    </div>
                  ))}
                </div>
              </li>
            ))}
        </ul>
        {incomplete && (
          <Field label={t('sign.dialog.reason', 'Why is it signed incomplete?')} htmlFor={`${id}-reason`}>
            <Input
              id={`${id}-reason`}
              maxLength={1000}
              autoComplete="off"
              value={words.reason}
              onChange={(event) => setWords({ ...words, reason: event.currentTarget.value })}
            />
          </Field>
        )}
        <Field
          label={t('sign.dialog.remark', 'Remark')}
          description={t('sign.dialog.remark-what', 'Optional. Kept with your signature.')}
          htmlFor={`${id}-remark`}
        >
          <Input
            id={`${id}-remark`}
            maxLength={1000}
            autoComplete="off"
            value={words.remark}
            onChange={(event) => setWords({ ...words, remark: event.currentTarget.value })}
          />
        </Field>
        {(counts === null || left !== incomplete) && <div role="alert">{changedWords(counts)}</div>}
        <Modal.ButtonRow>
          <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
            {t('decide.cancel', 'Cancel')}
          </Button>
          <Button type="submit" disabled={!complete}>
            {t('sign.dialog.sign', 'Sign off as {{who}}', { who: user.login })}
            <Kbd>{t('key.enter', 'Enter')}</Kbd>
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

function changedWords(counts: Counts | null): string {
  if (counts === null) {
    return t('sign.wait', 'You can sign when every source has answered or timed out.');
  }
  const { left } = counts;
  return left === 0
    ? t('sign.dialog.complete', 'Nothing is left any more. Cancel, and sign off.')
    : plural('sign.left', left, {
        one: '{{count}} item left before you can sign.',
        other: '{{count}} items left before you can sign.',
      });
}

/** What was written about which item; a note that was written about several stands once. */
function notesOf(entries: readonly BoardItem[]): ReadonlyArray<{ about: string; note: string }> {
  const notes = entries
    .map((entry) => ({ entry, note: answerOf(entry)?.note ?? '' }))
    .filter(({ note }) => note !== '');
  return [...new Set(notes.map(({ note }) => note))].map((note) => {
    const same = notes.filter((one) => one.note === note).map(({ entry }) => entry);
    const [first] = same;
    return {
      about:
        same.length === 1 && first
          ? first.finding === null
            ? first.item.shortTitle
            : headline(first)
          : plural('sign.dialog.items', same.length, { one: '{{count}} item', other: '{{count}} items' }),
      note,
    };
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  claims: css({
    listStyle: 'none',
    marginBottom: theme.spacing(3),
    '& li': {
      display: 'flex',
      gap: theme.spacing(1.5),
      alignItems: 'flex-start',
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
    },
    '& li > span': { marginTop: 3 },
  }),
  claim: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
