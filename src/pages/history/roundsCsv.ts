import type { History } from '../../core/checklist/history';
import { csvText } from '../../core/csv';

const HEAD = [
  'list',
  'title',
  'date',
  'opens',
  'due',
  'state',
  'on_time',
  'recorded',
  'person',
  'items',
  'answered',
  'by_machine',
  'fail',
  'unknown',
  'warn',
  'left_open',
  'reason',
];

/** Every round that has opened, a line each. What is not known is empty. */
export function roundsCsv({ lists }: History): string {
  return csvText([
    HEAD,
    ...lists.flatMap(({ template, rounds }) =>
      rounds
        .filter(({ state }) => state !== 'upcoming')
        .map(({ list, date, openMs, dueMs, state, isOnTime, doubt, summary }) => {
          const signed = summary?.outcome === 'signed' ? summary : null;
          return [
            list,
            template.title,
            date,
            new Date(openMs).toISOString(),
            new Date(dueMs).toISOString(),
            state,
            isOnTime === null ? '' : isOnTime ? 'yes' : 'no',
            summary ? new Date(summary.atMs).toISOString() : '',
            summary?.author ?? '',
            ...[signed?.items, signed?.answered, signed?.machine].map(number),
            ...[signed?.found.fail, signed?.found.unknown, signed?.found.warn].map(number),
            number(signed ? signed.open.length + signed.cut : undefined),
            doubt ?? summary?.reason ?? '',
          ];
        })
    ),
  ]);
}

function number(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
