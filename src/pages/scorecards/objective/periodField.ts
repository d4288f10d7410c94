import { t } from '../../../ui/t';

const MAX_MS = 31 * 86_400_000;

/** Why a period cannot be left out; null when it can, and while it is not known. */
export function periodProblem(fromMs: number | null, toMs: number | null): string | null {
  if (fromMs === null || toMs === null) {
    return null;
  }
  if (toMs <= fromMs) {
    return t('exclude.order', 'It has to end after it begins.');
  }
  return toMs - fromMs > MAX_MS ? t('exclude.long', 'At most 31 days can be left out at once.') : null;
}
