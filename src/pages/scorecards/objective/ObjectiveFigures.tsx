import type { Wording } from '../../../core/slo/sentences';
import { budgetMs } from '../../../core/slo/budget';
import type { ObjectiveResult } from '../../../core/slo/judge';
import { allowedRatio, targetRatio } from '../../../core/slo/objective';
import { Figures, type Figure } from '../../../ui/Figures';
import { burnText, coverageText, leftText, wordingIn } from '../../../ui/slo/objectiveWords';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countText } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { evidenceParam, type EvidenceField } from '../evidenceAddress';
import { sliText } from '../formula';
import { budgetTimeText } from './amountText';
import { burnMark } from './burnWords';
import type { ObjectiveView } from './view';

const HOUR_MS = 3_600_000;
/** The drawer that a figure opens. */
const EVIDENCE: Readonly<Record<string, EvidenceField>> = {
  sli: 'sli',
  budget: 'budget',
  burn: 'burn1h',
  coverage: 'coverage',
};

/** What was kept, what is left of the budget, how fast it goes, until when it lasts, and how much of it is known. */
export function ObjectiveFigures({ view }: { view: ObjectiveView }) {
  const wording = wordingIn(useZone());
  const [, change] = useAddress();
  const { result, row } = view;
  const figures = [
    sliFigure(result),
    budgetFigure(result),
    burnFigure(result),
    forecastFigure(view, wording),
    coverageFigure(result),
  ];
  return (
    <Figures
      label={t('objective.figures', 'Figures')}
      figures={figures.flatMap((figure): Figure[] => {
        const field = figure && EVIDENCE[figure.key];
        const open = field && { onOpen: () => change({ evidence: evidenceParam(row.key, field) }) };
        return figure ? [{ ...figure, ...open }] : [];
      })}
    />
  );
}

function sliFigure({ sli, objective, verdict }: ObjectiveResult): Figure {
  const { target } = objective;
  const base = { key: 'sli', label: t('objective.sli', 'SLI') };
  const promised = t('objective.target-is', 'target {{target}} %', { target });
  if (sli === null || verdict === 'unknown') {
    const measured =
      sli === null
        ? promised
        : t('objective.sli-unjudged', '{{sli}} % of what is known, target {{target}} %', {
            sli: sliText(sli, target),
            target,
          });
    return { ...base, value: null, verdict: 'unknown', sub: measured };
  }
  const isKept = sli >= targetRatio(target);
  return {
    ...base,
    value: sliText(sli, target),
    unit: '%',
    verdict: isKept ? 'pass' : 'fail',
    broken: !isKept,
    word: isKept ? t('objective.above', 'Kept') : t('objective.below', 'Below'),
    sub: promised,
  };
}

function budgetFigure({ budget, objective, span, verdict }: ObjectiveResult): Figure {
  const base = { key: 'budget', label: t('objective.budget-left', 'Error budget left') };
  if (budget === null || verdict === 'unknown') {
    return { ...base, value: null, verdict: 'unknown' };
  }
  const wholeMs = budgetMs(span.toMs - span.fromMs, allowedRatio(objective.target));
  const isOver = budget.left < 0;
  const isTight = !isOver && verdict === 'warn';
  return {
    ...base,
    value: leftText(budget.left),
    unit: '%',
    verdict: isOver ? 'fail' : isTight ? 'warn' : 'pass',
    broken: isOver,
    word: isOver ? t('objective.overspent', 'Overspent') : t('objective.left', 'Left'),
    sub: budgetTimeText(budget.left * wholeMs, wholeMs),
  };
}

function burnFigure({ burns }: ObjectiveResult): Figure | null {
  const [hour] = burns;
  const days = burns.at(-1);
  if (!hour || !days) {
    return null;
  }
  const worst = burns.find(({ state }) => state === 'firing') ?? burns.find(({ state }) => state === 'one');
  const shown = hour.long === null ? hour : (worst ?? hour);
  const threeDays =
    days.long === null
      ? t('objective.burn-3d-unknown', '3 d: unknown')
      : t('objective.burn-3d', '3 d: {{rate}}', { rate: burnText(days.long) });
  return {
    key: 'burn',
    label: t('objective.burn-1h', 'Burn rate, 1 h'),
    value: hour.long === null ? null : burnText(hour.long).replace(/\s*×$/, ''),
    ...(hour.long !== null && { unit: '×' }),
    verdict: hour.long === null ? 'unknown' : burnMark(shown).state,
    word: burnMark(shown).word,
    broken: shown.state === 'firing',
    sub: threeDays,
  };
}

