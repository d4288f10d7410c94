import type { Fact } from '../../sources/doctor/fact';
import { wordsOf, type FactWords, type Say } from '../../sources/doctor/words';

const english: Say = (_key, text, values = {}) =>
  text.replace(/\{\{(\w+)\}\}/g, (_mark, name: string) => String(values[name] ?? ''));

/** A fact in English, with the words of whoever refused. */
export function englishOf(fact: Fact): FactWords {
  const words = wordsOf(fact, english);
  return fact.reason === undefined
    ? words
    : { ...words, text: `${words.text}: ${fact.reason.detail ?? fact.reason.code}` };
}
