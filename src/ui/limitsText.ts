import type { CheckDefinition } from '../core/check/definition';
import { formatLimit, isAnswer } from '../core/check/format';
import type { Limits } from '../core/check/limits';
import { t } from './t';

/** "fails above 90 %, warns above 80 %"; an answer has no limit to speak of. */
export function limitsText(definition: CheckDefinition, { warn, fail }: Limits): string {
  const { op, unit } = definition;
  const over = op === 'gt' || op === 'gte';
  if (isAnswer(definition)) {
    return '';
  }
  const side = over
    ? t('limit.above', 'above')
    : op === 'outside'
      ? t('limit.outside', 'outside')
      : t('limit.below', 'below');
  return [
    fail === undefined ? '' : t('limit.fails', 'fails {{side}} {{limit}}', { side, limit: formatLimit(fail, unit) }),
    warn === undefined ? '' : t('limit.warns', 'warns {{side}} {{limit}}', { side, limit: formatLimit(warn, unit) }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
