import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { daysSpent } from '../../../core/slo/course';
import type { ScorecardRow } from '../../../core/slo/scorecard';
import { Hatch } from '../../../ui/Hatch';
import { Mark } from '../../../ui/Mark';
import { BudgetBar } from '../../../ui/slo/BudgetBar';
import { DayBars } from '../../../ui/slo/DayBars';
import { coverageText, leftText, objectiveWord } from '../../../ui/slo/objectiveWords';
import { plural, t } from '../../../ui/t';
import { useZone } from '../../../ui/zone';
import { sliText } from '../formula';
import { groupName } from '../objective/GroupSwitch';
import { sentenceOf } from '../ReasonLine';

/** Groups that are shown. */
const FEW = 5;
const STRIP_WIDTH = 195;

/** Verdict, SLI, budget and days of an objective as it is edited, or of the worst of its groups. */
export function PreviewRows({ rows }: { rows: readonly ScorecardRow[] }) {
  const styles = useStyles2(getStyles);
  const hidden = rows.length - FEW;
  return (
    <>
      {rows.slice(0, FEW).map((row) => (
        <PreviewRow key={row.key} row={row} />
      ))}
      {hidden > 0 && (
        <p className={styles.quiet}>
          {plural('preview.more', hidden, { one: '{{count}} more group', other: '{{count}} more groups' })}
        </p>
      )}
    </>
  );
}

function PreviewRow({ row }: { row: ScorecardRow }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const [result] = row.results;
  if (!result) {
    return null;
  }
  const { verdict, sli, budget, coverage, objective, span } = result;
  const isUnknown = verdict === 'unknown';
  const group = groupName(row);
  const sentence = sentenceOf(row, zone);
  return (
    <div className={styles.row}>
      <span className={styles.facts}>
        <Mark state={verdict} word={objectiveWord(verdict)} />
        {group !== '' && <span>{group}</span>}
        <span>
          {t('preview.sli', 'SLI {{sli}}', { sli: sli === null ? '?' : `${sliText(sli, objective.target)} %` })}
        </span>
        <span className={styles.bar}>
          <BudgetBar left={budget?.left ?? null} verdict={verdict} />
        </span>
        <span>
          {budget === null || isUnknown
            ? t('preview.left-unknown', 'budget left: ?')
            : t('preview.left', '{{left}} % of the budget left', { left: leftText(budget.left) })}
        </span>
        {row.counts === null ? (
          <Hatch width={STRIP_WIDTH} height={24} />
        ) : (
          <DayBars
            days={daysSpent({ result, counts: row.counts }, zone)}
            readToMs={span.readToMs}
            width={STRIP_WIDTH}
            isUnknown={isUnknown}
          />
        )}
        <span>{t('preview.coverage', 'coverage {{share}}', { share: coverageText(coverage) })}</span>
      </span>
      {sentence !== '' && <span>{sentence}</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    fontVariantNumeric: 'tabular-nums',
  }),
  facts: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 2) }),
  bar: css({ width: 100 }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
