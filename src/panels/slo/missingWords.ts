import type { Promised } from '../../core/slo/promises';
import { reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';

/** What may be missing among the objectives, a sentence each; empty when all that was promised is known. */
export function missingWords({ problems, journalFailed, unsearched }: Promised): readonly string[] {
  return [
    ...(journalFailed
      ? [t('panel.slo.journal', 'The journal could not be read: {{why}}', { why: reasonWords(journalFailed) })]
      : []),
    ...(problems.length > 0
      ? [
          plural('panel.slo.problems', problems.length, {
            one: '{{count}} definition could not be read.',
            other: '{{count}} definitions could not be read.',
          }),
        ]
      : []),
    ...unsearched.map(({ name, reason }) =>
      t('panel.slo.unsearched', 'Recorded objectives of {{name}} could not be looked for: {{why}}', {
        name,
        why: reasonWords(reason),
      })
    ),
  ];
}
