import type { CheckDefinition } from '../../core/check/definition';
import type { OwnPack } from '../../core/check/ownPack';
import { verdictRank } from '../../core/check/verdict';
import type { Fact, Patient } from './fact';
import { grafanaFacts, journalFacts } from './grafanaFacts';
import { metricsFacts } from './metricsFacts';
import { otherSourceFacts } from './otherSourceFacts';
import { ownPackFacts, packFacts } from './packFacts';

/** What of the library is examined. */
export interface ExaminedLibrary {
  checks: readonly CheckDefinition[];
  own?: readonly OwnPack[];
}

/**
 * Everything about an installation, worst first. Writes nothing; rejects with the caller's abort, and with bugs of ours.
 * @param library Its checks, and the packs of one's own among it.
 * @param onProgress Told how many of its parts are done.
 */
export async function examination(
  patient: Patient,
  { checks, own = [] }: ExaminedLibrary,
  onProgress: (done: number, of: number) => void = () => undefined
): Promise<readonly Fact[]> {
  const parts = [
    grafanaFacts(patient),
    metricsFacts(patient),
    otherSourceFacts(patient),
    journalFacts(patient),
    packFacts(patient, checks),
    Promise.resolve(ownPackFacts(own)),
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
