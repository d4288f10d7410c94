import { Button, Modal } from '@grafana/ui';
import { useCallback, useRef, useState, type FormEvent } from 'react';

import { entryProblem, kpiEnteredDraft } from '../../../core/kpi/draft';
import type { KpiEntry } from '../../../core/kpi/entries';
import type { KpiReading } from '../../../core/kpi/reading';
import { addDays, instantOf, localDate } from '../../../core/time/zone';
import { useConnection } from '../../../ui/connection';
import { useAppend, useMayNotAppend } from '../../../ui/journal/useAppend';
import { SaveFoot } from '../../../ui/SaveFoot';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { useZone } from '../../../ui/zone';
import { amountOf, amountUnit, fieldOfAmount } from './amountField';
import { EntryFields, type EntryWords } from './EntryFields';
import { daysWords, entryMeasure, firstPeriod } from './entryPeriod';
import { entryText, standingWords, unseenWords } from './entryWords';

interface Props {
  reading: KpiReading;
  /** Reads the figures again. */
  onWritten: () => Promise<unknown>;
  onClose: () => void;
}

/** Enters a figure for a period by hand, signed by who does it. */
export function EnterDialog({ reading, onWritten, onClose }: Props) {
  const { definition, entry } = reading;
  const { clock, newKey, user } = useServices();
  const zone = useZone();
  const { journal } = useConnection().connection;
  const mayNot = useMayNotAppend(journal);
  const append = useAppend(journal, onWritten);
  const first = useRef<HTMLInputElement>(null);
  const isDone = entryMeasure(definition) === 'days-since';
  const unit = isDone ? { one: 1, word: '' } : amountUnit(definition);
  const [words, setWords] = useState((): EntryWords => ({
    value: isDone ? '1' : '',
    note: '',
    ...firstPeriod(reading, clock(), zone),
  }));
  // A retry has the same key: it counts once.
  const [key] = useState(newKey);
  useFirstFocus(useCallback(() => first.current, []));
  const value = amountOf(words.value, unit);
  const period = periodOf(words, zone);
  const problem = entryProblem({ value: value ?? NaN, ...period }, clock(), definition);
  const isReady = problem === null && mayNot === null && !append.isSaving;
  const unseen = problem === 'period' ? '' : unseenWords(reading, period, zone);
  const correct = (standing: KpiEntry) => {
    setWords({ ...wordsOf(standing, zone), value: isDone ? words.value : fieldOfAmount(standing.value, unit) });
    first.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (isReady && value !== null) {
      const note = words.note.trim();
      const sentence =
        `${definition.title}, ${daysWords(period, zone)}: ${entryText(definition, value)}. ${note}`.trim();
      const draft = kpiEnteredDraft(key, definition.id, { value, ...period, note }, sentence);
      void append.write(draft).then((isKept) => isKept && onClose());
    }
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('enter.title', 'Enter {{name}}', { name: definition.shortTitle })}>
      <form onSubmit={submit} noValidate>
        <p>
          {definition.sentence} {t('enter.as', 'You sign as')} <strong>{user.login}</strong>.
        </p>
        {entry !== null && (
          <p>
            {standingWords(definition, entry, zone)}{' '}
            {t('enter.corrects', 'Another entry for the same days takes its place; the journal keeps both.')}{' '}
            <Button type="button" size="sm" variant="secondary" fill="text" onClick={() => correct(entry)}>
              {t('enter.correct', 'Correct it')}
            </Button>
          </p>
        )}
        <EntryFields
          definition={definition}
          first={first}
          words={words}
          problem={problem === 'value' && words.value === '' ? null : problem}
          today={localDate(clock(), zone)}
          onChange={(next) => setWords({ ...words, ...next })}
        />
        {unseen !== '' && <p>{unseen}</p>}
        {mayNot !== null && <p role="status">{mayNot}</p>}
        <SaveFoot append={append} save={t('enter.save', 'Sign and save')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}

/** From the first day's begin to the last day's end; NaN where a field is empty. */
function periodOf({ from, to }: EntryWords, zone: string): { fromMs: number; toMs: number } {
  return {
    fromMs: from === '' ? NaN : instantOf(from, '00:00', zone),
    toMs: to === '' ? NaN : instantOf(addDays(to, 1), '00:00', zone),
  };
}

function wordsOf({ fromMs, toMs, note }: KpiEntry, zone: string): Omit<EntryWords, 'value'> {
  return { from: localDate(fromMs, zone), to: localDate(toMs - 1, zone), note };
}
