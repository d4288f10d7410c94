import { isNothingOpen, type Handover, type HandoverLine } from '../../core/checklist/handover';
import { plural, t } from '../t';
import { clockTime } from '../when';

/** "2 problems are open. 3 things could not be checked." What is unknown is always counted; "all clear" does not exist here. */
export function handoverHeadline(said: Handover): string {
  if (isNothingOpen(said)) {
    return t('handover.nothing', 'Nothing is open.');
  }
  const { problems, unknown, byHand, silent, checkedMs } = said;
  const parts = [
    problems.length > 0 &&
      plural('handover.problems', problems.length, {
        one: '{{count}} problem is open.',
        other: '{{count}} problems are open.',
      }),
    unknown.length > 0 &&
      plural('handover.unknown', unknown.length, {
        one: '{{count}} thing could not be checked.',
        other: '{{count}} things could not be checked.',
      }),
    byHand.length > 0 &&
      plural('handover.by-hand', byHand.length, {
        one: '{{count}} item is left to a person.',
        other: '{{count}} items are left to a person.',
      }),
  ].filter((part) => part !== false);
  if (parts.length > 0) {
    return parts.join(' ');
  }
  if (checkedMs === null) {
    return t('handover.not-looked', 'Nothing was looked at yet.');
  }
  return silent.length === 0
    ? notWhole(silent)
    : plural('handover.silent', silent.length, {
        one: '{{count}} source did not answer.',
        other: '{{count}} sources did not answer.',
      });
}

/** "22 of 27 items pass, values of 17:52." and who was silent. */
export function handoverCover({ pass, machine, checkedMs, silent, isWhole }: Handover, zone: string): string {
  const values =
    checkedMs === null
      ? t('handover.no-values', 'No source has answered yet.')
      : t('handover.pass', '{{pass}} of {{machine}} items that a machine decides pass, values of {{time}}.', {
          pass,
          machine,
          time: clockTime(checkedMs, zone),
        });
  return isWhole ? values : `${values} ${notWhole(silent)}`;
}

function notWhole(silent: readonly string[]): string {
  return silent.length === 0
    ? t('handover.still', 'Not everything could be read.')
    : t('handover.silent-are', 'No answer from {{names}}.', { names: silent.join(', ') });
}

/** "3 days", "new" */
export function handoverAge({ days }: HandoverLine): string {
  return days === 0
    ? t('handover.new', 'new')
    : plural('handover.days', days, { one: '{{count}} day', other: '{{count}} days' });
}
