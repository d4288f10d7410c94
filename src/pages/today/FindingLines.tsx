import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useId, useState } from 'react';

import type { Finding } from '../../core/check/findings';
import { Mark } from '../../ui/Mark';
import { plural, t } from '../../ui/t';

/** As many lines stand open; of more the rest folds. */
const HANDFUL = 4;

interface Props {
  /** What they are about, for whoever cannot see where they stand. */
  label: string;
  /** Worst first. */
  findings: readonly Finding[];
  /** All of them stand behind the fold: what they are about is decided. */
  folded?: boolean;
  /** The check whose evidence is shown beside them. */
  chosen?: string;
  onOpen: (finding: Finding) => void;
}

/** A line for each finding with its mark; each opens its evidence. Those that do not fit stand behind a fold. */
export function FindingLines({ label, findings, folded = false, chosen, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const id = useId();
  // A fold of one line would take as much room as the line.
  const few = folded ? 0 : findings.length <= HANDFUL + 1 ? findings.length : HANDFUL;
  const hidden = findings.length - few;
  if (findings.length === 0) {
    return null;
  }
  return (
    <div className={styles.findings}>
      <ul id={id} aria-label={label} className={styles.lines} hidden={few === 0 && !open}>
        {(open ? findings : findings.slice(0, few)).map((finding) => (
          <li key={`${finding.check.definition.id} ${finding.verdict}`}>
            <Mark state={finding.verdict} glyphOnly size="sm" />
            <button
              type="button"
              aria-pressed={chosen === undefined ? undefined : chosen === finding.check.definition.id}
              onClick={() => onOpen(finding)}
            >
              {finding.text}
            </button>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'angle-up' : 'angle-down'} aria-hidden />
          {open
            ? t('findings.fewer', 'Fewer findings')
            : plural('findings.more', hidden, {
                one: '{{count}} more finding',
                other: '{{count}} more findings',
              })}
        </button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const button = {
    minHeight: 24,
    padding: 0,
    border: 0,
    background: 'none',
    borderRadius: theme.shape.radius.default,
    textAlign: 'left',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  } as const;
  return {
    findings: css({
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'flex-start',
      maxWidth: '80ch',
      marginTop: 6,
    }),
    lines: css({
      listStyle: 'none',
      width: '100%',
      '&[hidden]': { display: 'none' },
      '& li': { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1), padding: theme.spacing(0.25, 0) },
      '& li > span': { flex: 'none', marginTop: 4 },
      '& button': { ...button, flex: '0 1 auto', minWidth: 0, overflowWrap: 'anywhere' },
      '& button[aria-pressed="true"]': { textDecoration: 'underline' },
    }),
    fold: css({
      ...button,
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      color: theme.colors.text.secondary,
    }),
  };
};
