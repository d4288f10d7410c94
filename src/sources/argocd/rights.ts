import type { ProxyReader, ReaderAnswer } from '../grafana/proxyReader';
import { object } from './json';

/** Rights change when somebody edits a policy. */
const KEEP_MS = 30_000;

// Argo CD holds the patterns of its policies against the text of `of`: `*/*` is matched by a policy for all applications, `*` is not.

/** Whether the token may do it, as Argo CD says itself. */
export function may(
  reader: ProxyReader,
  signal: AbortSignal,
  { resource, action, of }: { resource: string; action: string; of: string }
): Promise<ReaderAnswer<boolean>> {
  const path = of.split('/').map(encodeURIComponent).join('/');
  return reader.read(
    {
      path: `/api/v1/account/can-i/${resource}/${action}/${path}`,
      keepMs: KEEP_MS,
      parse: (body) => ({ value: object(body)['value'] === 'yes' }),
    },
    signal
  );
}
