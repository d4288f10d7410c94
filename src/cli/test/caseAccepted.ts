import { acceptedState, baselineDrafts, baselineWithdrawn, saidBaseline } from '../../core/acceptance/baseline';
import { foldAcceptances } from '../../core/acceptance/fold';
import { identityBy } from '../../core/check/entityKey';
import type { AcceptedState } from '../../core/check/memory';
import type { EventDraft, JournalEvent } from '../../core/journal/event';
import type { AcceptedCase } from '../../library/cases/testCase';

/** What a test says was accepted of a check, on the way that an acceptance takes; null where it says nothing. */
export function caseAccepted(
  accepted: readonly AcceptedCase[],
  checkId: string,
  sourceUid: string,
  nowMs: number
): AcceptedState | null {
  const events = accepted.filter(({ check }) => check === checkId).flatMap((one) => eventsOf(one, sourceUid, nowMs));
  return acceptedState(foldAcceptances({ events, rejected: [] }, nowMs), checkId);
}

function eventsOf(one: AcceptedCase, sourceUid: string, nowMs: number): JournalEvent[] {
  const { check: checkId, things, agoSeconds, untilSeconds, by, withdrawn } = one;
  const atMs = nowMs - agoSeconds * 1000;
  const drafts = baselineDrafts({
    id: `${checkId}-${agoSeconds}`,
    checkId,
    things: things.map(({ labels, is }) => [identityBy(Object.keys(labels))(sourceUid, labels).key, is] as const),
    why: 'as it should be',
    untilMs: untilSeconds === undefined ? null : nowMs + untilSeconds * 1000,
  });
  const events = drafts.map((draft, at) => eventOf(draft, by, atMs, at + 1));
  const said = saidBaseline(foldAcceptances({ events, rejected: [] }, nowMs), checkId);
  return said && withdrawn ? [...events, eventOf(baselineWithdrawn(said, 'withdrawn'), by, atMs + 1, 1000)] : events;
}

function eventOf(draft: EventDraft, author: string, createdMs: number, id: number): JournalEvent {
  return { ...draft, id, author, createdMs, updatedMs: createdMs };
}
