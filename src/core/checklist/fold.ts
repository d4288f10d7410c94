import type { JournalEvent, RejectedRow } from '../journal/event';
import { inOrder } from '../journal/order';
import { readItemPayload, signedPayload, type ItemPayload } from '../journal/payload';
import type { Decision, DecisionKind, RefusedEvent, RunState, Signature } from './state';

/**
 * What a run's events amount to. Commutative and idempotent: the order in which events arrive and how often does not
 * matter, so that any number of readers who saw the same rows see the same round.
 */
export function foldRun(events: readonly JournalEvent[], rejected: readonly RejectedRow[], runKey: string): RunState {
  const ordered = inOrder(events.filter((event) => event.run === runKey));
  const fold = new Fold();
  for (const event of ordered.events) {
    fold.take(event);
  }
  const repeats = ordered.repeats.map(({ id, author, createdMs, run }): RejectedRow => {
    return { id, why: 'duplicate-key', author, createdMs, run };
  });
  return {
    decisions: fold.decisions,
    heads: fold.heads,
    template: fold.template,
    signature: fold.signature,
    events: ordered.events.length,
    refused: fold.refused,
    rejected: distinct([...rejected.filter((row) => row.run === undefined || row.run === runKey), ...repeats]),
  };
}

class Fold {
  readonly decisions = new Map<string, Decision>();
  readonly heads = new Map<string, string>();
  readonly refused: RefusedEvent[] = [];
  template: string | null = null;
  signature: Signature | null = null;

  take(event: JournalEvent): void {
    if (event.type === 'run.started') {
      this.template ??= event.template;
    } else if (event.type === 'run.signed') {
      this.signature = signatureOf(event);
    } else if (event.item !== undefined) {
      this.takeItemEvent(event, event.item);
    }
  }

  private takeItemEvent(event: JournalEvent, itemId: string): void {
    const payload = readItemPayload(event.payload ?? {});
    const kind = decisionKindOf(event);
    if (kind === 'done' && payload.verdict !== null && payload.verdict !== 'pass' && payload.verdict !== 'na') {
      this.refused.push({ itemId, eventKey: event.key, author: event.author, atMs: event.createdMs });
      return;
    }
    if (kind !== null) {
      this.decide(event, itemId, kind, payload);
    }
    if (this.signature) {
      this.signature = { ...this.signature, changedSince: true };
    }
  }

  private decide(event: JournalEvent, itemId: string, kind: DecisionKind | 'open', payload: ItemPayload): void {
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
      note: payload.note,
      to: payload.to,
      author: event.author,
      atMs: event.createdMs,
      verdict: payload.verdict,
      ...(payload.checks && { checks: payload.checks }),
      alsoBy: same ? [...new Set([...current.alsoBy, current.author])].filter((who) => who !== event.author) : [],
      eventKey: event.key,
      conflict: current !== undefined && stale && (!same || current.conflict),
    });
  }
}

function decisionKindOf(event: JournalEvent): DecisionKind | 'open' | null {
  switch (event.type) {
    case 'item.acknowledged':
      return 'acknowledged';
    case 'item.deferred':
      return 'deferred';
    case 'item.set':
      return event.state ?? null;
    default:
      return null;
  }
}

function signatureOf(event: JournalEvent): Signature {
  const { claims, verdicts, remark, incomplete, valuesMs, oldestSampleAgeMs } = signedPayload.parse(
    event.payload ?? {}
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
  };
}

/** Each row once, in the order of their ids. */
function distinct(rows: readonly RejectedRow[]): readonly RejectedRow[] {
  return [...new Map(rows.map((row) => [`${row.id} ${row.why}`, row])).values()].sort((a, b) => a.id - b.id);
}
