import type { RejectedRow } from '../journal/event';
import { inOrder } from '../journal/order';
import { readItemDetails, signedDetails, type ItemDetails } from './details';
import type { RunEvent } from './event';
import type { Decision, DecisionKind, ItemNote, Owner, RefusedEvent, RunState, RunWord, Signature } from './state';

/**
 * What a run's events amount to. Commutative and idempotent: the order in which events arrive and how often does not
 * matter, so that any number of readers who saw the same rows see the same round.
 * @param events Of this run, and of the list's earlier ones as far back as an accepted risk may reach.
 */
export function foldRun(events: readonly RunEvent[], rejected: readonly RejectedRow[], runKey: string): RunState {
  const ordered = inOrder(events.filter((event) => event.subject === runKey));
  const fold = new Fold(standingRisks(events, runKey));
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
    notes: fold.notes,
    owners: fold.owners,
    reopened: fold.reopened,
    skipped: fold.skipped,
    startedMs: ordered.events[0]?.createdMs ?? null,
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

/** The risks that earlier rounds of the list accepted and that hold on the day of this one, by item. */
function standingRisks(events: readonly RunEvent[], runKey: string): ReadonlyMap<string, Decision> {
  const [list = '', date = ''] = runKey.split('/');
  const dateOf = ({ subject }: RunEvent) => subject.split('/')[1] ?? '';
  const earlier = events.filter((event) => event.list === list && event.subject !== runKey && dateOf(event) <= date);
  const fold = new Fold(new Map());
  for (const event of inOrder(earlier).events) {
    const takesBack = event.type === 'item.set' && event.payload.state === 'open';
    if (event.type === 'item.riskaccepted' || takesBack) {
      fold.take(event);
    }
  }
  return new Map([...fold.decisions].filter(([, { until = '' }]) => until >= date));
}

class Fold {
  readonly decisions: Map<string, Decision>;
  readonly heads: Map<string, string>;
  readonly refused: RefusedEvent[] = [];
  readonly notes = new Map<string, readonly ItemNote[]>();
  readonly owners = new Map<string, Owner>();
  template: string | null = null;
  signature: Signature | null = null;
  reopened: RunWord | null = null;
  skipped: RunWord | null = null;
  private taken = 0;
  /** How many events there were with the last one that changed an item. */
  private changedAt = 0;

  constructor(risks: ReadonlyMap<string, Decision>) {
    this.decisions = new Map(risks);
    this.heads = new Map([...risks].map(([itemId, { eventKey }]) => [itemId, eventKey]));
  }

  take(event: RunEvent): void {
    this.taken += 1;
    switch (event.type) {
      case 'run.started':
        this.template ??= event.payload.template;
        break;
      case 'run.signed':
        this.signature = signatureOf(event, this.changedAt);
        this.skipped = null;
        break;
      case 'run.countersigned':
        this.countersign(event);
        break;
      case 'run.reopened':
        this.reopened = wordOf(event);
        this.signature = null;
        this.skipped = null;
        break;
      case 'run.skipped':
        this.skipped = wordOf(event);
        break;
      default:
        if (event.payload.item !== undefined) {
          this.takeItemEvent(event, event.payload.item);
        }
    }
  }

  /** A second signature is another person's, and about the signature that stands. */
  private countersign({ author, createdMs, base }: RunEvent): void {
    const { signature } = this;
    if (signature && base === signature.eventKey && author !== signature.author && !signature.changedSince) {
      this.signature = { ...signature, second: signature.second ?? { author, atMs: createdMs } };
    }
  }

  private takeItemEvent(event: RunEvent, itemId: string): void {
    const details = readItemDetails(event.payload.details ?? {});
    const kind = decisionKindOf(event);
    const { author, createdMs: atMs, key: eventKey } = event;
    if (event.type === 'item.note') {
      const note: ItemNote = { text: details.note, author, atMs, eventKey };
      this.notes.set(itemId, [...(this.notes.get(itemId) ?? []), note]);
    }
    if (event.type === 'item.assigned') {
      this.assign(itemId, details.to ?? '', event);
    }
    if (kind === 'done' && details.verdict !== null && details.verdict !== 'pass' && details.verdict !== 'na') {
      this.refused.push({ itemId, eventKey, author, atMs });
      return;
    }
    if (kind !== null) {
      this.decide(event, itemId, kind, details);
    }
    this.changedAt = this.taken;
    if (this.signature) {
      this.signature = { ...this.signature, changedSince: true };
    }
  }

  private assign(itemId: string, who: string, { author: by, createdMs: atMs }: RunEvent): void {
    if (who === '') {
      this.owners.delete(itemId);
    } else {
      this.owners.set(itemId, { who, by, atMs });
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
      ...(kind === 'risk' && { until: details.until ?? '' }),
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
    case 'item.riskaccepted':
      return 'risk';
    case 'item.set':
      return event.payload.state ?? null;
    default:
      return null;
  }
}

/**
 * @param changedAt How many events stand before the signature with the last one that changed an item. When the signer had
 * seen fewer, somebody's change came in while it was signed, and is no part of it.
 */
function signatureOf(event: RunEvent, changedAt: number): Signature {
  const { claims, verdicts, remark, incomplete, valuesMs, oldestSampleAgeMs, events, digest } = signedDetails.parse(
    event.payload.details ?? {}
  );
  return {
    author: event.author,
    atMs: event.createdMs,
    eventKey: event.key,
    digest,
    events,
    second: null,
    remark,
    incomplete,
    claims,
    verdicts,
    valuesMs,
    oldestSampleAgeMs,
    changedSince: changedAt > events,
    cut: false,
  };
}

function wordOf({ author, createdMs, payload: { details = {} } }: RunEvent): RunWord {
  const { reason } = details;
  return { author, atMs: createdMs, reason: typeof reason === 'string' ? reason : '' };
}

/** Each row once, in the order of their ids. */
function distinct(rows: readonly RejectedRow[]): readonly RejectedRow[] {
  return [...new Map(rows.map((row) => [`${row.id} ${row.why}`, row])).values()].sort((a, b) => a.id - b.id);
}
