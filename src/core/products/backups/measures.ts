import type { ObservedEntity } from '../../check/evaluator';
import type { Reason } from '../../check/verdict';
import { noData } from '../../inventory/measure';
import { cellsState } from './postureView';
import { sizeChange } from './sizeAnomaly';
import { DAY_STATES, type PostureView, type TargetRow } from './view';

/** A number, why there is none, or null where it is not looked at. */
type Seen = number | Reason | null;

const WEEK = 7;

/** What a check of kind `backups` may ask, by the name in its `query`. */
export const BACKUP_MEASURES = {
  /** 0 protected, 1 needs attention, 2 unprotected. */
  'backups/posture': ({ posture, reasons }) =>
    posture === 'unknown' ? (reasons[0]?.reason ?? noData('It was not seen.')) : POSTURE_VALUES[posture],
  /** Age of the newest good backup as a share of what its objective allows. */
  'backups/last-good-age': ({ lastGood, objective, reasons }, { nowMs }) => {
    if (lastGood.state === 'never' || objective.rpoSeconds === null) {
      return null;
    }
    return lastGood.state === 'unknown'
      ? (reasons[0]?.reason ?? noData('It was not seen.'))
      : Math.max(0, nowMs - lastGood.atMs) / 1000 / objective.rpoSeconds;
  },
  /** 0 the newest is verified or waits for it, 1 it is not as it has to be, 2 it failed. */
  'backups/verified': ({ verified: { state }, reasons, objective, lastGood }) => {
    if (state === 'failed') {
      return 2;
    }
    if (objective.verifiedWithinSeconds === null || lastGood.state === 'never') {
      return null;
    }
    if (lastGood.state === 'unknown' || state === 'unknown') {
      return reasons[0]?.reason ?? noData('It was not seen.');
    }
    return Number(reasons.some(({ code }) => code === 'never-verified' || code === 'verify-outdated'));
  },
  /** 0 restored in time, 1 in part only, 2 overdue or in vain. */
  'backups/restore-test': ({ restoreTest: { verdict } }, { view }) => {
    switch (verdict) {
      case 'na':
        return null;
      case 'unknown':
        return view.journalFailed ?? noData('No restore test of it was ever recorded.');
      default:
        return { pass: 0, warn: 1, fail: 2 }[verdict];
    }
  },
  /** How many of 3-2-1-1-0 are not kept, of those that are asked for. */
  'backups/copies': ({ cells }) => {
    if (cells.length === 0) {
      return null;
    }
    return cellsState(cells) === 'unknown'
      ? noData('No source tells, and nobody has said, whether all of them are kept.')
      : cells.filter(({ state }) => state === 'broken').length;
  },
  /** By how much the newest differs from what is usual, where that is sudden; 0 where it is not. */
  'backups/size-change': ({ trend, target }) => {
    const change = sizeChange(trend);
    if (change === null) {
      return target.doubts.find(({ code }) => code === 'vanished') ?? null;
    }
    return change.isSudden ? Math.abs(change.ratio) : 0;
  },
  /** Days of the last week on which it was not backed up as it had to be. */
  'backups/missed': ({ target }, { view }) => {
    const week = [...(view.days.states.get(target.key) ?? [])].slice(-WEEK).map((code) => DAY_STATES[code]);
    const lost = week.filter((state) => state === 'missed' || state === 'failed').length;
    return lost === 0 && week.includes('unknown') ? noData('No source remembers all of the last week.') : lost;
  },
} as const satisfies Readonly<Record<string, (row: TargetRow, at: { nowMs: number; view: PostureView }) => Seen>>;

const POSTURE_VALUES = { protected: 0, attention: 1, unprotected: 2, excluded: 0 } as const;

/** Labels of a target as an entity; `why` is the code of what is wrong first. */
export const BACKUP_LABELS = ['target', 'kind', 'name', 'place', 'why'] as const;

/** The targets as a measure sees them; `sourceUid` is that of the evaluator. */
export function entitiesOf(sourceUid: string, view: PostureView, query: string, nowMs: number): ObservedEntity[] {
  const measure = Object.entries(BACKUP_MEASURES).find(([name]) => name === query)?.[1];
  return view.rows.flatMap((row): ObservedEntity[] => {
    const seen = row.posture === 'excluded' ? null : (measure?.(row, { nowMs, view }) ?? null);
    if (seen === null) {
      return [];
    }
    const { key, kind, name, place } = row.target;
    const labels = { target: key, kind, name, place, why: row.reasons[0]?.code ?? '' };
    return typeof seen === 'number'
      ? [{ sourceUid, labels, value: seen, sampleMs: view.asOfMs ?? nowMs, trend: [] }]
      : [{ sourceUid, labels, value: null, sampleMs: null, trend: [], reason: heard(seen) }];
  });
}

/** A target that is listed did not leave: checks that let deleted ones go in silence must not let it go. */
function heard(reason: Reason): Reason {
  return reason.code === 'vanished' ? noData(reason.detail ?? 'Nothing tells of it any more.') : reason;
}
