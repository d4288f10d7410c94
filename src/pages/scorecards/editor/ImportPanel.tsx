import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, TextArea, useStyles2 } from '@grafana/ui';
import { useId, useMemo, useRef, useState } from 'react';

import type { JsonValue } from '../../../core/acceptance/event';
import type { Objective } from '../../../core/slo/objective';
import { writtenObjective } from '../../../core/slo/objectiveSchema';
import type { ForeignNote } from '../../../library/slo/foreignObjective';
import { importObjectives } from '../../../library/slo/importObjectives';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { plural, t } from '../../../ui/t';
import { saveDefinitions, type Saved } from './saveDefinitions';
import { SavedNotice } from './SavedNotice';

interface Props {
  others: readonly Objective[];
  /** One of them goes into the form. */
  onUse: (objective: Objective) => void;
  onSaved: () => void;
}

/** Objectives out of a file of Sloth, Pyrra or OpenSLO, with what could not be carried. */
export function ImportPanel({ others, onUse, onSaved }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const found = useMemo(() => (text.trim() === '' ? null : importObjectives(text)), [text]);
  return (
    <div className={styles.column}>
      <Field
        noMargin
        htmlFor={id}
        label={t('import.label', 'File of Sloth, Pyrra or OpenSLO')}
        description={t('import.hint', 'Paste it, or choose a file. Several documents may follow each other.')}
      >
        <TextArea
          id={id}
          rows={10}
          spellCheck={false}
          className={styles.text}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <div>
        <input
          ref={file}
          type="file"
          accept=".yaml,.yml,.json"
          hidden
          aria-label={t('import.file', 'File to import')}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? [];
            void chosen?.text().then(setText);
            event.currentTarget.value = '';
          }}
        />
        <Button variant="secondary" icon="upload" onClick={() => file.current?.click()}>
          {t('import.choose', 'Choose a file')}
        </Button>
      </div>
      {found && (
        <>
          <Found key={text} objectives={found.objectives} others={others} onUse={onUse} onSaved={onSaved} />
          <Notes title={t('import.refused', 'Refused')} notes={found.refused} />
          <Notes title={t('import.left', 'Not carried')} notes={found.left} />
        </>
      )}
    </div>
  );
}

interface FoundProps extends Props {
  objectives: readonly Objective[];
}

function Found({ objectives, others, onUse, onSaved }: FoundProps) {
  const styles = useStyles2(getStyles);
  const services = useServices();
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [keys] = useState(() => objectives.map(() => services.newKey()));
  const taken = new Set(others.map(({ id }) => id));
  const fresh = objectives.filter(({ id }) => !taken.has(id));
  const saveAll = () => {
    setSaving(true);
    setSaved(null);
    const definitions = fresh.map((objective) => ({
      id: objective.id,
      title: objective.title,
      // Plain JSON by its type: texts, numbers, lists and records.
      definition: JSON.parse(JSON.stringify(writtenObjective(objective))) as JsonValue,
      key: keys[objectives.indexOf(objective)] ?? '',
      base: null,
    }));
    void saveDefinitions(definitions, services, { signal: new AbortController().signal }).then((outcome) => {
      setSaving(false);
      setSaved(outcome);
      if (outcome.code === 'saved') {
        onSaved();
      }
    });
  };
  return (
    <Section
      title={t('import.found', 'Objectives in it')}
      count={objectives.length}
      actions={
        fresh.length > 1 && (
          <Button size="sm" disabled={isSaving} onClick={saveAll}>
            {plural('import.save-all', fresh.length, { one: 'Save {{count}}', other: 'Save all {{count}}' })}
          </Button>
        )
      }
    >
      <SavedNotice saved={saved} />
      <ul className={styles.list}>
        {objectives.map((objective) => (
          <li key={objective.id}>
            <span>
              {objective.title} <span className={styles.quiet}>{`${objective.id} · ${objective.target} %`}</span>
              {taken.has(objective.id) && (
                <span className={styles.quiet}> {t('import.taken', 'this id is taken: change it in the form')}</span>
              )}
            </span>
            <Button size="sm" variant="secondary" fill="outline" onClick={() => onUse(objective)}>
              {t('import.use', 'Edit {{title}}', { title: objective.title })}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Notes({ title, notes }: { title: string; notes: readonly ForeignNote[] }) {
  const styles = useStyles2(getStyles);
  return notes.length === 0 ? null : (
    <Section title={title} count={notes.length}>
      <ul className={styles.notes}>
        {notes.map(({ slo, line, field, why }, index) => (
          <li key={index}>
            <span className={styles.quiet}>
              {[slo, t('import.line', 'line {{line}}', { line }), field].filter((part) => part !== '').join(', ')}
            </span>{' '}
            {why}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  text: css({ ...theme.typography.code, fontSize: theme.typography.bodySmall.fontSize, lineHeight: 1.6 }),
  list: css({
    listStyle: 'none',
    margin: 0,
    '& li': {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(0.75, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
  }),
  notes: css({ margin: 0, paddingLeft: theme.spacing(2.5), overflowWrap: 'anywhere' }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
