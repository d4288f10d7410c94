import type { CheckDefinition } from '../core/check/definition';
import { formatMeasured } from '../core/check/format';
import type { Entity } from '../core/check/result';
import { reasonInTable } from './reasonText';
import { t } from './t';

type Valued = Pick<CheckDefinition, 'unit' | 'op'>;

/** A value in a table. A yes or no says nothing beside the verdict that it led to: empty. */
export function valueText(definition: Valued, { reason, value }: Pick<Entity, 'reason' | 'value'>): string {
  if (reason) {
    return reasonInTable(reason);
  }
  return isAnswer(definition) ? '' : formatMeasured(value, definition);
}

/** A value on a chart, where a yes or no is as good or as bad as its limit says. */
export function levelText(definition: Valued, value: number | null): string {
  if (!isAnswer(definition) || value === null) {
    return formatMeasured(value, definition);
  }
  const isBad = (definition.op === 'lt' || definition.op === 'lte') === (value === 0);
  return isBad ? t('level.bad', 'not well') : t('level.well', 'well');
}

function isAnswer({ unit, op }: Valued): boolean {
  return unit === 'bool' && op !== 'none';
}
