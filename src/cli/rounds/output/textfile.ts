import type { RoundState } from '../../../core/checklist/history';
import { gauge } from '../../output/prometheusText';
import { isOverdue, type RoundLine, type RoundsOutcome } from '../outcome';

const STATES: readonly RoundState[] = ['on-time', 'late', 'incomplete', 'missed', 'skipped', 'due', 'unknown'];

const DAY_SECONDS = 86_400;

/** What is not known has no sample; when it was measured tells a stale file. */
export function renderTextfile({ lines, integrity, askedMs }: RoundsOutcome): string {
  const ofRounds = (sample: (round: NonNullable<RoundLine['round']>, line: RoundLine) => number | null) =>
    lines.flatMap((line) => {
      const value = line.round && sample(line.round, line);
      return value === null ? [] : [[{ list: line.list }, value] as const];
    });
  return [
    ...gauge(
      'opsrounds_run_due_timestamp_seconds',
      'When the round of now is due, seconds since the epoch.',
      ofRounds(({ dueMs }) => dueMs / 1000)
    ),
    ...gauge(
      'opsrounds_run_signed_timestamp_seconds',
      'When the round of now was signed, seconds since the epoch; none where it was not.',
      ofRounds(({ summary }) => (summary?.outcome === 'signed' ? summary.atMs / 1000 : null))
    ),
    ...gauge(
      'opsrounds_run_state',
      'State of the round of now: 1 for the one that it is in.',
      lines.flatMap(({ list, round }) =>
        round ? STATES.map((state) => [{ list, state }, Number(state === round.state)] as const) : []
      )
    ),
    ...gauge(
      'opsrounds_run_overdue',
      'Nobody has signed the round of now 15 minutes after it was due.',
      ofRounds((_, line) => Number(isOverdue(line, askedMs)))
    ),
    ...gauge(
      'opsrounds_items_open',
      'Items that the last round of the list left open; none where no round is known.',
      lines.flatMap(({ list, round, carried: { items, cut, lists } }) =>
        lists > 0 && round?.state !== 'unknown' ? [[{ list }, items.length + cut] as const] : []
      )
    ),
    ...gauge(
      'opsrounds_carryover_age_seconds',
      'Age of the oldest item that the list carries over, by whole days.',
      lines.flatMap(({ list, carried }) => {
        const [oldest] = carried.items;
        return oldest ? [[{ list }, oldest.days * DAY_SECONDS] as const] : [];
      })
    ),
    ...gauge(
      'opsrounds_journal_intact',
      'Nothing of the journal was edited, altered or removed as far as it tells; none where that is not known.',
      integrity.verdict === 'unknown' ? [] : [[{}, Number(integrity.verdict === 'intact')]]
    ),
    ...gauge('opsrounds_rounds_measured_timestamp_seconds', 'When this was measured, seconds since the epoch.', [
      [{}, askedMs / 1000],
    ]),
    '',
  ].join('\n');
}
