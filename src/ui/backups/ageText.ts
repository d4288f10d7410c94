import { durationText } from '../duration';
import { t } from '../t';

const HOUR_MS = 3_600_000;

/** `52 min`, `31 h`, `4 d`: hours up to three days, as objectives of a day and some hours are told in them. Rounded down. */
export function ageText(ms: number): string {
  return ms >= HOUR_MS && ms < 72 * HOUR_MS
    ? t('duration.hours', '{{h}} h', { h: Math.floor(ms / HOUR_MS) })
    : durationText(ms);
}
