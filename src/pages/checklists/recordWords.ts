import type { CheckSnapshot } from '../../core/checklist/details';
import type { Outcome, RecordedItem } from '../../core/checklist/record';
import { roundWord } from '../../ui/round/roundWords';
import { plural, t } from '../../ui/t';
import { markWord, type MarkState } from '../../ui/verdictLook';

/** What became of a round, as the badge beside its name. */
export function outcomeWord({ state, isOnTime }: Outcome): string {
  switch (state) {
    case 'on-time':
      return t('outcome.on-time', 'Signed on time');
    case 'late':
      return t('outcome.late', 'Signed late');
    case 'due':
    case 'upcoming':
      return isOnTime === false ? roundWord(state, isOnTime) : t('outcome.open', 'Open');
    default:
      return roundWord(state, isOnTime);
  }
}

/** Glyph and word of an item as it was signed; an unsigned one has what a person said of it, else nothing. */
export function itemMark({ verdict, decision }: RecordedItem): MarkState {
  if (verdict !== null && verdict !== 'hand') {
    return verdict;
  }
  if (decision?.kind === 'na') {
    return 'na';
  }
  return decision?.kind === 'done' ? 'done' : 'todo';
}

/** The word of an item that nobody did is not "To do" any more. */
export function itemWord(item: RecordedItem): string {
  const mark = itemMark(item);
  if (mark !== 'todo') {
    return markWord(mark);
  }
  return item.verdict === 'hand' ? t('record.not-done', 'Not done') : t('record.not-signed', 'Not signed');
}

/** "5 passed, 1 failed, 1 unknown", worst last, as a round is told. */
export function itemCounts(items: readonly RecordedItem[]): string {
  const of = (state: MarkState) => items.filter((item) => itemMark(item) === state).length;
  const parts: ReadonlyArray<[number, string]> = [
    [of('pass'), t('record.passed', '{{n}} passed', { n: of('pass') })],
    [of('done'), t('record.done', '{{n}} done by hand', { n: of('done') })],
    [of('fail'), t('record.failed', '{{n}} failed', { n: of('fail') })],
    [of('unknown'), t('record.unknown', '{{n}} could not be checked', { n: of('unknown') })],
    [of('warn'), plural('record.warned', of('warn'), { one: '{{count}} warning', other: '{{count}} warnings' })],
    [of('na'), t('record.na', '{{n}} not applicable', { n: of('na') })],
    [of('todo'), t('record.left', '{{n}} not done or not signed', { n: of('todo') })],
  ];
  return parts.flatMap(([count, words]) => (count > 0 ? [words] : [])).join(', ');
}

/** "Disk: 2 fail, 1 unknown" */
export function checkWords({ id, counts, reason }: CheckSnapshot, titleOf: (check: string) => string): string {
  const words = Object.entries(counts)
    .filter(([verdict]) => verdict !== 'pass' && verdict !== 'na')
    .map(([verdict, count]) => `${count} ${verdict}`);
  const what = words.length > 0 ? words.join(', ') : (reason ?? '');
  return what === '' ? titleOf(id) : t('record.check', '{{check}}: {{what}}', { check: titleOf(id), what });
}

/** "It passed in the round before" as the item's old word. */
export function wasWord(was: NonNullable<RecordedItem['was']>): string {
  return was === 'hand' ? t('record.was-hand', 'by hand') : markWord(was).toLowerCase();
}
