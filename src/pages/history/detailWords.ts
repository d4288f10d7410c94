import type { HistoryRound } from '../../core/checklist/history';
import type { RunSummary } from '../../core/checklist/summary';
import { doubtWords } from '../../ui/round/roundWords';
import { plural, t } from '../../ui/t';
import { clockTime, shortDay, weekdayTime } from '../../ui/when';

/** What became of a round, in a sentence for the line below the map. */
export function detailWords(round: HistoryRound, zone: string): string {
  const { state, summary, dueMs, openMs, doubt } = round;
  if (summary?.outcome === 'signed') {
    return signedWords(summary, zone);
  }
  if (doubt !== null) {
    return doubtWords(doubt);
  }
  switch (state) {
    case 'skipped':
      return t('detail.skipped', 'Skipped by {{person}}: {{reason}}', {
        person: personOf(summary),
        reason: summary?.reason ?? '',
      });
    case 'upcoming':
      return t('detail.upcoming', 'Opens {{time}}.', { time: weekdayTime(openMs, zone) });
    default:
      return [summary ? unsignedWords(summary, zone) : '', openWords(round, whenWords(dueMs, round, zone))]
        .filter(Boolean)
        .join(' ');
  }
}

function openWords({ state, isOnTime }: HistoryRound, time: string): string {
  if (state === 'missed') {
    return t('detail.missed', 'Nobody signed it; it was due {{time}}.', { time });
  }
  return isOnTime === false
    ? t('detail.overdue', 'Nobody has signed it yet; it was due {{time}}.', { time })
    : t('detail.due', 'Open, due {{time}}.', { time });
}

/** A time of the round's own day without its date. */
function whenWords(ms: number, { openMs }: Pick<HistoryRound, 'openMs'>, zone: string): string {
  const day = shortDay(ms, zone);
  return day === shortDay(openMs, zone) ? clockTime(ms, zone) : `${day} ${clockTime(ms, zone)}`;
}

function signedWords(summary: RunSummary, zone: string): string {
  const { atMs, dueMs, items, answered, found, open, cut, reason } = summary;
  const problems = found.fail + found.unknown + found.warn;
  const words = [
    t('detail.signed', 'Signed {{time}} by {{person}}, due {{due}}.', {
      time: whenWords(atMs, summary, zone),
      person: personOf(summary),
      due: whenWords(dueMs, summary, zone),
    }),
    t('detail.answered', '{{answered}} of {{items}} items answered,', { answered, items }),
    plural('detail.found', problems, { one: '{{count}} problem found,', other: '{{count}} problems found,' }),
    t('detail.left', '{{n}} left open.', { n: open.length + cut }),
    reason ? `“${reason}”` : '',
  ];
  return words.filter(Boolean).join(' ');
}

/** Of a round that is not over: how it was begun, or who took its signature back. */
function unsignedWords(summary: RunSummary, zone: string): string {
  if (summary.outcome === 'begun') {
    return t('detail.begun', 'Begun {{time}} by {{person}}.', {
      time: clockTime(summary.openMs, zone),
      person: personOf(summary),
    });
  }
  return t('detail.reopened', 'Reopened by {{person}}: {{reason}}.', {
    person: personOf(summary),
    reason: summary.reason ?? '',
  });
}

function personOf(summary: RunSummary | null): string {
  return summary?.author || t('detail.nobody', 'a user who was deleted');
}
