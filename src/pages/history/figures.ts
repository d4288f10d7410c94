import type { History } from '../../core/checklist/history';
import {
  historyFigures,
  ON_TIME_TARGET,
  type CarriedNow,
  type HistoryFigures,
  type OnTime,
} from '../../core/checklist/historyFigures';
import { durationText } from '../../ui/duration';
import type { Figure } from '../../ui/Figures';
import { onTimeVerdict, percent, tooFew } from '../../ui/round/onTimeWords';
import { plural, t } from '../../ui/t';
import { decimalText } from '../../ui/when';

/** What is open for longer has been looked at and left. */
const CARRIED_MAX_DAYS = 3;

/** The facts above the map. */
export function figuresOf(history: History, carried: CarriedNow | null): readonly Figure[] {
  const figures = historyFigures(history.lists.flatMap(({ rounds }) => rounds));
  const signed = (key: string, label: string, ratio: number | null): Figure => ({
    key,
    label,
    ...(ratio === null ? unknownOf(figures.signed) : { value: percent(ratio), unit: '%', verdict: null }),
    ...(ratio !== null && { sub: roundsWords(figures.signed) }),
  });
  return [
    onTimeFigure(figures),
    signed('complete', t('history.complete', 'Complete'), figures.completeRatio),
    signed('machine', t('history.machine', 'Checked by machine'), figures.machineRatio),
    foundFigure(figures),
    timeFigure(figures),
    carriedFigure(carried),
  ];
}

function onTimeFigure({ onTime }: HistoryFigures): Figure {
  const label = t('history.on-time', 'On time');
  if (onTime.ratio === null) {
    return { key: 'on-time', label, ...unknownOf(onTime.of, onTime.unknown) };
  }
  const verdict = onTimeVerdict(onTime);
  return {
    key: 'on-time',
    label,
    value: percent(onTime.ratio),
    unit: '%',
    verdict,
    broken: verdict === 'fail' || verdict === 'warn',
    ...(verdict === 'unknown' && { word: unknownWords(onTime) }),
    sub: t('history.target', 'target {{target}} %', { target: percent(ON_TIME_TARGET) }),
    ...(verdict !== 'unknown' &&
      onTime.unknown > 0 && { also: { verdict: 'unknown' as const, word: unknownWords(onTime) } }),
  };
}

function unknownWords({ of, unknown }: OnTime): string {
  return t('history.unknown-of', '{{unknown}} of {{of}} unknown', { unknown, of: of + unknown });
}

function foundFigure({ foundPerRound, signed }: HistoryFigures): Figure {
  const label = t('history.found', 'Problems found');
  return foundPerRound === null
    ? { key: 'found', label, ...unknownOf(signed) }
    : {
        key: 'found',
        label,
        value: decimalText(foundPerRound, 1),
        unit: t('history.a-round', 'a round'),
        verdict: null,
        sub: roundsWords(signed),
      };
}

function timeFigure({ medianMs, signed }: HistoryFigures): Figure {
  const label = t('history.median', 'Median time');
  return medianMs === null
    ? { key: 'median', label, ...unknownOf(signed), word: t('history.no-times', 'Too few with a beginning') }
    : {
        key: 'median',
        label,
        value: preciseDuration(medianMs),
        verdict: null,
        sub: t('history.first-to-sign', 'first act to signature'),
      };
}

const MINUTE_MS = 60_000;

/** `1 min 40 s` where the seconds say something. */
function preciseDuration(ms: number): string {
  return ms >= MINUTE_MS && ms < 10 * MINUTE_MS
    ? `${durationText(ms)} ${durationText(ms % MINUTE_MS)}`
    : durationText(ms);
}

function carriedFigure(carried: CarriedNow | null): Figure {
  const label = t('history.oldest', 'Oldest carry-over');
  if (carried === null || carried.lists === 0) {
    return { key: 'carried', label, value: null, verdict: 'unknown' };
  }
  const days = carried.items[0]?.days ?? 0;
  const verdict = days > CARRIED_MAX_DAYS ? 'fail' : carried.cut > 0 ? 'unknown' : 'pass';
  return {
    key: 'carried',
    label,
    value: carried.items.length === 0 ? t('history.nothing-open', 'None') : daysText(days),
    verdict,
    broken: verdict === 'fail',
    sub: t('history.limit', 'limit {{days}}', { days: daysText(CARRIED_MAX_DAYS) }),
  };
}

export function daysText(days: number): string {
  return plural('history.days', days, { one: '{{count}} day', other: '{{count}} days' });
}

function roundsWords(rounds: number): string {
  return plural('history.signed', rounds, { one: '{{count}} round signed', other: '{{count}} rounds signed' });
}

function unknownOf(rounds: number, unknown = 0): Pick<Figure, 'value' | 'verdict' | 'word'> {
  const word = unknown > 0 ? unknownWords({ of: rounds, unknown, ratio: null, onTime: 0 }) : tooFew(rounds);
  return { value: null, verdict: 'unknown', word };
}
