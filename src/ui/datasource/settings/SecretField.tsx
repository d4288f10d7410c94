import { Field, SecretInput, Stack } from '@grafana/ui';
import { useState } from 'react';

import { FieldNote, type Note } from './FieldNote';
import { SavedSecret } from './SavedSecret';
import { FIELD_WIDTH } from './TextField';

interface Props {
  id: string;
  label: string;
  description: string;
  /** What was typed since the last save. */
  value: string;
  saved: boolean;
  readOnly: boolean;
  /** What is to be said of what was typed; of nothing only once the field was left. */
  noteOf: (value: string) => Note | null;
  onChange: (value: string) => void;
  /** True when the text was used otherwise and is not to be put in. */
  onPasteText?: (text: string) => boolean;
}

/** A required secret, which nobody is shown again once it is saved. */
export function SecretField({ id, label, description, value, saved, readOnly, noteOf, onChange, onPasteText }: Props) {
  const [left, setLeft] = useState(false);
  const note = saved || (value === '' && !left) ? null : noteOf(value);
  return (
    <Stack direction="column" gap={0.5}>
      <Field
        noMargin
        label={label}
        description={description}
        required
        disabled={readOnly}
        invalid={note?.severity === 'error'}
      >
        {readOnly ? (
          <SavedSecret id={id} saved={saved} />
        ) : (
          <SecretInput
            id={id}
            width={FIELD_WIDTH}
            autoComplete="new-password"
            isConfigured={saved}
            value={value}
            aria-describedby={note ? `${id}-note` : undefined}
            onReset={() => onChange('')}
            onChange={(event) => onChange(event.currentTarget.value.trim())}
            onPaste={(event) => {
              if (onPasteText?.(event.clipboardData.getData('text'))) {
                event.preventDefault();
              }
            }}
            onBlur={() => {
              setLeft(true);
              onPasteText?.(value);
            }}
          />
        )}
      </Field>
      {note && <FieldNote id={`${id}-note`} note={note} disabled={readOnly} />}
    </Stack>
  );
}