function forecastFigure({ result, periods }: ObjectiveView, wording: Wording): Figure | null {
  const { forecast, budget, span, objective, because, verdict } = result;
  if (!forecast || !budget || verdict === 'unknown') {
    return null;
  }
  const isRolling = span.toMs === span.readToMs;
  if (budget.left < 0) {
    const goneMs = because?.code === 'overspent' ? because.goneMs : null;
    if (!isRolling) {
      return {
        key: 'forecast',
        label: t('objective.lasted', 'Budget lasted until'),
        value: goneMs === null ? null : wording.day(goneMs),
        verdict: null,
        ...(forecast.backMs !== null && {
          sub: t('objective.back-in', 'back above the target on {{day}}', { day: wording.day(forecast.backMs) }),
        }),
      };
    }
    const largest = periods[0];
    return {
      key: 'forecast',
      label: t('objective.back', 'Back above the target'),
      value: forecast.backMs === null ? t('objective.not-yet', 'Not in sight') : wording.day(forecast.backMs),
      verdict: null,
      sub:
        forecast.backMs !== null && largest
          ? t('objective.leaves', '{{day}} leaves the window', { day: wording.day(largest.fromMs) })
          : t('objective.pace', 'at the pace of the last 3 days'),
    };
  }
  const { likelyMs } = forecast;
  const days = objective.window.kind === 'rolling' ? objective.window.days : 0;
  const lasts = isRolling
    ? plural('objective.longer', days, { one: '> {{count}} day', other: '> {{count}} days' })
    : wording.day(span.toMs - 1);
  return {
    key: 'forecast',
    label: t('objective.lasts', 'Lasts until'),
    value: likelyMs === null ? lasts : wording.day(likelyMs),
    verdict: likelyMs === null ? 'pass' : forecast.isBurning ? 'warn' : null,
    ...(likelyMs === null && {
      word: isRolling ? t('objective.lasts-word', 'Lasts') : t('objective.lasts-end', 'To its end'),
    }),
    ...(likelyMs !== null && forecast.isBurning && { word: t('objective.runs-out', 'Runs out') }),
    sub: bandText(forecast, wording),
  };
}

/** Between the fastest and the slowest pace of the last days. */
function bandText({ earlyMs, lateMs }: NonNullable<ObjectiveResult['forecast']>, wording: Wording): string {
  if (earlyMs === null) {
    return t('objective.band-none', 'at any pace of the last 3 days');
  }
  return lateMs === null
    ? t('objective.band-open', '{{early}} at the earliest', { early: wording.day(earlyMs) })
    : wording.day(earlyMs) === wording.day(lateMs)
      ? t('objective.pace', 'at the pace of the last 3 days')
      : t('objective.band', '{{early}} to {{late}}', { early: wording.day(earlyMs), late: wording.day(lateMs) });
}

function coverageFigure(result: ObjectiveResult): Figure {
  const { coverage, objective, sum } = result;
  const isComposite = objective.sli.kind === 'composite';
  const isEnough = (isComposite || sum.coveredMs > 0) && coverage >= objective.guards.minCoverage;
  return {
    key: 'coverage',
    label: t('objective.coverage', 'Coverage'),
    value: coverageText(coverage).replace(/\s*%$/, ''),
    unit: '%',
    verdict: isEnough ? 'pass' : 'unknown',
    broken: !isEnough,
    word: isEnough ? t('objective.enough', 'Enough') : t('objective.too-little', 'Too little'),
    sub: isComposite
      ? t('objective.least', 'the least of its members')
      : t('objective.hours', '{{covered}} of {{all}} hours', {
          covered: countText(Math.floor(sum.coveredMs / HOUR_MS)),
          all: countText(Math.floor(sum.ofMs / HOUR_MS)),
        }),
  };
}
