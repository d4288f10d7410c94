import { POSTURES, type Posture, type TargetRow } from '../../../core/products/backups/view';
import { localTime } from '../../../core/time/zone';
import { INDENT, wrap } from '../../output/wrap';
import { oneLine } from '../../output/words';
import { gapsOf, type BackupsOutcome } from '../outcome';
import { lastGoodWords, reasonSentence, targetName } from '../words';

const COLORS: Readonly<Record<Posture, string>> = {
  unprotected: '31',
  unknown: '35',
  attention: '33',
  protected: '32',
  excluded: '2',
};

/** For people: unprotected first, with the reasons; what is protected is counted. Color is decoration, words carry it. */
export function renderText(outcome: BackupsOutcome, color: boolean): string {
  const { view, zone, askedMs } = outcome;
  const paint = (code: string, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: zone }).format(askedMs);
  const lines = [
    paint('1', `Backups, ${day}, ${localTime(askedMs, zone)} ${zone}`),
    tallyWords(outcome),
    ...gapsOf(outcome).flatMap((gap) => wrap(oneLine(gap))),
    '',
  ];
  for (const row of view.rows.filter(({ posture }) => posture !== 'protected' && posture !== 'excluded')) {
    const [first = '', ...more] = textOf(row, askedMs).map(oneLine).flatMap(wrap);
    lines.push(paint(COLORS[row.posture], row.posture.toUpperCase()));
    lines.push(`${INDENT}${paint('1', first)}`, ...more.map((text) => `${INDENT}${text}`), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function tallyWords({ view: { counts } }: BackupsOutcome): string {
  const words = POSTURES.flatMap((posture) => (counts[posture] === 0 ? [] : [`${counts[posture]} ${posture}`]));
  return words.length === 0 ? 'Nothing tells of any backup.' : words.join('  ');
}

function textOf(row: TargetRow, nowMs: number): string[] {
  return [targetName(row), ...row.reasons.map(reasonSentence), `Last good backup: ${lastGoodWords(row, nowMs)}.`];
}
