import type { HistoryFinding } from '../../core/checklist/historyFigures';
import { dayName } from '../../ui/recurrenceWords';
import { plural, t } from '../../ui/t';

/** What the map shows, as its heading. */
export function findingHeading(finding: HistoryFinding, titleOf: (list: string) => string): string {
  switch (finding.code) {
    case 'slips':
      return t('finding.slips', '{{list}} is the one that slips', { list: titleOf(finding.list) });
    case 'misses':
      return finding.missed === 1
        ? t('finding.one', 'One round was missed')
        : t('finding.misses', 'Several lists slip');
    case 'late':
      return t('finding.late', '{{list}} is often late', { list: titleOf(finding.list) });
    case 'unknown':
      return t('finding.unknown', 'Not all rounds are known');
    case 'few':
      return t('finding.few', 'Too few rounds to say more');
    case 'kept':
      return t('finding.kept', 'Every list is kept');
  }
}

/** The numbers behind the heading. */
export function findingNumbers(finding: HistoryFinding): string {
  const { of } = finding;
  switch (finding.code) {
    case 'slips': {
      const missed = missedWords(finding.missed, of);
      return finding.weekday === null
        ? missed
        : t('finding.weekday', '{{missed}}, {{n}} of them on a {{day}}', {
            missed,
            n: finding.onWeekday,
            day: dayName(finding.weekday),
          });
    }
    case 'misses':
      return missedWords(finding.missed, of);
    case 'late':
      return t('finding.late-numbers', '{{late}} of {{of}} rounds not in time', { late: finding.late, of });
    case 'unknown':
      return t('finding.unknown-numbers', '{{unknown}} of {{of}} rounds unknown', { unknown: finding.unknown, of });
    case 'few':
    case 'kept':
      return plural('finding.rounds', of, { one: '{{count}} round', other: '{{count}} rounds' });
  }
}

function missedWords(missed: number, of: number): string {
  return t('finding.missed', '{{missed}} of {{of}} rounds missed', { missed, of });
}
