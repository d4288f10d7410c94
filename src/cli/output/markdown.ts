import { arrange } from '../../core/checklist/arrange';
import type { Finding } from '../../core/check/findings';
import type { BoardItem } from '../../core/checklist/board';
import type { Outcome } from '../outcome';
import { acceptedLines, coverageWords, headline, KIND_WORDS, oneLine, roundTitle, tallyWords } from './words';

/** For tickets and chats: a table of what needs somebody, then what is by hand and what passes. */
export function renderMarkdown(outcome: Outcome): string {
  const { board } = outcome;
  const { round, looked } = roundTitle(outcome);
  const { causes, decide, byHand, passed } = arrange(board);
  const item = (id: string): BoardItem[] => board.items.filter((entry) => entry.item.id === id);
  const exceptions = [...causes.flatMap((cause) => cause.itemIds), ...decide].flatMap(item);
  const titles = (ids: readonly string[]): string =>
    ids
      .flatMap(item)
      .map(({ item: { title } }) => plain(title))
      .join(', ');
  const rows = exceptions.flatMap((entry) =>
    linesOf(entry).map(
      ({ verdict, text }) => `| ${KIND_WORDS[verdict]} | ${plain(text)} | ${plain(entry.item.title)} |`
    )
  );
  const accepted = exceptions.flatMap((entry) =>
    acceptedLines(entry, outcome).map((line) => `- ${plain(entry.item.title)}: ${plain(line)}`)
  );
  const sections = [
    `## ${plain(round)}`,
    `${looked}: ${tallyWords(outcome, ', ')}. ${coverageWords(outcome)}.`,
    ...(rows.length > 0 ? [['| | Finding | Item |', '| --- | --- | --- |', ...rows].join('\n')] : []),
    ...(accepted.length > 0 ? [accepted.join('\n')] : []),
    ...(byHand.length > 0 ? [`**By hand:** ${titles(byHand)}`] : []),
    ...(passed.length > 0 ? [`**Pass:** ${titles(passed)}`] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** A row for each finding; of an item without any why it is unknown. */
function linesOf(entry: BoardItem): ReadonlyArray<Pick<Finding, 'verdict' | 'text'>> {
  return entry.findings.length > 0 ? entry.findings : [{ verdict: 'unknown', text: headline(entry) }];
}

/** Text of others as text: no markup, no table cell and no mention of anybody. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#~@]/g, (character) => `\\${character}`);
}
