import { sentences } from '../../core/check/sentences';
import type { Fact } from '../../sources/doctor/fact';
import { wordsOf } from '../../sources/doctor/words';
import { reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';
import type { Finding } from './FindingRow';

/** A fact as it stands on Setup: what follows is told together with why it is so. */
export function factFinding(fact: Fact): Finding {
  const { text, follows, fix, setting } = wordsOf(fact, t);
  return {
    state: fact.verdict,
    finding: text,
    follows: sentences(follows, fact.reason && reasonWords(fact.reason)),
    ...(fix !== undefined && { fix }),
    ...(setting !== undefined && { setting }),
  };
}
