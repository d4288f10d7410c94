import type { Transport, TransportRequest } from '../../src/sources/transport/port';
import { annotationJournal } from '../../src/sources/grafana/annotations';
import { JOURNAL_DOMAINS } from '../../src/sources/journalDomains';
import type { PastAnnotations } from '../host/server';
import type { Write } from './writeMonth';

/** The journal of the embedded host, written by the plugin's own adapter as anybody and at any time. */
export function pastJournal(past: PastAnnotations): Write {
  const { signal } = new AbortController();
  let login = '';
  let atMs = 0;
  const rows = new Map<string, Record<string, unknown>>();
  const answer = ({ method, path, body }: TransportRequest): unknown => {
    if (method === 'GET') {
      return rows.get(path);
    }
    const { text, tags } = body as { text: string; tags: string[] };
    const row = past.add(login, atMs, { text, tags });
    const id = Number(row['id']);
    rows.set(`${path}/${id}`, row);
    return { id };
  };
  const transport: Transport = { send: (request) => Promise.resolve({ status: 200, body: answer(request) }) };
  const journal = annotationJournal(transport, JOURNAL_DOMAINS, undefined);
  return (draft, person, when) => {
    login = person;
    atMs = when;
    return journal.append(draft, signal);
  };
}
