import type { CheckDefinition } from '../core/check/definition';
import { formatLimit } from '../core/check/format';
import type { Limits } from '../core/check/limits';
import { t } from './t';

/** "fails above 90 %, warns above 80 %"; a yes or no has no limit to speak of. */
export function limitsText({ op, unit }: CheckDefinition, { warn, fail }: Limits): string {
  const over = op === 'gt' || op === 'gte';
  if (unit === 'bool') {
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
