import type { GuestRow } from '../../../core/products/proxmox-ve/view';
import { t } from '../../../ui/t';

/** Beside a guest's name, where a whole finding has no room: the short words of the check's pack. */
export function hintText({ short, verdict, finding }: GuestRow['hints'][number]): string {
  return short ?? (verdict === 'unknown' ? t('hint.unknown', 'not known') : finding);
}
