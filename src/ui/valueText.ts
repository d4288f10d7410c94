import { formatMeasured, isAnswer, type Answering } from '../core/check/format';
import { crossing } from '../core/check/limits';
import type { Entity } from '../core/check/result';
import { reasonInTable } from './reasonText';
import { t } from './t';

/** A value in a table. An answer says nothing beside the verdict that it led to: empty. */
export function valueText(definition: Answering, { reason, value }: Pick<Entity, 'reason' | 'value'>): string {
  if (reason) {
    return reasonInTable(reason);
  }
  return isAnswer(definition) ? '' : formatMeasured(value, definition);
}

/** A value on a chart, where an answer is as good or as bad as its limits say. */
export function levelText(definition: Answering, value: number | null): string {
  if (!isAnswer(definition) || value === null) {
    return formatMeasured(value, definition);
  }
  return crossing(value, definition.op, definition).verdict === 'pass'
    ? t('level.well', 'well')
    : t('level.bad', 'not well');
}
