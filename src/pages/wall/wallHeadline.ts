import { isNothingOpen, type Handover } from '../../core/checklist/handover';
import { handoverHeadline } from '../../ui/round/handoverWords';
import { plural, t } from '../../ui/t';

/** "2 problems, 3 unknown"; only where nothing is unknown "22 of 22 items pass". */
export function wallHeadline(said: Handover): string {
  const { problems, unknown, pass, machine } = said;
  if (isNothingOpen(said)) {
    return t('wall.all-pass', '{{pass}} of {{machine}} items pass', { pass, machine });
  }
  if (problems.length + unknown.length === 0) {
    return handoverHeadline(said);
  }
  const unknowns = unknown.length > 0 && t('wall.unknown', '{{n}} unknown', { n: unknown.length });
  const bad =
    problems.length > 0
      ? plural('wall.problems', problems.length, { one: '{{count}} problem', other: '{{count}} problems' })
      : t('wall.no-problem', 'Nothing fails');
  return [bad, unknowns].filter(Boolean).join(', ');
}
