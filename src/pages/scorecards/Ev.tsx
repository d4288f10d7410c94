import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { useAddress } from '../../ui/useAddress';
import { evidenceParam, type EvidenceField } from './evidenceAddress';

interface Props {
  /** Key of the row, or id of the key figure. */
  of: string;
  field: EvidenceField;
  /** What it is and what it says, for whoever cannot see its column. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A number that opens what is behind it. */
export function Ev({ of, field, label, className, children }: Props) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  return (
    <button
      type="button"
      className={cx(styles.number, className)}
      aria-label={label}
      onClick={() => change({ evidence: evidenceParam(of, field) })}
    >
      {children}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  number: css({
    border: 0,
    padding: 0,
    minHeight: 24,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'inherit',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    borderRadius: theme.shape.radius.default,
    '&:hover, &:focus-visible': { textDecoration: 'underline dotted', textUnderlineOffset: 4 },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
