import { Field, Input } from '@grafana/ui';
import { useId, useState, type RefObject } from 'react';

import { NOTE_MAX } from '../../core/journal/event';
import { addDays, instantOf, localDate } from '../../core/time/zone';
import { useServices } from '../services';
import { t } from '../t';
import { useZone } from '../zone';

/** Why something is accepted, and until when. */
export interface WhyUntil {
  why: string;
  /** Date of the last day; empty for no end. */
  until: string;
  onChange: (changed: { why?: string; until?: string }) => void;
  /** When that day is over, ms; null for no end. */
  untilMs: number | null;
  /** There is a reason, and the end lies ahead. */
  isReady: boolean;
}

export function useWhyUntil(): WhyUntil {
  const { clock } = useServices();
  const zone = useZone();
  const [words, setWords] = useState({ why: '', until: '' });
  const untilMs = words.until === '' ? null : instantOf(addDays(words.until, 1), '00:00', zone);
  return {
    ...words,
    onChange: (changed) => setWords((old) => ({ ...old, ...changed })),
    untilMs,
    isReady: words.why.trim() !== '' && (untilMs === null || untilMs > clock()),
  };
}

interface Props {
  of: WhyUntil;
  first: RefObject<HTMLInputElement>;
  /** What a reason looks like. */
  hint: string;
  /** What happens at the end. */
  untilWhat: string;
}

/** The fields of a dialog that accepts something. */
export function WhyUntilFields({ of: { why, until, onChange }, first, hint, untilWhat }: Props) {
  const { clock } = useServices();
  const zone = useZone();
  const id = useId();
  return (
    <>
      <Field label={t('accept.why', 'Why?')} htmlFor={`${id}-why`}>
        <Input
          id={`${id}-why`}
          ref={first}
          required
          maxLength={NOTE_MAX}
          autoComplete="off"
          placeholder={hint}
          value={why}
          onChange={(event) => onChange({ why: event.currentTarget.value })}
        />
      </Field>
      <Field label={t('accept.until', 'Until')} description={untilWhat} htmlFor={`${id}-until`}>
        <Input
          id={`${id}-until`}
          type="date"
          width={24}
          min={localDate(clock(), zone)}
          value={until}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
