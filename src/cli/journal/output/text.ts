import { wrap } from '../../output/wrap';
import { oneLine, plural } from '../../output/words';
import { isBroken, isUnclear, type VerifyOutcome } from '../outcome';
import { cleanUpSentence, doubtSentence, findingSentence, momentWords, openSentence, sealSentence } from '../words';

const COLORS = { intact: '32', tampered: '31', unknown: '35' } as const;

/** For people: the verdict first, then every finding. Color is decoration, words carry it. */
export function renderText(outcome: VerifyOutcome, color: boolean): string {
  const { verdict, integrity, compared, zone, seals, cleanUp, isFileWhole } = outcome;
  const paint = (code: string, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { firstMs, lastMs, counted } = integrity;
  const span =
    firstMs === null || lastMs === null
      ? ''
      : `, ${momentWords(firstMs, zone)} to ${momentWords(lastMs, zone)} ${zone}`;
  const findings = [...integrity.findings, ...(compared?.findings ?? [])];
  const bad = seals.filter((seal) => isBroken(seal) || isUnclear(seal));
  const sentences = [
    ...(isFileWhole === false ? ['The file is not what was written: its SHA-256 is another.'] : []),
    ...findings.map((finding) => findingSentence(finding, zone)),
    ...integrity.doubts.map(doubtSentence),
    ...bad.map(sealSentence),
    openSentence(outcome),
    `${plural(seals.length, 'signed round')}, ${plural(seals.length - bad.length, 'signature')} as made.`,
    ...notCountedWords(outcome),
    ...(compared === null ? [] : [`Compared with ${plural(compared.rows, 'row')} of the file.`]),
    ...(cleanUp === null ? [] : [cleanUpSentence(cleanUp)]),
  ];
  const lines = sentences.flatMap((sentence) => {
    const [first = '', ...more] = wrap(oneLine(sentence));
    return [`- ${first}`, ...more.map((text) => `  ${text}`)];
  });
  const head = paint('1', `Journal, ${plural(counted, 'event')}${span}`);
  return [head, paint(COLORS[verdict], verdict.toUpperCase()), ...lines, ''].join('\n');
}

function notCountedWords({ integrity: { notCounted } }: VerifyOutcome): string[] {
  const counts = Object.entries(notCounted).map(([why, count]) => `${count} ${why}`);
  return counts.length === 0 ? [] : [`Rows that do not count: ${counts.join(', ')}.`];
}
