import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, TextArea, useStyles2 } from '@grafana/ui';
import { useId } from 'react';

import type { TextProblem } from './problem';
import { plural, t } from '../t';

interface Props {
  text: string;
  errors: readonly TextProblem[];
  /** It is shown and cannot be changed. */
  isReadOnly?: boolean;
  onChange?: (text: string) => void;
}

/** The definition as it is written. */
export function YamlField({ text, errors, isReadOnly = false, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <Field
      noMargin
      htmlFor={id}
      label={t('yaml.label', 'Definition')}
      invalid={errors.length > 0}
      error={
        errors.length > 0
          ? plural('yaml.errors', errors.length, { one: '{{count}} error, below', other: '{{count}} errors, below' })
          : undefined
      }
    >
      <TextArea
        id={id}
        className={styles.text}
        rows={Math.min(40, Math.max(18, text.split('\n').length + 1))}
        spellCheck={false}
        value={text}
        readOnly={isReadOnly}
        onChange={(event) => onChange?.(event.currentTarget.value)}
      />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.6,
    whiteSpace: 'pre',
    overflowX: 'auto',
  }),
});
