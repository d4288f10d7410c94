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
  /** The last date that may be chosen, where there has to be an end; else null. */
  latest: string | null;
  /** There is a reason, and the end lies ahead. */
  isReady: boolean;
}

/** @param within There has to be an end: so many days from today unless another one is chosen, and at most so many. */
export function useWhyUntil(within?: { days: number; mostDays: number }): WhyUntil {
  const { clock } = useServices();
  const zone = useZone();
  const today = localDate(clock(), zone);
  const [words, setWords] = useState(() => ({ why: '', until: within ? addDays(today, within.days) : '' }));
  const latest = within ? addDays(today, within.mostDays) : null;
  const untilMs = words.until === '' ? null : instantOf(addDays(words.until, 1), '00:00', zone);
  return {
    ...words,
    onChange: (changed) => setWords((old) => ({ ...old, ...changed })),
    untilMs,
    latest,
    isReady:
      words.why.trim() !== '' &&
      (untilMs === null ? latest === null : untilMs > clock() && (latest === null || words.until <= latest)),
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
export function WhyUntilFields({ of: { why, until, latest, onChange }, first, hint, untilWhat }: Props) {
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
          {...(latest !== null && { max: latest, required: true })}
          value={until}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}
