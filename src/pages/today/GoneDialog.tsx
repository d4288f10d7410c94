import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Checkbox, Modal, RadioButtonList, useStyles2 } from '@grafana/ui';
import { useId, useRef, useState, type FormEvent } from 'react';

import { goneDraft, thingOf, type GoneThing } from '../../core/acceptance/goneForGood';
import type { CheckDefinition } from '../../core/check/definition';
import { subjectOf } from '../../core/check/finding';
import { labelValue, labelWord } from '../../core/check/labelWords';
import type { Entity } from '../../core/check/result';
import { useWhyUntil, WhyUntilFields } from '../../ui/journal/WhyUntilFields';
import { leftText } from '../../ui/leftText';
import { SaveFoot } from '../../ui/SaveFoot';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { useFirstFocus } from '../../ui/useFirstFocus';
import { useZone } from '../../ui/zone';
import type { Gone } from './useGone';

interface Props {
  definition: CheckDefinition;
  entity: Entity;
  /** Name of the entity's data source. */
  sourceName: string;
  gone: Gone;
  /** It is meant for every check from the start. */
  isOfEveryCheck?: boolean;
  nowMs: number;
  onClose: () => void;
}

/** Says that something that left will not come back: what of it, why, and until when. */
export function GoneDialog({ definition, entity, sourceName, gone, isOfEveryCheck = false, nowMs, onClose }: Props) {
  const { newKey, user } = useServices();
  const zone = useZone();
  const why = useRef<HTMLInputElement>(null);
  const words = useWhyUntil();
  const [thing, setThing] = useState<GoneThing>(() => {
    const own = thingOf(definition, entity);
    return isOfEveryCheck ? { ...own, checkId: null } : own;
  });
  // A retry has the same key: it counts once.
  const [key] = useState(newKey);
  useFirstFocus(() => why.current);
  const isReady = words.isReady && !gone.isSaving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form stands in that of nobody, but React would tell the drawer's all the same.
    event.stopPropagation();
    if (isReady) {
      void gone
        .write(goneDraft({ id: key, thing, sourceName, why: words.why, untilMs: words.untilMs }))
        .then((isKept) => {
          if (isKept) {
            onClose();
          }
        });
    }
  };
  return (
    <Modal
      isOpen
      onDismiss={onClose}
      title={t('gone.dialog.title', '{{name}} is gone for good', { name: nameOf(entity, definition) })}
    >
      <form onSubmit={submit}>
        <p>
          {t('gone.dialog.what', 'It was {{seen}}.', { seen: leftText(entity, nowMs, zone) })}{' '}
          {t('gone.dialog.means', 'What is gone for good is not judged any more, unless it is seen again.')}{' '}
          {t('gone.dialog.as', 'You say so as')} <strong>{user.login}</strong>.
        </p>
        <Scope definition={definition} entity={entity} thing={thing} onChange={setThing} />
        <WhyUntilFields
          of={words}
          first={why}
          hint={t('gone.dialog.why-hint', 'Scrapped, moved, ticket')}
          untilWhat={t(
            'gone.dialog.until-what',
            'Optional, that day included. Without it, until somebody withdraws it.'
          )}
        />
        <SaveFoot append={gone} save={t('gone.dialog.say', 'Gone for good')} isReady={isReady} onCancel={onClose} />
      </form>
    </Modal>
  );
}

interface ScopeProps {
  definition: CheckDefinition;
  entity: Entity;
  thing: GoneThing;
  onChange: (thing: GoneThing) => void;
}

/** This check alone, or every check of whatever has the labels that are chosen. */
function Scope({ definition, entity, thing, onChange }: ScopeProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const all = thingOf(definition, entity).labels;
  const labels = Object.entries(all);
  const isEvery = thing.checkId === null;
  if (labels.length === 0) {
    return null;
  }
  const choose = (scope: 'check' | 'every') =>
    onChange({ ...thing, checkId: scope === 'check' ? definition.id : null, labels: all });
  const toggle = (name: string, isChosen: boolean) =>
    onChange({
      ...thing,
      labels: Object.fromEntries(labels.filter(([other]) => (other === name ? isChosen : other in thing.labels))),
    });
  return (
    <fieldset className={styles.scope}>
      <legend>{t('gone.dialog.scope', 'What is gone?')}</legend>
      <RadioButtonList
        name={`${id}-scope`}
        value={isEvery ? 'every' : 'check'}
        onChange={choose}
        options={[
          {
            value: 'check' as const,
            label: t('gone.dialog.this', 'It, for this check: {{title}}', { title: definition.title }),
          },
          {
            value: 'every' as const,
            label: t('gone.dialog.every', 'For every check, all that has {{labels}}', {
              labels: labelWords(definition, isEvery ? thing.labels : all),
            }),
          },
        ]}
      />
      {isEvery && labels.length > 1 && (
        <div className={styles.labels} role="group" aria-label={t('gone.dialog.labels', 'Labels that it has to have')}>
          {labels.map(([name, value]) => (
            <Checkbox
              key={name}
              label={`${labelWord(definition, name)}: ${labelValue(definition, name, value)}`}
              value={name in thing.labels}
              // Without any label it would be the whole source.
              disabled={name in thing.labels && Object.keys(thing.labels).length === 1}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function nameOf({ labels }: Entity, definition: CheckDefinition): string {
  return subjectOf(definition, labels) || definition.title;
}

function labelWords(definition: CheckDefinition, labels: GoneThing['labels']): string {
  return Object.entries(labels)
    .map(([name, value]) => `${labelWord(definition, name)} ${labelValue(definition, name, value)}`)
    .join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  scope: css({
    marginBottom: theme.spacing(2),
    overflowWrap: 'anywhere',
    '& legend': {
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      marginBottom: theme.spacing(1),
    },
  }),
  labels: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 2), margin: theme.spacing(1, 0, 0, 3) }),
});
