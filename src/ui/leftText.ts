import type { Entity } from '../core/check/result';
import { durationText } from './duration';
import { t } from './t';
import { sinceWhen } from './when';

/** "last seen 2 d ago, from the source"; empty for what is there. */
export function leftText({ left }: Entity, nowMs: number, zone: string): string {
  if (!left) {
    return '';
  }
  const { seenMs, from } = left;
  const when =
    seenMs === null
      ? t('left.not-there', 'not there any more')
      : t('left.seen', 'last seen {{duration}} ago', { duration: durationText(nowMs - seenMs) });
  if (from === 'acceptance') {
    const expected = t('left.expected', 'expected since {{when}}', { when: sinceWhen(seenMs ?? nowMs, nowMs, zone) });
    return `${t('left.not-seen', 'not seen within 30 days')}, ${expected}`;
  }
  const whence =
    from === 'source'
      ? t('left.from-source', 'from the source')
      : seenMs === null
        ? t('left.from-signed', 'from a signature')
        : t('left.from-signature', 'from the signature of {{when}}', { when: sinceWhen(seenMs, nowMs, zone) });
  return `${when}, ${whence}`;
}
