import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Modal, useStyles2 } from '@grafana/ui';
import { useRef, useState, type FormEvent } from 'react';

import { baselineDrafts, fits, type BaselineThing } from '../../core/acceptance/baseline';
import type { Standing } from '../../core/acceptance/fold';
import type { CheckResult } from '../../core/check/result';
import type { AcceptanceJournal } from '../journal/useAcceptances';
import { useWhyUntil, WhyUntilFields } from '../journal/WhyUntilFields';
import { SaveFoot } from '../SaveFoot';
import { useServices } from '../services';
import { plural, t } from '../t';
import { useFirstFocus } from '../useFirstFocus';
import { BaselineTable } from './BaselineTable';

interface Props {
  check: CheckResult;
  things: readonly BaselineThing[];
  /** The last acceptance, in force or not; null when there was none. */
  said: Standing | null;
  journal: AcceptanceJournal;
  onClose: () => void;
}

/** What an acceptance changes, and why. What is shown is what is kept: later looks wait below. */
export function AcceptBaselineDialog({ check, things, said, journal, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { newKey, user } = useServices();
  const why = useRef<HTMLInputElement>(null);
  const words = useWhyUntil();
  const [shown] = useState(() => ({ check, things, base: said }));
  // A retry has the same key: it counts once.
  const [id] = useState(newKey);
  useFirstFocus(() => why.current);
  const isOvertaken = (said?.id ?? null) !== (shown.base?.id ?? null);
  const isLong = !fits(shown.things);
  const isReady = words.isReady && !journal.isSaving && !isOvertaken && !isLong;
  const submit = async () => {
    const drafts = baselineDrafts({
      id,
      checkId: shown.check.definition.id,
      things: shown.things,
      why: words.why,
      untilMs: words.untilMs,
      ...(shown.base && { base: shown.base.id }),
    });
    for (const draft of drafts) {
      if (!(await journal.write(draft))) {
        return;
      }
    }
    onClose();
  };
  return (
    <Modal
      isOpen
      onDismiss={onClose}
      title={t('baseline.dialog.title', 'Accept this state: {{title}}', { title: shown.check.definition.title })}
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          // The form stands in that of nobody, but React would tell the drawer's all the same.
          event.stopPropagation();
          if (isReady) {
            void submit();
          }
        }}
      >
        <p>
          {changeWords(shown)} {t('baseline.dialog.as', 'You accept as')} <strong>{user.login}</strong>.
        </p>
        <div className={styles.list} role="region" aria-label={t('baseline.dialog.list', 'What changes')} tabIndex={0}>
          <BaselineTable check={shown.check} isFirst={shown.base?.ended !== null} />
        </div>
        <WhyUntilFields
          of={words}
          first={why}
          hint={t('baseline.dialog.why-hint', 'Reviewed, as agreed, ticket')}
          untilWhat={t(
            'baseline.dialog.until-what',
            'Optional, that day included. It has to be accepted again in any case when it is older than the check allows.'
          )}
        />
        {isOvertaken && !journal.isSaving && (
          <p role="alert">
            {t(
              'baseline.dialog.meanwhile',
              'Somebody else accepted or withdrew a state meanwhile. Close this, and look at the differences to it.'
            )}
          </p>
        )}
        {isLong && (
          <p role="alert">
            {t('baseline.dialog.long', 'There are too many things for a state that every look can carry.')}
          </p>
        )}
        <SaveFoot append={journal} save={t('baseline.dialog.do', 'Accept')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}

/** What differs from the state that is in force, or how many things the first one has. */
function changeWords({ check, things, base }: { check: CheckResult; things: Props['things']; base: Standing | null }) {
  if (base?.ended !== null) {
    return plural('baseline.dialog.first', things.length, {
      one: 'There is no accepted state to compare with. It will have {{count}} thing; later ones are compared with it.',
      other:
        'There is no accepted state to compare with. It will have {{count}} things; later ones are compared with it.',
    });
  }
  const count = (change: string) => check.entities.filter(({ labels }) => labels['change'] === change).length;
  const [added, changed, gone] = [count('added'), count('changed'), count('gone')];
  return added + changed + gone === 0
    ? t('baseline.dialog.same', 'All is as it was accepted; it is accepted anew.')
    : t('baseline.dialog.what', '{{added}} new, {{changed}} changed, {{gone}} gone.', { added, changed, gone });
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ maxHeight: '40vh', overflowY: 'auto', marginBottom: theme.spacing(2), '&:empty': { display: 'none' } }),
});
