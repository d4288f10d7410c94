import { riskOf } from '../../core/acceptance/risk';
import { formatMeasured, isAnswer } from '../../core/check/format';
import type { Finding } from '../../core/check/findings';
import { arrange } from '../../core/checklist/arrange';
import type { BoardItem, Cause } from '../../core/checklist/board';
import type { ClaimKind } from '../../core/checklist/state';
import { localTime } from '../../core/time/zone';
import type { Outcome } from '../outcome';
import {
  acceptedLines,
  coverageWords,
  entityName,
  headline,
  KIND_WORDS,
  oneLine,
  plural,
  roundTitle,
  tallyWords,
} from './words';
import { INDENT, MARK_WIDTH, wrap } from './wrap';

const ENTITIES_SHOWN = 3;

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

  const output = [...titles(outcome).map(strong), tallyWords(outcome, '  '), ''];
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
    const names = ids.flatMap(item).map((entry) => entry.item.shortTitle);
    if (names.length > 0) {
      const [head = '', ...more] = wrap(`${plural(names.length, 'item')}: ${names.join(', ')}`);
      output.push(`${mark(kind)}${head}`, ...more.map((line) => `${INDENT}${line}`));
    }
    if (kind === 'hand') {
      const needs = [...new Set(ids.flatMap(item).flatMap(needOf))];
      output.push(...needs.flatMap(wrap).map((line) => `${INDENT}${quiet(line)}`));
    }
  }
  output.push('', quiet(`${coverageWords(outcome)}.`));
  return `${output.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** Why the one check of an item has nothing to look at, and how it would. */
function needOf({ item, checks }: BoardItem): string[] {
  const [only, ...others] = checks;
  if (only === undefined || others.length > 0 || only.verdict !== 'na') {
    return [];
  }
  const { hint } = only.definition;
  const why = only.reason?.detail ?? hint;
  return why === undefined ? [] : [oneLine(`${item.shortTitle}: ${why}`)];
}

function exceptionKind(entry: BoardItem): ClaimKind {
  return entry.verdict ?? 'unknown';
}

/** A round of another day and the time of the look do not fit into one line. */
function titles(outcome: Outcome): string[] {
  const { round, looked } = roundTitle(outcome);
  const isItsDay = round === outcome.template.title;
  return (isItsDay ? [`${round}, ${looked}`] : [round, `Looked at on ${looked}`]).map(oneLine);
}

/** The finding, the item, the finding's evidence, what else was found, what of it is accepted, the way out. */
function exceptionLines(entry: BoardItem, outcome: Outcome): string[] {
  const [worst, ...others] = entry.findings;
  return [
    headline(entry),
    entry.item.title,
    ...(worst ? entityLines(worst, outcome) : []),
    ...others.map(alsoLine),
    ...acceptedLines(entry, outcome),
    ...(worst ? wayOut(worst) : []),
  ].map(oneLine);
}

/** What helps against what a check finds does not help against not knowing: then why it is not known. */
function wayOut({ check: { definition }, reason }: Finding): string[] {
  const isHumanWork = definition.kind === 'journal' || definition.kind === 'calc';
  if (reason === undefined || (reason.code === 'no-data' && isHumanWork)) {
    return [`What to do: ${definition.remediation}`];
  }
  return reason.detail === undefined ? [] : [`Why: ${reason.detail}`];
}

function alsoLine({ verdict, text }: Finding): string {
  return `Also ${KIND_WORDS[verdict]}: ${text}`;
}

function entityLines({ check, entities, count: all }: Finding, { board, risks }: Outcome): string[] {
  if (entities.length < 2) {
    return [];
  }
  const lines = entities.slice(0, ENTITIES_SHOWN).map((entity) => {
    // The finding says already what an answer is about.
    const value = isAnswer(check.definition) ? '' : ` ${formatMeasured(entity.value, check.definition)}`;
    const since = entity.sinceMs === null ? '' : ` since ${localTime(entity.sinceMs, board.run.zone)}`;
    const accepted = riskOf(risks, check.definition.id, entity) === null ? '' : ', risk accepted';
    return `- ${entityName(check, entity)}${entity.verdict === 'unknown' ? ' unknown' : value}${since}${accepted}`;
  });
  return all > ENTITIES_SHOWN ? [...lines, `- and ${all - ENTITIES_SHOWN} more`] : lines;
}

function causeLines(cause: Cause, { board }: Outcome): string[] {
  const entries = board.items.filter(({ item }) => cause.itemIds.includes(item.id));
  const titles = entries.map(({ item }) => item.shortTitle);
  // What is known of these items all the same.
  const known = entries.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict !== 'unknown'));
  const what = { timeout: 'does not answer in time', unauthorized: 'refuses the credentials' }[
    cause.reason.code as string
  ];
  return [
    `${cause.sourceName} ${what ?? 'does not answer'}`,
    ...(cause.reason.detail ? [cause.reason.detail] : []),
    `${plural(titles.length, 'item')}, one cause: ${titles.join(', ')}`,
    ...known.map(alsoLine),
  ].map(oneLine);
}
