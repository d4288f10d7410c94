import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { judge, type ObjectiveResult } from '../../../core/slo/judge';
import { Mark } from '../../../ui/Mark';
import { leftText, objectiveWord } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { sliText } from '../formula';
import type { CountedView } from './view';

interface Props {
  view: CountedView;
  fromMs: number;
  toMs: number;
}

/** Coarse buckets; what they only touch still counts before it is read again. */
const HOUR_MS = 3_600_000;

/** What the numbers of this window would be without a period; nothing is read for it. */
export function ExcludePreview({ view: { objective, result, counts, atMs }, fromMs, toMs }: Props) {
  const styles = useStyles2(getStyles);
  const { span, group, exclusions } = result;
  if (toMs <= span.fromMs || fromMs >= span.readToMs) {
    return <p className={styles.quiet}>{t('exclude.outside', 'It lies outside of the window that is shown.')}</p>;
  }
  const draft = { fromMs, toMs, why: '', by: '', objectives: [] };
  const without = judge(objective, group, counts, { span, nowMs: atMs, exclusions: [...exclusions, draft] });
  const isWhole = fromMs % HOUR_MS === 0 && toMs % HOUR_MS === 0;
  return (
    <div className={styles.preview} role="status">
      <p>
        {t(
          'exclude.preview',
          'Without it: SLI {{sli}} instead of {{before}}, error budget left {{left}} instead of {{leftBefore}}.',
          {
            sli: sliOf(without),
            before: sliOf(result),
            left: leftOf(without),
            leftBefore: leftOf(result),
          }
        )}{' '}
        <Mark state={without.verdict} word={objectiveWord(without.verdict)} size="sm" />
      </p>
      {!isWhole && (
        <p className={styles.quiet}>
          {t(
            'exclude.rough',
            'Hours that it only touches count here; they are read in steps of 5 minutes once it is saved.'
          )}
        </p>
      )}
    </div>
  );
}

function sliOf({ sli, objective }: ObjectiveResult): string {
  return sli === null ? '?' : `${sliText(sli, objective.target)} %`;
}

function leftOf({ budget }: ObjectiveResult): string {
  return budget === null ? '?' : `${leftText(budget.left)} %`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  preview: css({ marginBottom: theme.spacing(2), '& p': { margin: 0 } }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
