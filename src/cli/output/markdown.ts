import { arrange } from '../../core/checklist/arrange';
import type { BoardItem } from '../../core/checklist/board';
import { localTime } from '../../core/time/zone';
import type { Outcome } from '../outcome';
import { coverageWords, headline, KIND_WORDS, oneLine, tallyWords } from './words';

/** For tickets and chats: a table of what needs somebody, then what is by hand and what passes. */
export function renderMarkdown(outcome: Outcome): string {
  const { template, board, result } = outcome;
  const { causes, decide, byHand, passed } = arrange(board);
  const item = (id: string): BoardItem[] => board.items.filter((entry) => entry.item.id === id);
  const exceptions = [...causes.flatMap((cause) => cause.itemIds), ...decide].flatMap(item);
  const titles = (ids: readonly string[]): string =>
    ids
      .flatMap(item)
      .map(({ item: { title } }) => plain(title))
      .join(', ');
  const rows = exceptions.map(
    (entry) => `| ${KIND_WORDS[entry.verdict ?? 'unknown']} | ${plain(headline(entry))} | ${plain(entry.item.title)} |`
  );
  const sections = [
    `## ${plain(template.title)}, ${board.run.date}`,
    `${localTime(result.askedMs, board.run.zone)} ${board.run.zone}: ${tallyWords(outcome, ', ')}. ${coverageWords(outcome)}.`,
    ...(rows.length > 0 ? [['| | Finding | Item |', '| --- | --- | --- |', ...rows].join('\n')] : []),
    ...(byHand.length > 0 ? [`**By hand:** ${titles(byHand)}`] : []),
    ...(passed.length > 0 ? [`**Pass:** ${titles(passed)}`] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Text of others as text: no markup, no table cell and no mention of anybody. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#~@]/g, (character) => `\\${character}`);
}
