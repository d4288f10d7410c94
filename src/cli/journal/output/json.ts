import type { IntegrityFinding } from '../../../core/journal/integrity';
import { exitCode, type VerifyOutcome } from '../outcome';
import { doubtSentence, findingSentence } from '../words';

/** For programs: version 1; instants in ISO 8601 UTC, null where there is none. */
export function renderJson(outcome: VerifyOutcome): string {
  const { verdict, integrity, compared, seals, zone, cleanUp, isFileWhole } = outcome;
  const { counted, notCounted, held, open, outside, firstMs, lastMs } = integrity;
  const finding = (one: IntegrityFinding) => {
    const { createdMs, ...rest } = one;
    return { ...rest, created: iso(createdMs), sentence: findingSentence(one, zone) };
  };
  const document = {
    version: 1,
    verdict,
    exitCode: exitCode(outcome),
    zone,
    first: iso(firstMs),
    last: iso(lastMs),
    events: { counted, held, open, outside },
    notCounted,
    findings: integrity.findings.map(finding),
    doubts: integrity.doubts.map((code) => ({ code, sentence: doubtSentence(code) })),
    signatures: seals.map(({ run, mark, author, atMs, events, edited, unseen, state }) => {
      return { run, mark, author, at: iso(atMs), events, edited, unseen, state };
    }),
    file: isFileWhole === null ? null : { isWhole: isFileWhole },
    compared: compared && { rows: compared.rows, findings: compared.findings.map(finding) },
    cleanUp,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
