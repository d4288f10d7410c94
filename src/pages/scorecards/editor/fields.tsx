import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, Field, Input, TextArea, useStyles2 } from '@grafana/ui';
import { useId } from 'react';

import type { ContentError } from '../../../library/readYaml';
import type { FormState } from './formState';

export interface FormProps {
  form: FormState;
  errors: readonly ContentError[];
  onChange: (form: FormState) => void;
}

/** What is said of a field or of what lies in it: message and fix. */
export function errorAt(errors: readonly ContentError[], field: string): string | undefined {
  const found = errors.find(
    (error) => error.field === field || error.field.startsWith(`${field}.`) || error.field.startsWith(`${field}[`)
  );
  return found && `${found.message}: ${found.fix}`;
}

/** A title as an id. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
}

interface TextInputProps {
  label: string;
  hint?: string;
  value: string;
  error: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Takes a row of its own. */
  isWide?: boolean;
  /** PromQL and the like: a fixed width, several lines. */
  isCode?: boolean;
  placeholder?: string;
  onChange: (value: string) => void;
}

export function TextInput(props: TextInputProps) {
  const { label, hint, value, error, isRequired, isDisabled, isWide, isCode, placeholder, onChange } = props;
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <Field
      noMargin
      className={cx((isWide || isCode) && styles.wide)}
      label={label}
      htmlFor={id}
      description={hint}
      required={isRequired === true}
      invalid={error !== undefined}
      error={error}
    >
      {isCode ? (
        <TextArea
          id={id}
          className={styles.code}
          rows={Math.min(8, Math.max(2, value.split('\n').length))}
          spellCheck={false}
          value={value}
          placeholder={placeholder}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <Input
          id={id}
          value={value}
          autoComplete="off"
          disabled={isDisabled === true}
          placeholder={placeholder}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: ReadonlyArray<{ value: T; label: string }>;
  error?: string | undefined;
  onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, hint, value, options, error, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <Field noMargin label={label} description={hint} htmlFor={id} invalid={error !== undefined} error={error}>
      <Combobox id={id} options={[...options]} value={value} onChange={(option) => onChange(option.value)} />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  wide: css({ gridColumn: '1 / -1' }),
  code: css({ ...theme.typography.code, fontSize: theme.typography.bodySmall.fontSize, lineHeight: 1.6 }),
});

/** The form, and groups of fields in columns. */
export const formStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  group: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    alignItems: 'start',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > legend': { ...theme.typography.h5, marginBottom: theme.spacing(1) },
  }),
});
