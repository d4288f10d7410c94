import { plural, t } from './t';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `12 s`, `7 min`, `3 h 20 min`, `2 d`: rounded down, so that an age is never younger than shown by more than its unit. */
export function durationText(ms: number): string {
  if (ms < MINUTE_MS) {
    return t('duration.seconds', '{{n}} s', { n: Math.max(0, Math.floor(ms / SECOND_MS)) });
  }
  if (ms < HOUR_MS) {
    return t('duration.minutes', '{{n}} min', { n: Math.floor(ms / MINUTE_MS) });
  }
  if (ms < DAY_MS) {
    const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
    const hours = Math.floor(ms / HOUR_MS);
    return minutes > 0
      ? t('duration.hours-minutes', '{{h}} h {{m}} min', { h: hours, m: minutes })
      : t('duration.hours', '{{h}} h', { h: hours });
  }
  return t('duration.days', '{{n}} d', { n: Math.floor(ms / DAY_MS) });
}

/** `19 minutes`, `1 hour`: in running text. */
export function durationWords(ms: number): string {
  if (ms < MINUTE_MS) {
    return plural('duration.words.seconds', Math.max(0, Math.floor(ms / SECOND_MS)), {
      one: '{{count}} second',
      other: '{{count}} seconds',
    });
  }
  if (ms < HOUR_MS) {
    return plural('duration.words.minutes', Math.floor(ms / MINUTE_MS), {
      one: '{{count}} minute',
      other: '{{count}} minutes',
    });
  }
  return plural('duration.words.hours', Math.floor(ms / HOUR_MS), { one: '{{count}} hour', other: '{{count}} hours' });
}
