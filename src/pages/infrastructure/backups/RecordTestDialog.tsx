import { Button, Combobox, Field, Input, Modal, RadioButtonList } from '@grafana/ui';
import { useId, useMemo, useRef, useState, type FormEvent } from 'react';

import { NOTE_MAX } from '../../../core/journal/event';
import { restoreTestProblem } from '../../../core/products/backups/restoreTests';
import type { RestoreTest, TargetRow } from '../../../core/products/backups/view';
import { fieldOf, instantOfField } from '../../../ui/instantField';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { useZone } from '../../../ui/zone';
import type { RecordTest } from './useRecordTest';

interface Props {
  rows: readonly TargetRow[];
  /** What is filled in; null for nothing. */
  targetKey: string | null;
  record: RecordTest;
  onClose: () => void;
}

interface Words {
  target: string | null;
  at: string;
  result: RestoreTest['result'];
  minutes: string;
  note: string;
}

/** Says that somebody restored a target, and what came back: what nobody but a person can see. */
export function RecordTestDialog({ rows, targetKey, record, onClose }: Props) {
  const { clock, newKey, user } = useServices();
  const zone = useZone();
  const id = useId();
  const note = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState<Words>(() => ({
    target: targetKey,
    at: fieldOf(clock(), zone),
    result: 'restored',
    minutes: '',
    note: '',
  }));
  // A retry has the same key: it counts once.
  const [key] = useState(newKey);
  useFirstFocus(() => (targetKey === null ? document.getElementById(`${id}-target`) : note.current));
  const atMs = instantOfField(words.at, zone);
  const problem = problemOf(words, atMs, clock());
  const isReady = words.target !== null && atMs !== null && problem === null && !record.isSaving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const target = rows.find((row) => row.target.key === words.target)?.target;
    if (!isReady || atMs === null || target === undefined) {
      return;
    }
    const test = { atMs, result: words.result, note: words.note.trim(), ...tookOf(words) };
    void record.write({ target, test, key }).then((isKept) => {
      if (isKept) {
        onClose();
      }
    });
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('record-test.title', 'Record a restore test')}>
      <form onSubmit={submit}>
        <p>
          {t(
            'record-test.what',
            'A backup is proven by a restore. What you record here stays in the journal, signed by who says it:'
          )}{' '}
          <strong>{user.login}</strong>.
        </p>
        <Fields id={id} note={note} rows={rows} words={words} onChange={(next) => setWords({ ...words, ...next })} />
        {problem !== null && <p role="alert">{problem}</p>}
        {record.problem && (
          <p role="alert">
            {t('record-test.not-saved', 'Not saved. {{why}} {{advice}}', {
              why: reasonWords(record.problem),
              advice: reasonAdvice(record.problem),
            })}
          </p>
        )}
        <Modal.ButtonRow>
          <Button type="button" variant="secondary" fill="outline" onClick={onClose}>
            {t('record-test.cancel', 'Cancel')}
          </Button>
          <Button type="submit" disabled={!isReady}>
            {record.isSaving ? t('record-test.saving', 'Saving') : t('record-test.sign', 'Sign and record')}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

function tookOf({ minutes }: Words): { tookSeconds?: number } {
  return minutes.trim() === '' ? {} : { tookSeconds: Math.round(Number(minutes) * 60) };
}

/** Why it cannot be recorded as it stands; null where it can, and while something is still empty. */
function problemOf(words: Words, atMs: number | null, nowMs: number): string | null {
  const { target, result, note } = words;
  const problem = atMs === null ? null : restoreTestProblem(target ?? 'any', { atMs, ...tookOf(words) }, nowMs);
  switch (problem) {
    case 'in-the-future':
      return t('record-test.future', 'The restore has to be over: its time is still to come.');
    case 'when':
      return t('record-test.when-problem', 'Say when it was restored.');
    case 'took':
      return t('record-test.minutes-problem', 'How long it took is a number of minutes, at most 30 days.');
    default:
      return result !== 'restored' && note.trim() === ''
        ? t('record-test.note-problem', 'Say what did not come back, or why.')
        : null;
  }
}

interface FieldsProps {
  id: string;
  note: React.RefObject<HTMLInputElement>;
  rows: readonly TargetRow[];
  words: Words;
  onChange: (words: Partial<Words>) => void;
}

function Fields({ id, note, rows, words, onChange }: FieldsProps) {
  const zone = useZone();
  const options = useMemo(
    () =>
      [...rows]
        .filter(({ posture }) => posture !== 'excluded')
        .map(({ target }) => ({ value: target.key, label: target.name, description: target.place }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [rows]
  );
  return (
    <>
      <Field label={t('record-test.target', 'Which target?')} htmlFor={`${id}-target`}>
        <Combobox
          id={`${id}-target`}
          options={options}
          value={words.target}
          placeholder={t('record-test.choose', 'Choose a target')}
          onChange={(option) => onChange({ target: option.value })}
        />
      </Field>
      <Field label={t('record-test.when', 'When was it restored?')} description={zone} htmlFor={`${id}-at`}>
        <Input
          id={`${id}-at`}
          type="datetime-local"
          required
          value={words.at}
          onChange={(event) => onChange({ at: event.currentTarget.value })}
        />
      </Field>
      <Field label={t('record-test.result', 'What came back?')}>
        <RadioButtonList
          name={`${id}-result`}
          value={words.result}
          onChange={(result) => onChange({ result })}
          options={[
            { value: 'restored' as const, label: t('record-test.restored', 'All of it, and it works') },
            { value: 'partial' as const, label: t('record-test.partial', 'A part of it') },
            { value: 'failed' as const, label: t('record-test.failed', 'Nothing that can be used') },
          ]}
        />
      </Field>
      <Field label={t('record-test.took', 'How long did it take, in minutes?')} htmlFor={`${id}-took`}>
        <Input
          id={`${id}-took`}
          inputMode="numeric"
          width={16}
          autoComplete="off"
          value={words.minutes}
          onChange={(event) => onChange({ minutes: event.currentTarget.value })}
        />
      </Field>
      <Field
        label={t('record-test.note', 'What was restored, where to, and what was looked at?')}
        htmlFor={`${id}-note`}
      >
        <Input
          id={`${id}-note`}
          ref={note}
          maxLength={NOTE_MAX}
          autoComplete="off"
          placeholder={t('record-test.note-hint', 'Namespace wiki into a scratch cluster, logged in')}
          value={words.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
