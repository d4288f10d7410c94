import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { t } from './t';

interface Props {
  /** The counts, which filter by verdict. */
  verdicts: ReactNode;
  /** Search, choices and what else is done with the whole list. */
  children: ReactNode;
}

/** What stands above a list that can be filtered. */
export function FilterBar({ verdicts, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.bar}>
      {verdicts}
      <div className={styles.right}>{children}</div>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  /** What no choice says. */
  any: string;
  options: ReadonlyArray<{ value: string; label: string }>;
  value: string | null;
  /** In characters. */
  width?: number;
  onChange: (value: string | null) => void;
}

/** One of the values that a list has, or any. */
export function FilterChoice({ label, any, options, value, width = 18, onChange }: ChoiceProps) {
  return (
    <Combobox
      aria-label={label}
      placeholder={any}
      options={[...options]}
      value={value}
      isClearable
      width={width}
      onChange={(option) => onChange(option?.value ?? null)}
    />
  );
}

/** Each value once, in order, as what can be chosen. */
export function choicesOf(values: readonly string[]): Array<{ value: string; label: string }> {
  return [...new Set(values)]
    .filter((value) => value !== '')
    .sort((a, b) => a.localeCompare(b))
    .map((value) => ({ value, label: value }));
}

/** In place of a list of which nothing is left. */
export function NoMatch({ children, onClear }: { children: ReactNode; onClear: () => void }) {
  const styles = useStyles2(getStyles);
  return (
    <p className={styles.nothing}>
      {children}{' '}
      <button type="button" onClick={onClear}>
        {t('filter.clear', 'Clear filters')}
      </button>
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  }),
  right: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  nothing: css({
    margin: theme.spacing(2, 0),
    color: theme.colors.text.secondary,
    '& button': { minHeight: 24, border: 0, padding: 0, background: 'none', color: theme.colors.text.link },
    '& button:hover': { textDecoration: 'underline' },
  }),
});
