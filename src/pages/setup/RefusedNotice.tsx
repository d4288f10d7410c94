import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { t } from '../../ui/t';
import type { Refused } from './useChange';

/** Why a change of the settings was not saved. */
export function RefusedNotice({ refused }: { refused: Refused }) {
  return (
    <div role="alert">
      <Mark state="unknown" glyphOnly size="sm" /> {refusedWords(refused)}
    </div>
  );
}

function refusedWords(refused: Refused): string {
  switch (refused.code) {
    case 'conflict':
      return t(
        'setup.conflict',
        'Not saved: somebody else changed the same settings meanwhile. Load the page again to see them.'
      );
    case 'unreadable-settings':
      return t(
        'setup.unreadable',
        'Not saved: the setting {{field}} cannot be read and would be lost. Mend it first.',
        {
          field: refused.problems.map(({ field }) => field).join(', '),
        }
      );
    case 'failed':
      return t('save.failed', 'Not saved. {{why}} {{advice}}', {
        why: reasonWords(refused.reason),
        advice: reasonAdvice(refused.reason),
      });
  }
}
