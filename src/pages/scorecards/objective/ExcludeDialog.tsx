import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Input, Modal, RadioButtonList, useStyles2 } from '@grafana/ui';
import { useId, useRef, useState, type FormEvent } from 'react';

import { NOTE_MAX } from '../../../core/journal/event';
import type { BadPeriod } from '../../../core/slo/course';
import { excludedDraft } from '../../../core/slo/draft';
import { fieldOf, instantOfField } from '../../../ui/instantField';
import type { Append } from '../../../ui/journal/useAppend';
import { SaveFoot } from '../../../ui/SaveFoot';
import { useServices } from '../../../ui/services';
import { wordingIn } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { useFirstFocus } from '../../../ui/useFirstFocus';
import { useZone } from '../../../ui/zone';
import { ExcludePreview } from './ExcludePreview';
import { periodProblem } from './periodField';
import type { CountedView } from './view';

interface Props {
  view: CountedView;
  /** What is filled in; null for nothing. */
  period: BadPeriod | null;
  exclusions: Append;
  onClose: () => void;
}

/** Leaves a period out, of this objective or of all: from when to when, why, and what it does to the numbers. */
export function ExcludeDialog({ view, period, exclusions, onClose }: Props) {
  const { newKey, user } = useServices();
  const zone = useZone();
  const id = useId();
  const why = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState({
    from: period ? fieldOf(period.fromMs, zone) : '',
    to: period ? fieldOf(period.toMs, zone) : '',
    why: '',
    whom: 'this' as 'this' | 'all',
  });
  // A retry has the same key: it counts once.
  const [key] = useState(newKey);
  useFirstFocus(() => (period ? why.current : first.current));
  const [fromMs, toMs] = [instantOfField(words.from, zone), instantOfField(words.to, zone)];
  const problem = periodProblem(fromMs, toMs);
  const isReady =
    fromMs !== null && toMs !== null && problem === null && words.why.trim() !== '' && !exclusions.isSaving;
  const { objective } = view;
  const wording = wordingIn(zone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!isReady || fromMs === null || toMs === null) {
      return;
    }
    const whom = words.whom === 'all' ? null : objective.id;
    const title = whom === null ? 'all objectives' : objective.title;
    const sentence = `Left out of ${title}: ${wording.instant(fromMs)} to ${wording.instant(toMs)}. ${words.why.trim()}`;
    const draft = excludedDraft({ objective: whom, fromMs, toMs, why: words.why.trim() }, sentence, key);
    void exclusions.write(draft).then((isKept) => {
      if (isKept) {
        onClose();
      }
    });
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('exclude.title', 'Exclude a period')}>
      <form onSubmit={submit}>
        <p>
          {t(
            'exclude.what',
            'What happened in it does not count, neither good nor bad. Everybody sees that it is left out, why, and who said so:'
          )}{' '}
          <strong>{user.login}</strong>.
        </p>
        <PeriodFields id={id} first={first} words={words} onChange={(next) => setWords({ ...words, ...next })} />
        {problem !== null && <p role="alert">{problem}</p>}
        <Field label={t('exclude.why', 'Why?')} htmlFor={`${id}-why`}>
          <Input
            id={`${id}-why`}
            ref={why}
            required
            maxLength={NOTE_MAX}
            autoComplete="off"
            placeholder={t('exclude.why-hint', 'Announced maintenance, change 4790')}
            value={words.why}
            onChange={(event) => setWords({ ...words, why: event.currentTarget.value })}
          />
        </Field>
        <Field label={t('exclude.whom', 'Of what is it left out?')}>
          <RadioButtonList
            name={`${id}-whom`}
            value={words.whom}
            onChange={(whom) => setWords({ ...words, whom })}
            options={[
              { value: 'this' as const, label: objective.title },
              { value: 'all' as const, label: t('exclude.all', 'All objectives') },
            ]}
          />
        </Field>
        {fromMs !== null && toMs !== null && problem === null && (
          <ExcludePreview view={view} fromMs={fromMs} toMs={toMs} />
        )}
        <SaveFoot append={exclusions} save={t('exclude.say', 'Exclude')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}

interface FieldsProps {
  id: string;
  first: React.RefObject<HTMLInputElement>;
  words: { from: string; to: string };
  onChange: (words: { from?: string; to?: string }) => void;
}

function PeriodFields({ id, first, words, onChange }: FieldsProps) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  return (
    <div className={styles.period}>
      <Field label={t('exclude.from', 'From')} description={zone} htmlFor={`${id}-from`}>
        <Input
          id={`${id}-from`}
          ref={first}
          type="datetime-local"
          required
          value={words.from}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
      </Field>
      <Field label={t('exclude.to', 'To')} description={zone} htmlFor={`${id}-to`}>
        <Input
          id={`${id}-to`}
          type="datetime-local"
          required
          value={words.to}
          onChange={(event) => onChange({ to: event.currentTarget.value })}
        />
      </Field>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  period: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2), '& > *': { flex: '1 1 200px' } }),
});
