import { bytesText, percentText } from '../../../ui/amounts';
import { t } from '../../../ui/t';

/** `60 % of 14 TiB` */
export function quotaText({ bytes, usedRatio }: { bytes: number | null; usedRatio: number | null }): string {
  return t('ceph.quota', '{{share}} of {{size}}', { share: percentText(usedRatio), size: bytesText(bytes) });
}
