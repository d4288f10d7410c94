import { valueRangeOf, type EntryProblem } from '../../../core/kpi/draft';
import type { KpiDefinition } from '../../../core/kpi/definition';
import { t } from '../../../ui/t';

/** The unit in which a person says a figure: how much of the figure's own unit one is, and its word behind the field. */
export interface AmountUnit {
  one: number;
  word: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Shares in percent; times in what their target is told in. */
export function amountUnit({ unit, target }: Pick<KpiDefinition, 'unit' | 'target'>): AmountUnit {
  switch (unit) {
    case 'ratio':
      return { one: 0.01, word: '%' };
    case 'seconds': {
      const limit = typeof target.value === 'number' ? target.value : target.value[1];
      return limit >= 2 * HOUR
        ? { one: HOUR, word: t('amount.h', 'h') }
        : { one: MINUTE, word: t('amount.min', 'min') };
    }
    case 'days': {
      const limit = typeof target.value === 'number' ? target.value : target.value[1];
      return limit < 2 ? { one: 1 / 24, word: t('amount.h', 'h') } : { one: 1, word: t('amount.days', 'days') };
    }
    default:
      return { one: 1, word: '' };
  }
}

/** What a field says, in the figure's unit; a comma is read as a point. Null while it says no number. */
export function amountOf(text: string, { one }: AmountUnit): number | null {
  const trimmed = text.trim();
  return /^[+-]?\d+([.,]\d+)?$/.test(trimmed) ? tidy(Number(trimmed.replace(',', '.')) * one) : null;
}

/** An amount as the field has it. */
export function fieldOfAmount(value: number, { one }: AmountUnit): string {
  return String(tidy(value / one));
}

/** Without the dust of binary fractions: 99.9 times 0.01 is 0.999. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Which values there are, one sentence. */
export function rangeWords(definition: KpiDefinition): string {
  const unit = amountUnit(definition);
  const [least, most] = valueRangeOf(definition);
  return least === -Infinity
    ? t('entry.any', 'Below zero as well.')
    : most === Infinity
      ? t('entry.from', '{{least}} or more.', { least: wordsOf(least, unit) })
      : t('entry.from-to', '{{least}} to {{most}}.', { least: wordsOf(least, unit), most: wordsOf(most, unit) });
}

/** What is wrong with an entry, and how it is right. */
export function entryProblemWords(problem: EntryProblem, definition: KpiDefinition): string {
  switch (problem) {
    case 'value':
      return t('entry.value', 'Write a number, such as {{example}}.', { example: exampleOf(definition) });
    case 'value-out-of-range': {
      const unit = amountUnit(definition);
      const [least, most] = valueRangeOf(definition);
      return most === Infinity
        ? t('entry.least', 'It cannot be less than {{least}}.', { least: wordsOf(least, unit) })
        : t('entry.range', 'It has to be from {{least}} to {{most}}.', {
            least: wordsOf(least, unit),
            most: wordsOf(most, unit),
          });
    }
    case 'period':
      return t('entry.order', 'The last day cannot be before the first.');
    case 'period-not-begun':
      return t('entry.future', 'The period has not begun yet.');
  }
}

function exampleOf(definition: KpiDefinition): string {
  const { target } = definition;
  return fieldOfAmount(typeof target.value === 'number' ? target.value : target.value[0], amountUnit(definition));
}

function wordsOf(value: number, unit: AmountUnit): string {
  return unit.word === '' ? fieldOfAmount(value, unit) : `${fieldOfAmount(value, unit)} ${unit.word}`;
}
