import type { PostureView } from '../../../core/products/backups/view';
import type { Standing } from '../../../core/products/pending';
import { fullInText, percentText } from '../../../ui/amounts';
import { judgedCount, postureCountWord } from '../../../ui/backups/postureWords';
import { durationText } from '../../../ui/duration';
import type { Figure } from '../../../ui/Figures';
import { plural, t } from '../../../ui/t';
import { countText, decimalText } from '../../../ui/when';

/** The six numbers at the head of the page. */
export function backupFigures(view: PostureView, nowMs: number): readonly Figure[] {
  const { fullestDatastore } = view.figures;
  return [
    protectedFigure(view),
    lastNightFigure(view),
    {
      key: 'past',
      label: t('backup-figure.past', 'Past their objective'),
      value: pastText(view.figures.pastObjective),
      unit: t('backup-figure.of', 'of {{all}}', { all: countText(view.figures.pastObjective.of) }),
      verdict: view.figures.pastObjective.verdict,
      broken: isBroken(view.figures.pastObjective.verdict),
    },
    verifiedFigure(view),
    restoreFigure(view, nowMs),
    ...(fullestDatastore === null
      ? []
      : [
          {
            key: 'full-in',
            label: t('backup-figure.full-in', '{{name}} full in', { name: fullestDatastore.name }),
            value: fullestDatastore.fullIn.value === null ? null : fullInText(fullestDatastore.fullIn.value),
            verdict: fullestDatastore.fullIn.verdict,
            broken: isBroken(fullestDatastore.fullIn.verdict),
            ...(fullestDatastore.usedRatio !== null && {
              sub: t('backup-figure.used', '{{share}} used', { share: percentText(fullestDatastore.usedRatio) }),
            }),
          },
        ]),
  ];
}

function protectedFigure({ counts, verdict }: PostureView): Figure {
  const all = judgedCount(counts);
  const worst = (['unprotected', 'unknown', 'attention'] as const).find((posture) => counts[posture] > 0);
  return {
    key: 'protected',
    label: t('backup-figure.protected', 'Protected'),
    value: countText(counts.protected),
    unit: t('backup-figure.of', 'of {{all}}', { all: countText(all) }),
    verdict,
    ...(worst !== undefined && {
      word: t('targets.n-of', '{{n}} {{what}}', { n: countText(counts[worst]), what: postureCountWord(worst) }),
    }),
  };
}

function lastNightFigure({ figures: { lastNight } }: PostureView): Figure {
  const { value, verdict, failed, of, unknown } = lastNight;
  return {
    key: 'night',
    label: t('backup-figure.night', 'Success last night'),
    value: value === null ? missing(verdict) : decimalText(value * 100, 1),
    ...(value !== null && { unit: '%' }),
    verdict,
    broken: isBroken(verdict),
    ...nightWords(failed, of, unknown),
  };
}

/** What is not known is the mark; what failed stands beside it. */
function nightWords(failed: number, of: number, unknown: number): Pick<Figure, 'word' | 'sub'> {
  const ofAll = t('backup-figure.of', 'of {{all}}', { all: countText(of) });
  const failedWords = t('backup-figure.failed', '{{n}} failed', { n: countText(failed) });
  if (unknown > 0) {
    return {
      word: t('backup-figure.unknown', '{{n}} unknown', { n: countText(unknown) }),
      sub: failed > 0 ? `${failedWords}, ${ofAll}` : ofAll,
    };
  }
  return { ...(failed > 0 && { word: failedWords }), sub: ofAll };
}

function verifiedFigure({ figures: { verified } }: PostureView): Figure {
  const { value, verdict, failed } = verified;
  return {
    key: 'verified',
    label: t('backup-figure.verified', 'Verified as asked for'),
    value: value === null ? missing(verdict) : decimalText(value * 100, 0),
    ...(value !== null && { unit: '%' }),
    verdict,
    broken: isBroken(verdict),
    ...(failed > 0 && {
      sub: plural('backup-figure.verify-failed', failed, { one: '{{count}} failed', other: '{{count}} failed' }),
    }),
  };
}

/** How many are restored in time, of those that have to be: one test says nothing of the others. */
function restoreFigure({ figures: { restoreTests } }: PostureView, nowMs: number): Figure {
  const { verdict, inTime, of, withinSeconds, lastMs } = restoreTests;
  const last =
    lastMs === null
      ? t('backup-figure.no-test', 'no test yet')
      : t('backup-figure.last-test', 'last {{duration}} ago', { duration: durationText(nowMs - lastMs) });
  return {
    key: 'restore',
    label:
      withinSeconds === null
        ? t('backup-figure.restored', 'Restored in time')
        : t('backup-figure.restored-within', 'Restored within {{limit}}', {
            limit: durationText(withinSeconds * 1000),
          }),
    value: of === 0 ? '—' : inTime === null ? null : countText(inTime),
    ...(of > 0 && inTime !== null && { unit: t('backup-figure.of', 'of {{all}}', { all: countText(of) }) }),
    verdict,
    broken: isBroken(verdict),
    ...(inTime !== null && { sub: last }),
  };
}

function pastText({ value, verdict }: PostureView['figures']['pastObjective']): string | null {
  return value === null ? missing(verdict) : countText(value);
}

/** Of what there is nothing of there is no number; of what was not seen nobody knows it. */
function missing(verdict: Standing): string | null {
  return verdict === 'na' ? '—' : null;
}

function isBroken(verdict: Standing): boolean {
  return verdict === 'warn' || verdict === 'fail';
}
