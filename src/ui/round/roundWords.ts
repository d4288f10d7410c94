import type { HistoryDay, HistoryRound, RoundDoubt } from '../../core/checklist/history';
import { t } from '../t';
import type { MarkState } from '../verdictLook';

type DayState = HistoryDay['state'];

/** What became of a round, in a word. */
export function roundWord(state: DayState, isOnTime: HistoryRound['isOnTime'] = null): string {
  switch (state) {
    case 'on-time':
      return t('round-state.on-time', 'On time');
    case 'late':
      return t('round-state.late', 'Late');
    case 'incomplete':
      return isOnTime === false
        ? t('round-state.incomplete-late', 'Signed incomplete, late')
        : t('round-state.incomplete', 'Signed incomplete');
    case 'missed':
      return t('round-state.missed', 'Missed');
    case 'skipped':
      return t('round-state.skipped', 'Skipped');
    case 'due':
      return isOnTime === false ? t('round-state.overdue', 'Overdue') : t('round-state.due', 'Due now');
    case 'upcoming':
      return t('round-state.upcoming', 'Upcoming');
    case 'unknown':
      return t('round-state.unknown', 'Unknown');
    case 'none':
      return t('round-state.none', 'No round');
  }
}

/** Its glyph and colour. */
export function roundMark(state: DayState, isOnTime: HistoryRound['isOnTime'] = null): MarkState {
  switch (state) {
    case 'on-time':
      return 'pass';
    case 'late':
    case 'incomplete':
      return 'warn';
    case 'missed':
      return 'fail';
    case 'due':
      return isOnTime === false ? 'warn' : 'pending';
    case 'unknown':
      return 'unknown';
    case 'upcoming':
      return 'pending';
    case 'skipped':
    case 'none':
      return 'na';
  }
}

/** Why nobody can tell what became of a round. */
export function doubtWords(doubt: RoundDoubt): string {
  switch (doubt) {
    case 'unread':
      return t('doubt.unread', 'The journal could not be read.');
    case 'before-journal':
      return t('doubt.before', 'The journal holds nothing so old: not written yet, or cleaned up since.');
    case 'edited':
      return t('doubt.edited', 'Its entry was edited in Grafana, so it does not count.');
    case 'unreadable':
      return t('doubt.unreadable', 'An entry of that time cannot be read.');
    case 'newer-version':
      return t('doubt.newer', 'Its entry was written by a newer version of the app.');
  }
}
