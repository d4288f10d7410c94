import { formatValue } from '../core/check/format';
import { t } from './t';
import { countText } from './when';

const NBSP = '\u00a0';
const GIB = 1024 ** 3;
const GROWTH_SHOWN_FROM_BYTES = 1024 ** 2;

/** What stands where a number is not known. */
export const UNKNOWN_TEXT = '?';

/** `77 %`; above 0 and below 1 % `< 1 %`. */
export function percentText(ratio: number | null): string {
  if (ratio === null) {
    return UNKNOWN_TEXT;
  }
  return ratio > 0 && ratio < 0.01 ? `<${NBSP}1${NBSP}%` : `${countText(Math.round(ratio * 100))}${NBSP}%`;
}

/** `4.3 TiB` */
export function bytesText(bytes: number | null): string {
  return bytes === null ? UNKNOWN_TEXT : formatValue(bytes, 'bytes');
}

/** `+ 3.1 TiB`, `− 12 GiB`; less than a MiB is 0. */
export function growthText(bytes: number | null): string {
  if (bytes === null) {
    return UNKNOWN_TEXT;
  }
  return Math.abs(bytes) < GROWTH_SHOWN_FROM_BYTES
    ? '0'
    : `${bytes > 0 ? '+' : '−'}${NBSP}${bytesText(Math.abs(bytes))}`;
}

/** `451`: whole GiB, for columns whose heading says the unit. */
export function gibText(bytes: number | null): string {
  return bytes === null ? UNKNOWN_TEXT : countText(Math.round(bytes / GIB));
}

export function countOrUnknown(count: number | null): string {
  return count === null ? UNKNOWN_TEXT : countText(count);
}

/** `41 d`, `> 1 year`, `flat` for what does not grow. */
export function fullInText(days: number | null): string {
  if (days === null) {
    return UNKNOWN_TEXT;
  }
  if (!Number.isFinite(days)) {
    return t('amount.flat', 'flat');
  }
  return days > 365 ? t('amount.over-a-year', '> 1 year') : formatValue(days < 100 ? days : Math.floor(days), 'days');
}
