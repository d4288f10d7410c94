import type { CheckDefinition } from '../../core/check/definition';
import { formatValue, isAnswer } from '../../core/check/format';
import type { Finding } from '../../core/check/findings';
import type { CheckResult, Entity } from '../../core/check/result';
import type { BoardItem } from '../../core/checklist/board';
import { countText, sinceWhen } from '../../ui/when';
import { plural, t } from '../../ui/t';
import { checksOnEntities, entityCount } from '../../ui/entityCounts';

const DAY_MS = 86_400_000;
/** How far a trend's first point may be from a day ago and still be "yesterday at this time". */
const YESTERDAY_TOLERANCE_MS = 1_800_000;

/** "Over the limit since 02:14. Yesterday at this time it was 70.9 %." Empty when there is nothing to say. */
export function changeLine({ definition }: CheckResult, entity: Entity, nowMs: number, zone: string): string {
  const sentences = [sinceSentence(definition, entity, nowMs, zone), yesterdaySentence(definition, entity, nowMs)];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function sinceSentence(
  definition: CheckDefinition,
  { verdict, sinceMs, trend, left }: Entity,
  nowMs: number,
  zone: string
): string {
  if (verdict === 'unknown' || left) {
    const seenMs = left ? left.seenMs : sinceMs;
    return seenMs === null
      ? ''
      : t('change.last-seen', 'Last seen {{when}}.', { when: sinceWhen(seenMs, nowMs, zone) });
  }
  if (verdict === 'pass' || verdict === 'na' || (sinceMs === null && trend.length === 0)) {
    return '';
  }
  const where = whereWord(isAnswer(definition) ? 'none' : definition.op);
  return sinceMs === null
    ? t('change.over-a-day', '{{where}} for more than 24 hours.', { where })
    : t('change.since', '{{where}} since {{when}}.', { where, when: sinceWhen(sinceMs, nowMs, zone) });
}

function whereWord(op: CheckDefinition['op']): string {
  switch (op) {
    case 'gt':
    case 'gte':
      return t('change.over', 'Over the limit');
    case 'lt':
    case 'lte':
      return t('change.under', 'Under the limit');
    case 'outside':
      return t('change.outside', 'Outside the limits');
    case 'none':
      return t('change.like-this', 'Like this');
  }
}

function yesterdaySentence(definition: CheckDefinition, { value, trend }: Entity, nowMs: number): string {
  const then = trend[0];
  if (value === null || !then || then.value === null || then.value === value || isAnswer(definition)) {
    return '';
  }
  return Math.abs(nowMs - DAY_MS - then.timeMs) <= YESTERDAY_TOLERANCE_MS
    ? t('change.yesterday', 'Yesterday at this time it was {{value}}.', {
        value: formatValue(then.value, definition.unit),
      })
    : '';
}

/** What stands in no line: "2 more like this, 96 others pass, and so do the other 11 checks of this item." */
export function restLine(entry: BoardItem, { check, count }: Finding, shown: number): string {
  const { pass } = check.counts;
  const entities = [
    count > shown ? t('rest.more', '{{n}} more like this', { n: countText(count - shown) }) : '',
    pass > 0 ? plural('rest.pass', pass, { one: '{{count}} other passes', other: '{{count}} others pass' }) : '',
  ].filter((part) => part !== '');
  const passing = entry.checks.filter(({ verdict }) => verdict === 'pass').length;
  if (passing > 0 && pass > 0) {
    const soDo = plural('rest.so-do', passing, {
      one: 'and so does {{count}} other check of this item',
      other: 'and so do {{count}} other checks of this item',
    });
    return `${[...entities, soDo].join(', ')}.`;
  }
  const first = entities.length > 0 ? `${entities.join(', ')}.` : '';
  const rest =
    passing > 0
      ? plural('rest.checks', passing, {
          one: '{{count}} other check of this item passes.',
          other: '{{count}} other checks of this item pass.',
        })
      : '';
  return [first, rest].filter((part) => part !== '').join(' ');
}

/** What was seen of an item that passes: "71 of 71 pass", or for several checks "12 checks on 320 entities". */
export function seenWords(entry: BoardItem): string {
  const checks = entry.checks.filter((check) => check.verdict !== 'na');
  const entities = entityCount(checks);
  const [only] = checks;
  if (checks.length === 1 && only) {
    return t('seen.one', '{{pass}} of {{all}} pass', { pass: countText(only.counts.pass), all: countText(entities) });
  }
  return checksOnEntities(checks);
}
