import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';

import { RISK_MAX_DAYS } from '../../core/checklist/draft';
import type { DecisionKind } from '../../core/checklist/state';
import { addDays } from '../../core/time/zone';
import { Kbd } from '../../ui/Kbd';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { buttonWord, noWords, question, type Words } from './decisions';
import { useRoundView } from './roundView';

interface Props {
  kind: DecisionKind;
  consequence: string;
  onDecide: (words: Words) => void;
  onCancel: () => void;
}

/** Stands where the row's buttons were. Enter decides, Escape gives the buttons back. */
export function DecisionForm({ kind, consequence, onDecide, onCancel }: Props) {
  const styles = useStyles2(getStyles);
  const { user } = useServices();
  const { run } = useRoundView().round;
  const [words, setWords] = useState(() => noWords(run));
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const complete = words.note.trim() !== '' || kind === 'done';
  useEffect(() => input.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) {
      onDecide(words);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <Field label={question(kind)} htmlFor={`${id}-note`} noMargin>
        <Input
          id={`${id}-note`}
          ref={input}
          maxLength={1000}
          autoComplete="off"
          value={words.note}
          onChange={(event) => setWords({ ...words, note: event.currentTarget.value })}
        />
      </Field>
      {kind === 'deferred' && (
        <Field label={t('decide.to', 'To whom or to which round? (optional)')} htmlFor={`${id}-to`} noMargin>
          <Input
            id={`${id}-to`}
            maxLength={100}
            autoComplete="off"
            value={words.to}
            onChange={(event) => setWords({ ...words, to: event.currentTarget.value })}
          />
        </Field>
      )}
      {kind === 'risk' && (
        <Field label={t('decide.until', 'Accepted until, that day included')} htmlFor={`${id}-until`} noMargin>
          <Input
            id={`${id}-until`}
            type="date"
            width={20}
            required
            min={run.date}
            max={addDays(run.date, RISK_MAX_DAYS)}
            value={words.until}
            onChange={(event) => setWords({ ...words, until: event.currentTarget.value })}
          />
        </Field>
      )}
      <div className={styles.buttons}>
        <Button type="submit" size="sm" disabled={!complete}>
          {t('decide.as', '{{what}} as {{who}}', { what: buttonWord(kind), who: user.login })}
          <Kbd>{t('key.enter', 'Enter')}</Kbd>
        </Button>
        <Button type="button" size="sm" variant="secondary" fill="text" onClick={onCancel}>
          {t('decide.cancel', 'Cancel')}
          <Kbd>{t('key.escape', 'Esc')}</Kbd>
        </Button>
      </div>
      <div className={styles.consequence}>{consequence}</div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), marginTop: theme.spacing(1.5) }),
  buttons: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    '@container (max-width: 559px)': { '& button': { height: 44, flex: 1 }, '& kbd': { display: 'none' } },
  }),
  consequence: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
