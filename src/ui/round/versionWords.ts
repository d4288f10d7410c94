import type { MissingVersion } from '../../core/checklist/published';
import { reasonWords } from '../reasonText';
import { t } from '../t';

/** That the activated version of a list is not at hand, why, and what stands in for it. */
export function missingVersionWords({ list, insteadOf, failed }: MissingVersion): string {
  const why = failed
    ? t('version.not-read', 'The activated version of {{list}} could not be read.', { list: insteadOf ?? list })
    : t('version.not-there', 'The activated version of {{list}} is not in the journal, or was changed there.', {
        list: insteadOf ?? list,
      });
  const instead =
    insteadOf === null
      ? t('version.no-rounds', 'It has no rounds.')
      : t('version.instead', 'The list of the library stands in for it.');
  return [why, failed && reasonWords(failed), instead].filter(Boolean).join(' ');
}
