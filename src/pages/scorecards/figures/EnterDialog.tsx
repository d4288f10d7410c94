import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Input, Modal, useStyles2 } from '@grafana/ui';
import { useCallback, useId, useRef, useState, type FormEvent, type RefObject } from 'react';

import { formatValue } from '../../../core/check/format';
import { entryProblem, kpiEnteredDraft } from '../../../core/kpi/draft';
import type { KpiReading } from '../../../core/kpi/reading';
import { NOTE_MAX } from '../../../core/journal/event';
import { addDays, instantOf, localDate } from '../../../core/time/zone';
import { useConnection } from '../../../ui/connection';
import { useAppend, useMayNotAppend } from '../../../ui/journal/useAppend';
import { SaveFoot } from '../../../ui/SaveFoot';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { useZone } from '../../../ui/zone';
import { shortDate } from '../../../ui/when';
import { spanWords } from '../RowEvidence';
import { amountOf, amountUnit, entryProblemWords } from './amountField';
import { firstPeriod } from './entryPeriod';
import { targetText } from './figureWords';

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
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(() => ({ value: '', note: '', ...firstPeriod(reading, clock(), zone) }));
  // A retry has the same key: it counts once.
  const [key] = useState(newKey);
  useFirstFocus(useCallback(() => first.current, []));
  const amount = amountOf(words.value, amountUnit(definition));
  const period = {
    fromMs: words.from === '' ? NaN : instantOf(words.from, '00:00', zone),
    toMs: words.to === '' ? NaN : instantOf(addDays(words.to, 1), '00:00', zone),
  };
  const problem = entryProblem({ value: amount ?? NaN, ...period }, clock(), definition);
  const isReady = problem === null && mayNot === null && !append.isSaving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (isReady && amount !== null) {
      const note = words.note.trim();
      const span = spanWords(period.fromMs, period.toMs, zone);
      const sentence = `Entered: ${definition.title} ${formatValue(amount, definition.unit)} for ${span}${note === '' ? '' : `. ${note}`}`;
      const draft = kpiEnteredDraft(key, definition.id, { value: amount, ...period, note }, sentence);
      void append.write(draft).then((isKept) => isKept && onClose());
    }
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('enter.title', 'Enter {{name}}', { name: definition.shortTitle })}>
      <form onSubmit={submit}>
        <p>
          {definition.sentence} {t('enter.as', 'You sign it as')} <strong>{user.login}</strong>.
        </p>
        {entry !== null && (
          <p>
            {t(
              'enter.before',
              '{{value}} stands for {{span}}, entered by {{who}} on {{when}}. Of one period the last entry counts; the journal keeps them all.',
              {
                value: formatValue(entry.value, definition.unit),
                span: spanWords(entry.fromMs, entry.toMs, zone),
                who: entry.author,
                when: shortDate(entry.atMs, zone),
              }
            )}
          </p>
        )}
        <EntryFields
          id={id}
          first={first}
          reading={reading}
          words={words}
          error={
            problem === null || (problem === 'value' && words.value === '')
              ? null
              : { isPeriod: problem.startsWith('period'), words: entryProblemWords(problem, definition) }
          }
          today={localDate(clock(), zone)}
          onChange={(next) => setWords({ ...words, ...next })}
        />
        {mayNot !== null && <p role="status">{mayNot}</p>}
        <SaveFoot append={append} save={t('enter.save', 'Sign and save')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}

interface Words {
  value: string;
  /** Local dates, both included. */
  from: string;
  to: string;
  note: string;
}

interface FieldsProps {
  id: string;
  first: RefObject<HTMLInputElement>;
  reading: KpiReading;
  words: Words;
  error: { isPeriod: boolean; words: string } | null;
  today: string;
  onChange: (words: Partial<Words>) => void;
}

function EntryFields({ id, first, reading: { definition }, words, error, today, onChange }: FieldsProps) {
  const styles = useStyles2(getStyles);
  const unit = amountUnit(definition);
  const days = [
    ['from', t('enter.from', 'First day')],
    ['to', t('enter.to', 'Last day')],
  ] as const;
  return (
    <>
      <Field
        label={t('enter.value', 'Value')}
        description={t('enter.target', 'The target is {{target}}.', { target: targetText(definition) })}
        htmlFor={`${id}-value`}
        invalid={error?.isPeriod === false}
        error={error?.words}
      >
        <Input
          id={`${id}-value`}
          ref={first}
          required
          inputMode="decimal"
          autoComplete="off"
          width={20}
          suffix={unit.word}
          value={words.value}
          onChange={(event) => onChange({ value: event.currentTarget.value })}
        />
      </Field>
      <div className={styles.days}>
        {days.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            htmlFor={`${id}-${name}`}
            invalid={error?.isPeriod === true && name === 'to'}
            error={error?.words}
          >
            <Input
              id={`${id}-${name}`}
              type="date"
              required
              max={name === 'from' ? today : undefined}
              value={words[name]}
              onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
      </div>
      <Field
        label={t('enter.note', 'Where does it come from?')}
        description={t('enter.note-what', 'Optional: a ticket, a report, an invoice.')}
        htmlFor={`${id}-note`}
      >
        <Input
          id={`${id}-note`}
          maxLength={NOTE_MAX}
          autoComplete="off"
          value={words.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  days: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2), '& > *': { flex: '1 1 160px' } }),
});
