import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Verdict } from '../../../core/check/verdict';
import type { LintFinding } from '../../../core/slo/lintFinding';
import { lintSentence } from '../../../core/slo/lintSentence';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';

const VERDICT: Readonly<Record<LintFinding['severity'], Verdict>> = {
  error: 'fail',
  unchecked: 'unknown',
  warning: 'warn',
  ok: 'pass',
};
const ORDER: ReadonlyArray<LintFinding['severity']> = ['error', 'unchecked', 'warning', 'ok'];

/** What the data source says of what is counted, the worst first. */
export function LintFindings({ findings }: { findings: readonly LintFinding[] }) {
  const styles = useStyles2(getStyles);
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <ul className={styles.list} aria-label={t('lint.title', 'How it is counted')}>
      {sorted.map((finding, index) => {
        const { text, fix } = lintSentence(finding);
        return (
          <li key={index}>
            <Mark state={VERDICT[finding.severity]} word={wordOf(finding.severity)} size="sm" />
            <span>
              <span className={styles.field}>{finding.field}</span> {text} {fix ?? ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function wordOf(severity: LintFinding['severity']): string {
  switch (severity) {
    case 'error':
      return t('lint.error', 'Wrong');
    case 'warning':
      return t('lint.warning', 'Warning');
    case 'unchecked':
      return t('lint.unchecked', 'Not checked');
    case 'ok':
      return t('lint.ok', 'Good');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    '& li': {
      display: 'grid',
      gridTemplateColumns: '112px minmax(0, 1fr)',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
    },
  }),
  field: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
