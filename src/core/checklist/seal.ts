import type { RejectedRow } from '../journal/event';
import { inOrder } from '../journal/order';
import { signedDetails } from './details';
import { runDigest, type RunEvent } from './event';

/** A signature held against what lies before it in the journal now. */
export interface Seal {
  /** The digest's first eight digits, `8c1f 02ab`; empty when the signature carries none. */
  mark: string;
  author: string;
  atMs: number;
  /** Events that the signer had before the eyes. */
  events: number;
  /** Rows of the run that were edited, whenever. */
  edited: number;
  /** Events that lie before it and were not in yet when it was made: they are no part of it. */
  unseen: number;
  /**
   * `intact`: they are what was signed. `altered`: as many, and not the same. `gone`: some are not there any more. `unclear`:
   * there are more now, and which of them were signed cannot be told; or a user was deleted whose they were.
   */
  state: 'intact' | 'altered' | 'gone' | 'unclear';
}

const DIGEST = /^[0-9a-f]{64}$/;

/** The run's last signature; null when nobody signed. Hashes the run's events: for a person who asks, not for a poll. */
export function sealOf(events: readonly RunEvent[], rejected: readonly RejectedRow[], runKey: string): Seal | null {
  const run = inOrder(events.filter(({ subject }) => subject === runKey)).events;
  const at = run.map(({ type }) => type).lastIndexOf('run.signed');
  const signature = run[at];
  if (!signature) {
    return null;
  }
  const { digest, events: signed } = signedDetails.parse(signature.payload.details ?? {});
  const before = run.slice(0, at);
  return {
    mark: DIGEST.test(digest) ? `${digest.slice(0, 4)} ${digest.slice(4, 8)}` : '',
    author: signature.author,
    atMs: signature.createdMs,
    events: signed,
    edited: rejected.filter(({ why, subject }) => why === 'edited' && subject === runKey).length,
    unseen: Math.max(0, before.length - signed),
    state: stateOf(before, signed, digest),
  };
}

function stateOf(before: readonly RunEvent[], signed: number, digest: string): Seal['state'] {
  if (before.length < signed) {
    return 'gone';
  }
  // What the signer had not seen came in last, if it is not on the way in a second database.
  const first = before.slice(0, signed);
  if (isOf(digest, first)) {
    return 'intact';
  }
  const isNobodys = first.some(({ author, by }) => author === '' && by === undefined);
  return before.length === signed && !isNobodys ? 'altered' : 'unclear';
}

/** Under the logins that the server tells, or those that they were sent under: users are renamed and deleted. */
function isOf(digest: string, events: readonly RunEvent[]): boolean {
  const asSent = events.map((event) => (event.by === undefined ? event : { ...event, author: event.by }));
  return DIGEST.test(digest) && (runDigest(events) === digest || runDigest(asSent) === digest);
}
