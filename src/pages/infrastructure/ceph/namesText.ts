import { plural } from '../../../ui/t';

/** Names before the rest is only counted. */
const FEW = 8;

/** `osd.3, osd.7 and 4 more` */
export function namesText(names: readonly string[]): string {
  const shown = names.length <= FEW + 1 ? names : names.slice(0, FEW);
  const text = shown.join(', ');
  return shown.length === names.length
    ? text
    : plural(
        'ceph.names.more',
        names.length - shown.length,
        {
          one: '{{names}} and {{count}} more',
          other: '{{names}} and {{count}} more',
        },
        { names: text }
      );
}
