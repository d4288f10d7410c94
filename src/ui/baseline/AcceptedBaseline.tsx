import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { baselineWithdrawn, saidBaseline, stateNow } from '../../core/acceptance/baseline';
import type { CheckResult } from '../../core/check/result';
import type { Connected } from '../connection';
import { useAcceptances } from '../journal/useAcceptances';
import { useMayNotAppend } from '../journal/useAppend';
import { reasonWords } from '../reasonText';
import { useServices } from '../services';
import { t } from '../t';
import { useZone } from '../zone';
import { AcceptBaselineDialog } from './AcceptBaselineDialog';
import { acceptedWords } from './baselineWords';

interface Props {
  check: CheckResult;
  connected: Pick<Connected, 'connection' | 'memory'>;
  look: { again: () => void };
  nowMs: number;
  /** Somebody is about to accept: what is shown has to stay. */
  onOpen?: () => void;
}

/** Who accepted the state that a check compares with, and how to accept another one. Nothing of any other check. */
export function AcceptedBaseline(props: Props) {
  const { definition, verdict } = props.check;
  return definition.calc?.fn === 'baseline' && verdict !== 'na' ? <OfBaseline {...props} /> : null;
}

function OfBaseline({ check, connected, look, nowMs, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const { newKey } = useServices();
  const zone = useZone();
  const journal = useAcceptances({ connected, look }, nowMs);
  const mayNot = useMayNotAppend(connected.connection.journal);
  const [isOpen, setOpen] = useState(false);
  const said = journal.acceptances && saidBaseline(journal.acceptances, check.definition.id);
  const things = stateNow(check);
  const close = () => {
    journal.forgetProblem();
    setOpen(false);
  };
  return (
    <section className={styles.line} aria-label={t('baseline.title', 'Accepted state')}>
      <span className={styles.words}>
        {said
          ? acceptedWords(said, nowMs, zone)
          : journal.acceptances && t('baseline.never', 'Nobody has accepted a state yet.')}{' '}
        {things === null &&
          t('baseline.not-whole', 'What is there now is not known in full, so nothing can be accepted.')}
      </span>
      {mayNot === null && things !== null && journal.acceptances && (
        <Button
          size="sm"
          variant="secondary"
          icon="check"
          onClick={() => {
            onOpen?.();
            journal.forgetProblem();
            setOpen(true);
          }}
        >
          {t('baseline.accept', 'Accept this state…')}
        </Button>
      )}
      {mayNot === null && said?.ended === null && (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          disabled={journal.isSaving}
          onClick={() => void journal.write(baselineWithdrawn(said, newKey()))}
        >
          {t('gone.withdraw', 'Withdraw')}
        </Button>
      )}
      {journal.problem && !isOpen && (
        <p role="alert">{t('gone.failed', 'Not saved. {{why}}', { why: reasonWords(journal.problem) })}</p>
      )}
      {isOpen && things !== null && (
        <AcceptBaselineDialog check={check} things={things} said={said ?? null} journal={journal} onClose={close} />
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    margin: theme.spacing(1, 0),
  }),
  words: css({ maxWidth: '80ch', overflowWrap: 'anywhere', color: theme.colors.text.secondary }),
});
