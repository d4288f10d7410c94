import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, IconButton, Input, useStyles2 } from '@grafana/ui';
import { useId } from 'react';

import { t } from '../../ui/t';
import { NEW_ROTATION, type RotationDraft } from './listsDraft';

interface Props {
  rotations: readonly RotationDraft[];
  /** What does not fit, `<index> <field>` each. */
  wrong: ReadonlySet<string>;
  isFixed: boolean;
  onChange: (rotations: readonly RotationDraft[]) => void;
}

/** People who take turns being on duty: a row for each rotation. */
export function RotationFields({ rotations, wrong, isFixed, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.rotations}>
      {rotations.length === 0 && <span className={styles.quiet}>{t('setup.no-duty', 'Nobody is on duty.')}</span>}
      {rotations.map((rotation, index) => (
        <div
          key={index}
          className={styles.row}
          role="group"
          aria-label={rotation.title || t('setup.rotation', 'Rotation')}
        >
          {FIELDS.map(({ field, width, type }) => (
            <RotationInput
              key={field}
              field={field}
              width={width}
              type={type}
              value={rotation[field]}
              isWrong={wrong.has(`${index} ${field}`)}
              isFixed={isFixed}
              onChange={(value) =>
                onChange(rotations.map((one, at) => (at === index ? { ...one, [field]: value } : one)))
              }
            />
          ))}
          {!isFixed && (
            <IconButton
              name="trash-alt"
              className={styles.remove}
              tooltip={t('setup.remove-rotation', 'Remove the rotation {{title}}', { title: rotation.title })}
              onClick={() => onChange(rotations.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {!isFixed && (
        <Button
          type="button"
          size="sm"
          variant="secondary"
          icon="plus"
          onClick={() => onChange([...rotations, NEW_ROTATION])}
        >
          {t('setup.add-rotation', 'Add a rotation')}
        </Button>
      )}
    </div>
  );
}

const FIELDS: ReadonlyArray<{ field: keyof RotationDraft; width: number; type: string }> = [
  { field: 'title', width: 20, type: 'text' },
  { field: 'people', width: 34, type: 'text' },
  { field: 'from', width: 19, type: 'date' },
  { field: 'days', width: 9, type: 'number' },
  { field: 'at', width: 15, type: 'time' },
];

interface InputProps {
  field: keyof RotationDraft;
  width: number;
  type: string;
  value: string;
  isWrong: boolean;
  isFixed: boolean;
  onChange: (value: string) => void;
}

function RotationInput({ field, width, type, value, isWrong, isFixed, onChange }: InputProps) {
  const id = useId();
  const { label, rule } = wordsOf(field);
  return (
    <Field noMargin label={label} htmlFor={id} invalid={isWrong} error={isWrong ? rule : undefined}>
      <Input
        id={id}
        type={type}
        width={width}
        value={value}
        autoComplete="off"
        disabled={isFixed}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

function wordsOf(field: keyof RotationDraft): { label: string; rule: string } {
  switch (field) {
    case 'title':
      return { label: t('setup.rotation-title', 'Rotation'), rule: t('setup.rotation-title-rule', 'Give it a name') };
    case 'people':
      return {
        label: t('setup.people', 'People, separated by commas'),
        rule: t('setup.people-rule', 'Name at least one'),
      };
    case 'from':
      return { label: t('setup.from', 'First turn'), rule: t('setup.from-rule', 'Give a date') };
    case 'days':
      return { label: t('setup.days', 'Days'), rule: t('setup.days-rule', '1 to 31') };
    case 'at':
      return { label: t('setup.at', 'Changes at'), rule: t('setup.at-rule', 'Give a time') };
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  rotations: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(1.5) }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1) }),
  remove: css({ alignSelf: 'center', marginTop: theme.spacing(2.5) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
