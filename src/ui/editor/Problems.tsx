import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { TextProblem } from './problem';
import { Mark } from '../Mark';
import { Section } from '../Section';
import { t } from '../t';

interface Props {
  errors: readonly TextProblem[];
  warnings: readonly TextProblem[];
}

/** What is wrong with the definition and how it is put right; line, field and fix. */
export function Problems({ errors, warnings }: Props) {
  const styles = useStyles2(getStyles);
  const all = [
    ...errors.map((error) => ({ ...error, verdict: 'fail' as const, word: t('problems.error', 'Error') })),
    ...warnings.map((error) => ({ ...error, verdict: 'warn' as const, word: t('problems.warning', 'Warning') })),
  ];
  if (all.length === 0) {
    return null;
  }
  return (
    <Section title={t('problems.title', 'What is wrong with it')} count={all.length}>
      <ul className={styles.list} aria-live="polite">
        {all.map(({ line, field, message, fix, verdict, word }, index) => (
          <li key={index}>
            <Mark state={verdict} word={word} size="sm" />
            <span>
              <span className={styles.place}>
                {field === ''
                  ? t('problems.line', 'line {{line}}', { line })
                  : t('problems.place', 'line {{line}}, {{field}}', { line, field })}
              </span>{' '}
              {message}. {t('problems.fix', 'Fix: {{fix}}.', { fix })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    '& li': {
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1.5),
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
    },
  }),
  place: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
