import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Input, RadioButtonList, useStyles2 } from '@grafana/ui';
import { useId, type RefObject } from 'react';

import { NOTE_MAX } from '../../../core/journal/event';
import type { EntryProblem } from '../../../core/kpi/draft';
import type { KpiDefinition } from '../../../core/kpi/definition';
import { t } from '../../../ui/t';
import { amountUnit, entryProblemWords, rangeWords } from './amountField';
import { entryMeasure } from './entryPeriod';
import { entryText } from './entryWords';
import { targetText } from './figureWords';

/** What the fields of an entry hold. */
export interface EntryWords {
  value: string;
  /** Local dates, both included. */
  from: string;
  to: string;
  note: string;
}

interface Props {
  definition: KpiDefinition;
  /** The field that is filled in first. */
  first: RefObject<HTMLInputElement>;
  words: EntryWords;
  /** Told at the field that it is about; null while nothing is wrong, or nothing was said yet. */
  problem: EntryProblem | null;
  /** Local date. */
  today: string;
  onChange: (words: Partial<EntryWords>) => void;
}

/** A value for days, or a day and whether it was done; and where that is known from. */
export function EntryFields({ definition, first, words, problem, today, onChange }: Props) {
  const id = useId();
  const isDone = entryMeasure(definition) === 'days-since';
  const said = problem === null ? undefined : entryProblemWords(problem, definition);
  const isPeriod = problem === 'period' || problem === 'period-not-begun';
  return (
    <>
      {!isDone && (
        <ValueField
          id={`${id}-value`}
          definition={definition}
          first={first}
          value={words.value}
          error={isPeriod ? undefined : said}
          onChange={(value) => onChange({ value })}
        />
      )}
      <DayFields
        id={id}
        {...(isDone && { first })}
        words={words}
        isOneDay={isDone}
        error={isPeriod ? said : undefined}
        today={today}
        onChange={onChange}
      />
      {isDone && (
        <Field label={t('enter.was-done', 'What came of it?')}>
          <RadioButtonList
            name={`${id}-done`}
            value={words.value}
            onChange={(value) => onChange({ value })}
            options={['1', '0'].map((value) => ({ value, label: entryText(definition, Number(value)) }))}
          />
        </Field>
      )}
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

interface ValueProps {
  id: string;
  definition: KpiDefinition;
  first: RefObject<HTMLInputElement>;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function ValueField({ id, definition, first, value, error, onChange }: ValueProps) {
  return (
    <Field
      label={t('enter.value', 'Value')}
      description={t('enter.target', '{{range}} The target is {{target}}.', {
        range: rangeWords(definition),
        target: targetText(definition),
      })}
      htmlFor={id}
      invalid={error !== undefined}
      error={error}
    >
      <Input
        id={id}
        ref={first}
        required
        inputMode="decimal"
        autoComplete="off"
        width={20}
        suffix={amountUnit(definition).word}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

interface DayProps {
  id: string;
  first?: RefObject<HTMLInputElement>;
  words: EntryWords;
  isOneDay: boolean;
  error: string | undefined;
  today: string;
  onChange: Props['onChange'];
}

function DayFields({ id, first, words, isOneDay, error, today, onChange }: DayProps) {
  const styles = useStyles2(getStyles);
  const days = isOneDay
    ? ([['from', t('enter.day', 'On which day?')]] as const)
    : ([
        ['from', t('enter.from', 'First day')],
        ['to', t('enter.to', 'Last day')],
      ] as const);
  const last = days[days.length - 1]?.[0];
  return (
    <div className={styles.days}>
      {days.map(([name, label]) => (
        <Field
          key={name}
          label={label}
          htmlFor={`${id}-${name}`}
          invalid={error !== undefined && name === last}
          error={error}
        >
          <Input
            id={`${id}-${name}`}
            {...(first && { ref: first })}
            type="date"
            required
            max={name === 'from' ? today : undefined}
            value={words[name]}
            onChange={({ currentTarget: { value } }) =>
              onChange(isOneDay ? { from: value, to: value } : { [name]: value })
            }
          />
        </Field>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  days: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2), '& > *': { flex: '1 1 160px' } }),
});
