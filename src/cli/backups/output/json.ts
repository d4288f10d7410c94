import { exitCode, gapsOf, type BackupsOutcome } from '../outcome';
import { reasonSentence } from '../words';

/** For programs: version 1; instants in ISO 8601 UTC, durations in seconds, null where nothing is known. */
export function renderJson(outcome: BackupsOutcome): string {
  const { view, zone, askedMs } = outcome;
  const document = {
    version: 1,
    zone,
    asked: iso(askedMs),
    exitCode: exitCode(outcome),
    counts: view.counts,
    gaps: gapsOf(outcome),
    targets: view.rows.map(({ target, posture, reasons, objective, lastGood, verified, restoreTest }) => ({
      key: target.key,
      kind: target.kind,
      name: target.name,
      place: target.place,
      labels: target.labels,
      posture,
      reasons: reasons.map((reason) => ({ code: reason.code, sentence: reasonSentence(reason) })),
      rpoSeconds: objective.rpoSeconds,
      lastGood: lastGood.state === 'known' ? iso(lastGood.atMs) : null,
      lastGoodState: lastGood.state,
      verification: verified.state,
      restoreTested: restoreTest.last === null ? null : iso(restoreTest.last.atMs),
      restoreTest: restoreTest.verdict,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
