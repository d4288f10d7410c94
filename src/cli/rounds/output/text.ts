import type { HistoryRound } from '../../../core/checklist/history';
import { Temporal } from 'temporal-polyfill';
import { isOverdue, type RoundLine, type RoundsOutcome } from '../outcome';

/** A line for each list, what it carries over, and whether the journal can be trusted. */
export function renderText({ lines, integrity, askedMs, zone }: RoundsOutcome): string {
  const width = Math.max(...lines.map(({ title }) => title.length), 0);
  return [
    ...lines.flatMap((line) => [
      `${line.title.padEnd(width)}  ${stateWords(line, askedMs, zone)}`,
      ...line.carried.items.slice(0, 5).map(({ title, days, owner }) => {
        return `${' '.repeat(width)}    carried over ${days} d, ${owner || 'no owner'}: ${title}`;
      }),
      ...(moreOf(line) > 0 ? [`${' '.repeat(width)}    +${moreOf(line)} more`] : []),
    ]),
    '',
    `Journal: ${integrityWords(integrity)}`,
    '',
  ].join('\n');
}

function moreOf({ carried: { items, cut } }: RoundLine): number {
  return Math.max(0, items.length - 5) + cut;
}

function stateWords(line: RoundLine, nowMs: number, zone: string): string {
  const { round } = line;
  if (round === null) {
    return 'no round yet';
  }
  const due = `due ${timeText(round.dueMs, zone)}`;
  return isOverdue(line, nowMs) ? `OVERDUE, ${due}` : `${WORDS[round.state](round, zone)}, ${due}`;
}

const signed = (word: string) => (round: HistoryRound, zone: string) =>
  round.summary ? `${word} by ${round.summary.author} ${timeText(round.summary.atMs, zone)}` : word;

const WORDS: Readonly<Record<HistoryRound['state'], (round: HistoryRound, zone: string) => string>> = {
  'on-time': signed('signed'),
  late: signed('signed LATE'),
  incomplete: signed('signed INCOMPLETE'),
  missed: () => 'MISSED',
  skipped: signed('skipped'),
  due: () => 'open',
  upcoming: () => 'not open yet',
  unknown: ({ doubt }) => `UNKNOWN (${doubt ?? 'unread'})`,
};

function integrityWords({ verdict, counted, findings, doubts }: RoundsOutcome['integrity']): string {
  switch (verdict) {
    case 'intact':
      return `${counted} entries, none edited or removed`;
    case 'tampered':
      return `TAMPERED WITH, ${findings.length} findings; opsrounds journal verify tells them`;
    case 'unknown':
      return `UNKNOWN (${doubts.join(', ')})`;
  }
}

function timeText(ms: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
