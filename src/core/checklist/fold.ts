import type { RejectedRow } from '../journal/event';
import { inOrder } from '../journal/order';
import { readItemDetails, signedDetails, type ItemDetails } from './details';
import type { RunEvent } from './event';
import type { Decision, DecisionKind, RefusedEvent, RunState, Signature } from './state';

/**
 * What a run's events amount to. Commutative and idempotent: the order in which events arrive and how often does not
 * matter, so that any number of readers who saw the same rows see the same round.
 */
export function foldRun(events: readonly RunEvent[], rejected: readonly RejectedRow[], runKey: string): RunState {
  const ordered = inOrder(events.filter((event) => event.subject === runKey));
  const fold = new Fold();
  for (const event of ordered.events) {
    fold.take(event);
  }
  const repeats = ordered.repeats.map(({ id, author, createdMs, subject }): RejectedRow => {
    return { id, why: 'duplicate-key', author, createdMs, subject };
  });
  const cut = isCut(ordered.events);
  return {
    decisions: fold.decisions,
    heads: fold.heads,
    template: fold.template,
    signature: fold.signature && { ...fold.signature, cut },
    events: ordered.events.length,
    cut,
    refused: fold.refused,
    rejected: distinct([...rejected.filter((row) => row.subject === undefined || row.subject === runKey), ...repeats]),
  };
}

/** Every round begins with `run.started`, and a signature says how many events stood before it. */
function isCut(events: readonly RunEvent[]): boolean {
  return (
    (events.length > 0 && events.every(({ type }) => type !== 'run.started')) ||
    events.some(
      ({ type, payload }, at) => type === 'run.signed' && signedDetails.parse(payload.details ?? {}).events > at
    )
  );
}

class Fold {
  readonly decisions = new Map<string, Decision>();
  readonly heads = new Map<string, string>();
  readonly refused: RefusedEvent[] = [];
  template: string | null = null;
  signature: Signature | null = null;

  take(event: RunEvent): void {
    if (event.type === 'run.started') {
      this.template ??= event.payload.template;
    } else if (event.type === 'run.signed') {
      this.signature = signatureOf(event);
    } else if (event.payload.item !== undefined) {
      this.takeItemEvent(event, event.payload.item);
    }
  }

  private takeItemEvent(event: RunEvent, itemId: string): void {
    const details = readItemDetails(event.payload.details ?? {});
    const kind = decisionKindOf(event);
    if (kind === 'done' && details.verdict !== null && details.verdict !== 'pass' && details.verdict !== 'na') {
      this.refused.push({ itemId, eventKey: event.key, author: event.author, atMs: event.createdMs });
      return;
    }
    if (kind !== null) {
      this.decide(event, itemId, kind, details);
    }
    if (this.signature) {
      this.signature = { ...this.signature, changedSince: true };
    }
  }

  private decide(event: RunEvent, itemId: string, kind: DecisionKind | 'open', details: ItemDetails): void {
    const current = this.decisions.get(itemId);
    // Whoever wrote this had not seen the last word on the item.
    const stale = event.base !== this.heads.get(itemId);
    this.heads.set(itemId, event.key);
    if (kind === 'open') {
      this.decisions.delete(itemId);
      return;
    }
    const same = current?.kind === kind;
    this.decisions.set(itemId, {
      kind,
      note: details.note,
      to: details.to,
      author: event.author,
      atMs: event.createdMs,
      verdict: details.verdict,
      ...(details.checks && { checks: details.checks }),
      alsoBy: same ? [...new Set([...current.alsoBy, current.author])].filter((who) => who !== event.author) : [],
      eventKey: event.key,
      conflict: current !== undefined && stale && (!same || current.conflict),
    });
  }
}

function decisionKindOf(event: RunEvent): DecisionKind | 'open' | null {
  switch (event.type) {
    case 'item.acknowledged':
      return 'acknowledged';
    case 'item.deferred':
      return 'deferred';
    case 'item.set':
      return event.payload.state ?? null;
    default:
      return null;
  }
}

function signatureOf(event: RunEvent): Signature {
  const { claims, verdicts, remark, incomplete, valuesMs, oldestSampleAgeMs } = signedDetails.parse(
    event.payload.details ?? {}
  );
  return {
    author: event.author,
    atMs: event.createdMs,
    remark,
    incomplete,
    claims,
    verdicts,
    valuesMs,
    oldestSampleAgeMs,
    changedSince: false,
    cut: false,
  };
}

/** Each row once, in the order of their ids. */
function distinct(rows: readonly RejectedRow[]): readonly RejectedRow[] {
  return [...new Map(rows.map((row) => [`${row.id} ${row.why}`, row])).values()].sort((a, b) => a.id - b.id);
}
