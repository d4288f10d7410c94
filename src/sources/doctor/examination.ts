import type { CheckDefinition } from '../../core/check/definition';
import { verdictRank } from '../../core/check/verdict';
import type { Fact, Patient } from './fact';
import { grafanaFacts, journalFacts } from './grafanaFacts';
import { metricsFacts } from './metricsFacts';
import { otherSourceFacts } from './otherSourceFacts';
import { packFacts } from './packFacts';

/**
 * Everything about an installation, worst first. Writes nothing; rejects with the caller's abort, and with bugs of ours.
 * @param checks Of the library.
 * @param onProgress Told how many of its parts are done.
 */
export async function examination(
  patient: Patient,
  checks: readonly CheckDefinition[],
  onProgress: (done: number, of: number) => void = () => undefined
): Promise<readonly Fact[]> {
  const parts = [
    grafanaFacts(patient),
    metricsFacts(patient),
    otherSourceFacts(patient),
    journalFacts(patient),
    packFacts(patient, checks),
  ];
  let done = 0;
  onProgress(done, parts.length);
  const facts = await Promise.all(
    parts.map(async (part) => {
      const found = await part;
      onProgress((done += 1), parts.length);
      return found;
    })
  );
  return facts.flat().sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
}
