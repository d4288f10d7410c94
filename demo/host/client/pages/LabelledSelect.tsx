import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface LabelledSelectProps {
  label: string;
  options: ReadonlyArray<{ text: string; value: string }>;
  value: string | string[];
  onChange: (values: string[]) => void;
}

/** A choice, several at once when the value is a list. Grafana has pickers of its own there. */
export function LabelledSelect({ label, options, value, onChange }: LabelledSelectProps) {
  const styles = useStyles2(getStyles);
  return (
    <label className={styles.label}>
      {label}
      <select
        className={styles.select}
        multiple={Array.isArray(value)}
        value={value}
        onChange={({ currentTarget }) => onChange([...currentTarget.selectedOptions].map((one) => one.value))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  label: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), margin: 0, whiteSpace: 'nowrap' }),
  select: css({
    minHeight: theme.spacing(4),
    padding: theme.spacing(0, 1),
    color: theme.colors.text.primary,
    background: theme.components.input.background,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
  }),
});
