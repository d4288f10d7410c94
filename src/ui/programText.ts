import type { Reason, ReasonCode } from '../core/check/verdict';

/** Failures that whoever carried the question words for its own log. */
const WORDED_BY_TRANSPORT: ReadonlySet<ReasonCode> = new Set([
  'source-down',
  'timeout',
  'unauthorized',
  'query-error',
  'bad-response',
  'internal',
]);

/** An address that a sentence gives of what it names: "pve-a (https://10.0.0.1:8006)". */
const ADDRESS = /\(https?:\/\/[^)]*\)/g;

/** What only the text of a program holds: an address, a path, code, a line break, the names of protocols and of system calls. */
const OF_A_PROGRAM =
  /:\/\/|["{}<>\\\n]|(^|\s)\/\S|\b(dial|tcp|x509|tls|lookup|EOF|deadline exceeded|i\/o|no such host|E[A-Z]{4,}|parse error|HTTP \d+)\b/;

/**
 * The words of whoever was asked, where they are those of a program: evidence for whoever repairs it, and no sentence for a
 * headline, a line or a cell. Null when there are none, and when what is said is a sentence.
 */
export function programTextOf({ code, detail }: Reason): string | null {
  return detail !== undefined && WORDED_BY_TRANSPORT.has(code) && OF_A_PROGRAM.test(detail.replace(ADDRESS, ''))
    ? detail
    : null;
}
