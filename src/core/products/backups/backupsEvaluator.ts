import type { EvaluationContext, Evaluator, Observation, ObservedEntity } from '../../check/evaluator';
import type { Evidence } from '../../check/result';
import type { Reason } from '../../check/verdict';
import { noData } from '../../inventory/measure';
import { cellsState } from './postureView';
import type { BackupsDesk } from './desk';
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
  /** 0 restored in time, 1 overdue, 2 never or in vain. */
  'backups/restore-test': ({ restoreTest: { verdict } }, { view }) => {
    switch (verdict) {
      case 'na':
        return null;
      case 'unknown':
        return view.journalFailed ?? noData('It was not seen.');
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
  'backups/size-change': ({ trend }) => {
    const change = sizeChange(trend);
    return change === null ? null : change.isSudden ? Math.abs(change.ratio) : 0;
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

/** How far back `backups/missed` needs the days. */
const DAYS = 35;

/** All of them together are one source: each target names its data source itself. */
const SOURCE = { uid: 'backups', name: 'Backups' };

/** Checks whose entities are the targets of all that should be recoverable, but for those that need no backup. */
export function backupsEvaluator(desk: BackupsDesk): Evaluator {
  return {
    sources: desk.isConnected ? [SOURCE] : [],
    async evaluate(checks, context) {
      const startedMs = context.clock();
      const view = await desk.posture({ nowMs: context.nowMs, days: DAYS }, context.signal);
      const durationMs = context.clock() - startedMs;
      const problem = view.sources.find((source) => source.problem !== null)?.problem ?? null;
      const trouble = problem === null ? {} : { problem };
      // With some of its sources silent it has an answer all the same.
      const isSilent = view.sources.every((source) => source.problem !== null) && problem !== null;
      context.onSource({ ...SOURCE, answered: !isSilent, ...(isSilent && trouble), durationMs });
      return new Map(
        checks.map(({ id, query }): [string, Observation] => {
          const entities = entitiesOf(view, query, context);
          const evidence: Evidence = {
            sourceUid: SOURCE.uid,
            sourceName: SOURCE.name,
            query,
            presence: '',
            askedMs: context.nowMs,
            durationMs,
            answered: entities.filter(({ reason }) => reason === undefined).length,
            expected: entities.length,
            oldestSampleAgeMs: view.asOfMs === null ? null : Math.max(0, context.nowMs - view.asOfMs),
            ...trouble,
          };
          return [id, { entities, evidence: [evidence] }];
        })
      );
    },
  };
}

function entitiesOf(view: PostureView, query: string, { nowMs }: EvaluationContext): ObservedEntity[] {
  const measure = Object.entries(BACKUP_MEASURES).find(([name]) => name === query)?.[1];
  return view.rows.flatMap((row): ObservedEntity[] => {
    const seen = row.posture === 'excluded' ? null : (measure?.(row, { nowMs, view }) ?? null);
    if (seen === null) {
      return [];
    }
    const { key, kind, name, place } = row.target;
    const labels = { target: key, kind, name, place, why: row.reasons[0]?.code ?? '' };
    return typeof seen === 'number'
      ? [{ sourceUid: SOURCE.uid, labels, value: seen, sampleMs: view.asOfMs ?? nowMs, trend: [] }]
      : [{ sourceUid: SOURCE.uid, labels, value: null, sampleMs: null, trend: [], reason: seen }];
  });
}
