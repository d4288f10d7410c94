import { Field, Input, Stack } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import { FieldNote, type Note } from './FieldNote';

/** Width of every input of the editor, in spacing units, as on Grafana's own pages. */
export const FIELD_WIDTH = 60;

interface Props {
  id: string;
  label: string;
  description: ReactNode;
  value: string;
  placeholder?: string;
  type?: 'text' | 'number';
  suffix?: string;
  required?: boolean;
  disabled: boolean;
  /** What is wrong with the value; said once the field is left, not while somebody types. */
  note: Note | null;
  onChange: (value: string) => void;
  /** True when the text was used otherwise and is not to be put in. */
  onPasteText?: (text: string) => boolean;
}

/** A labelled input that says what is wrong with its value, and how to mend it. */
export function TextField({ id, label, description, value, required, disabled, note, onChange, ...rest }: Props) {
  const { onPasteText, ...input } = rest;
  const [focused, setFocused] = useState(false);
  const [left, setLeft] = useState(false);
  const shown = focused || (value === '' && !left) ? null : note;
  return (
    <Stack direction="column" gap={0.5}>
      <Field
        noMargin
        label={label}
        description={description}
        required={required ?? false}
        invalid={shown?.severity === 'error'}
        disabled={disabled}
      >
        <Input
          {...input}
          id={id}
          value={value}
          width={FIELD_WIDTH}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={shown ? `${id}-note` : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
          onPaste={(event) => {
            if (onPasteText?.(event.clipboardData.getData('text'))) {
              event.preventDefault();
            }
          }}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            setLeft(true);
            // Typed or dropped instead of pasted.
            onPasteText?.(value);
          }}
        />
      </Field>
      {shown && <FieldNote id={`${id}-note`} note={shown} disabled={disabled} />}
    </Stack>
  );
}
