import type { Verdict } from '../../../core/check/verdict';
import { OBJECTIVE_WORDS } from '../../../core/slo/sentences';
import { localTime } from '../../../core/time/zone';
import { INDENT, MARK_WIDTH, wrap } from '../../output/wrap';
import { oneLine } from '../../output/words';
import { linesOf, tallyOf, type SloLine, type SloOutcome } from '../outcome';
import { becauseOf, numbersOf, ownerOf, titleOf, wordingIn } from '../words';

const COLOURS: Readonly<Record<Verdict, string>> = { fail: '31', unknown: '35', warn: '33', pass: '32', na: '2' };
/** `Not applicable` does not fit where the marks stand. */
const MARKS: Readonly<Record<Verdict, string>> = { ...OBJECTIVE_WORDS, na: 'n/a' };

/** For people: worst first, with the reason; what is met in one line each. Colour is decoration, words carry it. */
export function renderText(outcome: SloOutcome, colour: boolean): string {
  const { scorecard, zone, month } = outcome;
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const mark = (verdict: Verdict) => paint(COLOURS[verdict], MARKS[verdict].toUpperCase().padEnd(MARK_WIDTH));
  const lines = linesOf(outcome);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: zone }).format(scorecard.atMs);
  const output = [
    paint('1', `Objectives${month === null ? '' : ` of ${month}`}, ${day}, ${localTime(scorecard.atMs, zone)} ${zone}`),
    tallyWords(outcome),
    '',
  ];
  for (const line of lines) {
    const [head = '', ...rest] = textOf(line, zone, month);
    const [first = '', ...more] = wrap(head);
    output.push(`${mark(line.result.verdict)}${paint('1', first)}`, ...more.map((text) => `${INDENT}${text}`));
    output.push(...rest.flatMap(wrap).map((text) => `${INDENT}${paint('2', text)}`));
    if (line.result.verdict !== 'pass') {
      output.push('');
    }
  }
  return `${output
    .map((text) => text.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

function tallyWords(outcome: SloOutcome): string {
  const words = tallyOf(outcome).flatMap(([verdict, count]) =>
    count === 0 ? [] : [`${count} ${OBJECTIVE_WORDS[verdict].toLowerCase()}`]
  );
  return words.length === 0 ? 'There are no objectives.' : words.join('  ');
}

/** Headline, why, numbers, whose; of one that is met the numbers alone. */
function textOf(line: SloLine, zone: string, month: string | null): string[] {
  const { row, result } = line;
  const why = becauseOf(line, wordingIn(zone));
  const all =
    result.verdict === 'pass'
      ? [titleOf(line), numbersOf(line, month)]
      : [titleOf(line), ...(why === '' ? [] : [why]), numbersOf(line, month), ownerOf(row.objective)];
  return all.map(oneLine);
}
