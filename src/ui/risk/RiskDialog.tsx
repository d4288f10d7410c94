import { Modal } from '@grafana/ui';
import { useRef, useState, type FormEvent } from 'react';

import { ENTITY_RISK_MAX_DAYS, riskDraft } from '../../core/acceptance/risk';
import type { CheckDefinition } from '../../core/check/definition';
import { findingAbout, subjectOf } from '../../core/check/finding';
import type { Entity } from '../../core/check/result';
import type { Append } from '../journal/useAppend';
import { useWhyUntil, WhyUntilFields } from '../journal/WhyUntilFields';
import { SaveFoot } from '../SaveFoot';
import { useServices } from '../services';
import { t } from '../t';
import { useFirstFocus } from '../useFirstFocus';

const USUAL_DAYS = 14;

interface Props {
  definition: CheckDefinition;
  /** As it was when the person decided: what is accepted is no worse than this. */
  entity: Entity;
  append: Append;
  nowMs: number;
  onClose: () => void;
}

/** Accepts the risk of one thing: why, and until when. Enter accepts, Escape leaves it. */
export function RiskDialog({ definition, entity, append, nowMs, onClose }: Props) {
  const { clock, newKey, user } = useServices();
  const why = useRef<HTMLInputElement>(null);
  const words = useWhyUntil({ days: USUAL_DAYS, mostDays: ENTITY_RISK_MAX_DAYS });
  // A retry has the same key: it counts once.
  const [key] = useState(newKey);
  useFirstFocus(() => why.current);
  const name = subjectOf(definition, entity.labels) || definition.title;
  const { untilMs } = words;
  const isReady = words.isReady && !append.isSaving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form stands in that of nobody, but React would tell the drawer's all the same.
    event.stopPropagation();
    if (isReady && untilMs !== null) {
      const said = { id: key, checkId: definition.id, entity, name, why: words.why, untilMs };
      void append.write(riskDraft(said, clock())).then((isKept) => {
        if (isKept) {
          onClose();
        }
      });
    }
  };
  return (
    <Modal isOpen onDismiss={onClose} title={t('risk.dialog.title', 'Accept the risk of {{name}}', { name })}>
      <form onSubmit={submit}>
        <p>
          {t('risk.dialog.finding', '{{finding}}.', { finding: findingAbout(definition, entity, nowMs) })}{' '}
          {entity.verdict === 'fail'
            ? t('risk.dialog.fail', 'It stays a failure in the record.')
            : t('risk.dialog.warn', 'It stays a warning in the record.')}{' '}
          {t(
            'risk.dialog.what',
            'Until that day nobody has to decide about it again, in any list, unless it is worse or unknown.'
          )}{' '}
          {t('risk.dialog.as', 'You accept it as')} <strong>{user.login}</strong>.
        </p>
        <WhyUntilFields
          of={words}
          first={why}
          hint={t('risk.dialog.why-hint', 'Why it can stay as it is, ticket')}
          untilWhat={t('risk.dialog.until-what', 'That day included, at most {{days}} days from today.', {
            days: ENTITY_RISK_MAX_DAYS,
          })}
        />
        <SaveFoot append={append} save={t('decide.risk', 'Accept risk')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}
