import { csvText } from '../../../core/csv';
import { listOf, type AuditRow } from './auditRows';

const HEAD = ['id', 'time', 'person', 'class', 'list', 'event', 'subject', 'value', 'counts', 'integrity', 'key'];

/** The rows as they are listed, a line each. What a row says that does not count is left out. */
export function auditCsv(rows: readonly AuditRow[]): string {
  return csvText([
    HEAD,
    ...rows.map((row) => {
      const { id, createdMs, author, event, subject, integrity } = row;
      return [
        String(id),
        new Date(createdMs).toISOString(),
        author,
        event?.class ?? '',
        listOf(row),
        event?.type ?? '',
        subject,
        event?.sentence ?? '',
        event ? 'yes' : 'no',
        integrity,
        event?.key ?? '',
      ];
    }),
  ]);
}

/** One JSON object a line: the whole event as it was read, or of a row that does not count what is known of it. */
export function auditNdjson(rows: readonly AuditRow[]): string {
  return rows
    .map(({ event, id, createdMs, author, subject, integrity }) =>
      JSON.stringify(event ? { ...event, integrity } : { id, createdMs, author, subject, integrity })
    )
    .map((line) => `${line}\n`)
    .join('');
}
