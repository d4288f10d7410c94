import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import type { Objective } from '../../../core/slo/objective';
import { writtenObjective } from '../../../core/slo/objectiveSchema';
import { useReconnect } from '../../../ui/connection';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { objectiveHref, scorecardsHref } from '../paths';
import { formOf, writtenOf, type FormState } from './formState';
import { ImportPanel } from './ImportPanel';
import { ObjectiveForm } from './ObjectiveForm';
import { Preview } from './Preview';
import { Problems } from '../../../ui/editor/Problems';
import { draftText, isEmpty, readDraft, writtenIn } from './readDraft';
import { RemoveDialog } from './RemoveDialog';
import { SaveDialog } from './SaveDialog';
import { TemplateChoice } from './TemplateChoice';
import { useUnsaved } from '../../../ui/editor/useUnsaved';
import { YamlField } from '../../../ui/editor/YamlField';

/** What is edited, as it was when it was opened. */
export interface Start {
  /** Hash of what counts; null for a new one. */
  base: string | null;
  form: FormState;
  /** Nothing was said yet. */
  isBlank: boolean;
}

interface Props {
  /** Null for a new one. */
  id: string | null;
  start: Start;
  /** All other objectives. */
  others: readonly Objective[];
}

type Mode = 'form' | 'yaml' | 'import';

/** Form or text of one objective, what is wrong with it, what it would have been, and Save. */
export function Editor({ id, start, others }: Props) {
  const styles = useStyles2(getStyles);
  const go = useNavigate();
  const reconnect = useReconnect();
  const { newKey } = useServices();
  const [mode, setMode] = useState<Mode>('form');
  const [form, setForm] = useState(start.form);
  const opened = useMemo(() => draftText(writtenOf(start.form)), [start]);
  const [text, setText] = useState(opened);
  const before = start.base === null ? '' : opened;
  const letGo = useUnsaved(text !== opened);
  const [dialog, open] = useState<'save' | 'remove' | null>(null);
  // A retry of one text has the same key: it counts once.
  const key = useMemo(() => (text === '' ? '' : newKey()), [newKey, text]);
  const reading = useMemo(() => readDraft(text, others), [text, others]);
  // What is not written yet is no mistake before it is to be saved.
  const [isPressed, press] = useState(start.base !== null);
  const errors = reading.ok ? [] : reading.errors.filter((error) => isPressed || !isEmpty(error));
  const canForm = writtenIn(text) !== null || mode === 'form';
  const change = (next: FormState) => {
    setForm(next);
    setText(draftText(writtenOf(next)));
  };
  const choose = (next: Mode) => {
    const written = writtenIn(text);
    if (next === 'form' && written) {
      setForm(formOf(written));
    }
    setMode(next);
  };
  const use = (objective: Objective) => {
    const written = writtenObjective(objective);
    setText(draftText(written));
    setForm(formOf(written));
    setMode('form');
  };
  const done = (href: string) => {
    letGo();
    go(href);
    reconnect();
  };
  return (
    <div className={styles.column}>
      <div className={styles.bar}>
        <RadioButtonGroup
          aria-label={t('editor.mode', 'How it is edited')}
          value={mode}
          onChange={choose}
          options={[
            { value: 'form', label: t('editor.form', 'Form') },
            { value: 'yaml', label: t('editor.yaml', 'YAML') },
            ...(id === null ? [{ value: 'import' as const, label: t('editor.import', 'Import') }] : []),
          ]}
          {...(!canForm && { disabledOptions: ['form' as const] })}
        />
        {mode === 'form' && start.isBlank && <TemplateChoice onChoose={(sli) => change({ ...form, ...sli })} />}
      </div>
      {mode === 'import' ? (
        <ImportPanel others={others} onUse={use} onSaved={() => done(scorecardsHref())} />
      ) : (
        <>
          {mode === 'form' ? (
            <ObjectiveForm form={form} errors={errors} isNew={id === null} onChange={change} />
          ) : (
            <YamlField text={text} errors={errors} onChange={setText} />
          )}
          <Problems errors={errors} warnings={reading.ok ? reading.warnings : []} />
          <Preview objective={reading.ok ? reading.objective : null} others={others} />
          <div className={styles.bar}>
            <Button
              disabled={text === before || errors.length > 0}
              onClick={() => (reading.ok ? open('save') : press(true))}
            >
              {t('editor.save', 'Save')}
            </Button>
            {id !== null && start.base !== null && (
              <Button variant="destructive" fill="outline" onClick={() => open('remove')}>
                {t('editor.remove', 'Remove')}
              </Button>
            )}
          </div>
        </>
      )}
      {dialog === 'save' && reading.ok && (
        <SaveDialog
          before={before}
          after={text}
          definition={{
            id: reading.objective.id,
            title: reading.objective.title,
            definition: reading.definition,
            key,
            base: reading.objective.id === id ? start.base : null,
          }}
          onClose={() => open(null)}
          onSaved={() => done(objectiveHref(reading.objective.id, {}))}
        />
      )}
      {dialog === 'remove' && id !== null && start.base !== null && (
        <RemoveDialog
          id={id}
          base={start.base}
          title={form.title}
          onClose={() => open(null)}
          onRemoved={() => done(scorecardsHref())}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3), maxWidth: 1076 }),
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
});
