import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { VERDICTS_WORST_FIRST, type Verdict } from '../../core/check/verdict';
import type { Promised } from '../../core/slo/promises';
import type { Objective } from '../../core/slo/objective';
import { verdictOf } from '../../core/slo/rowOrder';
import type { Period, ScorecardRow } from '../../core/slo/scorecard';
import { Mark } from '../../ui/Mark';
import { PanelFoot, PanelFrame } from '../../ui/panel/PanelFrame';
import type { Steps } from '../../ui/polling/counted';
import { objectiveCountWord } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { countText } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { smallFacts, wideFacts } from './footWords';
import { FOOT_PX, panelLayout, TALLY_PX, type Layout } from './layout';
import { missingWords } from './missingWords';
import { BudgetTable } from './BudgetTable';
import { PromisedTable } from './PromisedTable';
import { scorecardsHref } from './scorecardHref';

interface Props {
  /** That are shown, in the order in which they were defined. */
  objectives: readonly Objective[];
  /** Their budgets, worst first; null before anything was measured. */
  rows: readonly ScorecardRow[] | null;
  /** Null before anybody was asked. */
  promised: Promised | null;
  period: Period;
  progress: Steps | null;
  isReading: boolean;
  nowMs: number;
  size: { width: number; height: number };
}

/** Objectives at a glance: how many are kept, and what is left of each budget, worst first. */
export function SloView({ objectives, rows, promised, period, progress, isReading, nowMs, size }: Props) {
  const zone = useZone();
  const all = rows?.length ?? objectives.length;
  const layout = panelLayout(size, all);
  const hidden = rows?.slice(layout.rows) ?? [];
  const known = { objectives, rows, shown: layout.rows, period, zone, nowMs };
  return (
    <PanelFrame name={t('panel.slo.objectives', 'Objectives')} size={size} isReading={isReading}>
      {rows === null ? <Waiting progress={progress} /> : <Tally rows={rows} promised={promised} layout={layout} />}
      {layout.rows > 0 &&
        (rows === null ? (
          <PromisedTable objectives={objectives.slice(0, layout.rows)} layout={layout} period={period} size={size} />
        ) : (
          <BudgetTable rows={rows.slice(0, layout.rows)} layout={layout} period={period} width={size.width} />
        ))}
      <PanelFoot
        height={FOOT_PX}
        facts={layout.isWide ? wideFacts(known) : smallFacts(known)}
        href={scorecardsHref(period)}
      >
        {layout.isWide ? t('panel.slo.open', 'Open scorecards') : smallLink(hidden, all - layout.rows)}
      </PanelFoot>
    </PanelFrame>
  );
}

/** What is not shown; that all of it is met is worth saying. */
function smallLink(hidden: readonly ScorecardRow[], count: number): string {
  if (count <= 0) {
    return t('panel.open', 'Open');
  }
  return hidden.length > 0 && hidden.every((row) => verdictOf(row) === 'pass')
    ? countWord('pass', count)
    : t('panel.n-more', '{{n}} more', { n: countText(count) });
}

function countWord(verdict: Verdict, n: number): string {
  return t('panel.slo.count', '{{n}} {{what}}', { n: countText(n), what: objectiveCountWord(verdict) });
}

interface TallyProps {
  rows: readonly ScorecardRow[];
  promised: Promised | null;
  layout: Layout;
}

function Tally({ rows, promised, layout }: TallyProps) {
  const styles = useStyles2(getStyles);
  const missing = promised === null ? [] : missingWords(promised);
  const counts = VERDICTS_WORST_FIRST.map((verdict) => ({
    verdict,
    n: rows.filter((row) => verdictOf(row) === verdict).length,
  }))
    .filter(({ n }) => n > 0)
    .filter(({ verdict }, _index, present) => layout.isWide || verdict !== 'pass' || present.length === 1);
  const words = counts.map(({ verdict, n }) => countWord(verdict, n));
  return (
    <div className={styles.tally} title={[...missing, ...words].join(', ')}>
      {missing.length > 0 && <Mark state="unknown" word={t('read.partial', 'Not all of it')} size="sm" />}
      {counts.map(({ verdict }, at) => (
        <Mark key={verdict} state={verdict} word={words[at] ?? ''} size="sm" />
      ))}
    </div>
  );
}

function Waiting({ progress }: { progress: Steps | null }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tally} role="status">
      {progress === null
        ? t('panel.slo.reading', 'Reading the objectives')
        : t('panel.slo.reading-of', 'Reading the objectives, {{done}} of {{total}}', { ...progress })}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // What does not fit beside the others goes as a whole; the title says all.
  tally: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    height: TALLY_PX,
    lineHeight: `${TALLY_PX}px`,
    padding: theme.spacing(0, 1.5),
    overflow: 'hidden',
    color: theme.colors.text.secondary,
    '& > span': { height: TALLY_PX },
  }),
});
