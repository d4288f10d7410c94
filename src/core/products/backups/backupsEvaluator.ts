import type { Evaluator, Observation } from '../../check/evaluator';
import type { Evidence } from '../../check/result';
import type { BackupsDesk } from './ports';

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
      const [{ entitiesOf }, view] = await Promise.all([
        import('./measures'),
        desk.posture(
          { nowMs: context.nowMs, days: DAYS, ...(context.joint && { asked: context.joint.following }) },
          context.signal
        ),
      ]);
      const durationMs = context.clock() - startedMs;
      const problem = view.sources.find((source) => source.problem !== null)?.problem ?? null;
      const trouble = problem === null ? {} : { problem };
      // With some of its sources silent it has an answer all the same.
      const isSilent = view.sources.every((source) => source.problem !== null) && problem !== null;
      context.onSource({ ...SOURCE, answered: !isSilent, ...(isSilent && trouble), durationMs });
      return new Map(
        checks.map(({ id, query }): [string, Observation] => {
          const entities = entitiesOf(SOURCE.uid, view, query, context.nowMs);
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
          };
          // What failed is named by itself: what else hangs on the same source is unknown for one cause.
          const failed = view.sources.flatMap(({ uid, name, problem: why }) =>
            why === null ? [] : { ...evidence, sourceUid: uid, sourceName: name, problem: why }
          );
          // Not all was read then: a target that is not there did not leave.
          return [id, { entities, evidence: failed.length > 0 ? failed : [evidence] }];
        })
      );
    },
  };
}
