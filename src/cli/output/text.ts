import { formatValue } from '../../core/check/format';
import type { CheckResult } from '../../core/check/result';
import { arrange } from '../../core/checklist/arrange';
import type { BoardItem, Cause } from '../../core/checklist/board';
import type { ClaimKind } from '../../core/checklist/state';
import { localTime } from '../../core/time/zone';
import type { Outcome } from '../outcome';
import {
  badEntities,
  coverageWords,
  entityName,
  headline,
  isException,
  KIND_WORDS,
  oneLine,
  plural,
  tallyWords,
} from './words';

const WIDTH = 80;
const MARK_WIDTH = 9;
const INDENT = ' '.repeat(MARK_WIDTH);
const ENTITIES_SHOWN = 3;
const OTHERS_SHOWN = 3;

const COLOURS: Readonly<Record<ClaimKind, string>> = {
  fail: '31',
  unknown: '35',
  warn: '33',
  hand: '36',
  pass: '32',
  na: '2',
};

/** For people: worst first, the finding as the headline, what passes in one line. Colour is decoration, words carry it. */
export function renderText(outcome: Outcome, colour: boolean): string {
  const { board } = outcome;
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const mark = (kind: ClaimKind): string => paint(COLOURS[kind], KIND_WORDS[kind].toUpperCase().padEnd(MARK_WIDTH));
  const quiet = (text: string): string => paint('2', text);
  const strong = (text: string): string => paint('1', text);

  const { causes, decide, byHand, passed } = arrange(board);
  const item = (id: string): BoardItem[] => board.items.filter((entry) => entry.item.id === id);
  const blocks = [
    ...causes.map((cause) => ({ kind: 'unknown' as const, lines: causeLines(cause, outcome) })),
    ...decide.flatMap(item).map((entry) => ({ kind: exceptionKind(entry), lines: exceptionLines(entry, outcome) })),
  ];

  const output = [strong(title(outcome)), tallyWords(outcome, '  '), ''];
  for (const { kind, lines } of blocks) {
    const [first = '', ...rest] = lines;
    const [head = '', ...more] = wrap(first);
    output.push(`${mark(kind)}${strong(head)}`, ...more.map((line) => `${INDENT}${strong(line)}`));
    output.push(...rest.flatMap(wrap).map((line) => `${INDENT}${quiet(line)}`), '');
  }
  for (const [kind, ids] of [
    ['hand', byHand],
    ['pass', passed],
  ] as const) {
    const titles = ids.flatMap(item).map((entry) => entry.item.shortTitle);
    if (titles.length > 0) {
      const [head = '', ...more] = wrap(`${plural(titles.length, 'item')}: ${titles.join(', ')}`);
      output.push(`${mark(kind)}${head}`, ...more.map((line) => `${INDENT}${line}`));
    }
  }
  output.push('', quiet(`${coverageWords(outcome)}.`));
  return `${output.map((line) => line.trimEnd()).join('\n')}\n`;
}

function exceptionKind(entry: BoardItem): ClaimKind {
  return entry.verdict ?? 'unknown';
}

function title({ template, board: { run }, result }: Outcome): string {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: run.zone }).format(result.askedMs);
  return `${oneLine(template.title)}, ${date}, ${localTime(result.askedMs, run.zone)} ${run.zone}`;
}

/** The finding, the item, what else of it is not well, the way out. */
function exceptionLines(entry: BoardItem, { board }: Outcome): string[] {
  const [worst, ...others] = entry.checks.filter((check) => isException(check.verdict));
  const findings = others.map((check) => check.finding).filter((finding) => finding !== null);
  return [
    headline(entry),
    entry.item.title,
    ...(worst ? entityLines(worst, board.run.zone) : []),
    ...findings.slice(0, OTHERS_SHOWN).map((finding) => `Also: ${finding}`),
    ...(findings.length > OTHERS_SHOWN ? [`and ${plural(findings.length - OTHERS_SHOWN, 'other check')}`] : []),
    ...(worst ? [`What to do: ${worst.definition.remediation}`] : []),
  ].map(oneLine);
}

function entityLines(check: CheckResult, zone: string): string[] {
  const bad = badEntities(check);
  if (bad.length < 2) {
    return [];
  }
  const lines = bad.slice(0, ENTITIES_SHOWN).map((entity) => {
    // The finding says already what a yes or no is about.
    const value = check.definition.unit === 'bool' ? '' : ` ${formatValue(entity.value, check.definition.unit)}`;
    const since = entity.sinceMs === null ? '' : ` since ${localTime(entity.sinceMs, zone)}`;
    return `- ${entityName(check, entity)}${entity.verdict === 'unknown' ? ' unknown' : value}${since}`;
  });
  const all = check.counts.fail + check.counts.unknown + check.counts.warn;
  return all > ENTITIES_SHOWN ? [...lines, `- and ${all - ENTITIES_SHOWN} more`] : lines;
}

function causeLines(cause: Cause, { board }: Outcome): string[] {
  const titles = board.items.filter(({ item }) => cause.itemIds.includes(item.id)).map(({ item }) => item.shortTitle);
  const what = { timeout: 'does not answer in time', unauthorized: 'refuses the credentials' }[
    cause.reason.code as string
  ];
  return [
    `${cause.sourceName} ${what ?? 'does not answer'}`,
    ...(cause.reason.detail ? [cause.reason.detail] : []),
    `${plural(titles.length, 'item')}, one cause: ${titles.join(', ')}`,
  ].map(oneLine);
}

/** Breaks at spaces; a no-break space keeps a number and its unit together. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH - MARK_WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
