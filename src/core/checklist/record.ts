import type { Verdict } from '../check/verdict';
import type { RejectedRow } from '../journal/event';
import { carriedOver, lastBefore, type CarriedItem } from './carry';
import { readChecksDetails, readItemDetails, type CheckSnapshot } from './details';
import { signedBefore, type Difference, type SignedBefore } from './difference';
import type { RunEvent } from './event';
import { foldRun } from './fold';
import type { HistoryRound } from './history';
import type { Run } from './run';
import { sealOf } from './seal';
import type { Decision, ItemNote, Owner, RunState, Signature } from './state';
import type { OpenItem, RunSummary } from './summary';
import type { ChecklistTemplate } from './template';
import { templateId } from './templateId';

/** A round that is over, as its events tell it: what was seen and said then, and never what is seen now. */

type Word = Difference['was'];

const WORDS: readonly Word[] = ['pass', 'warn', 'fail', 'unknown', 'na', 'hand'];

export interface RecordedItem {
  id: string;
  /** The template's; the id of one that the list does not have any more. */
  title: string;
  /** As signed; null where nobody signed it. */
  verdict: Word | null;
  /** What was wrong, in the words of then; empty where no event tells. */
  finding: string;
  /** Its checks that did not pass, as the snapshot names them. */
  checks: readonly CheckSnapshot[];
  decision: Decision | null;
  /** Why the risk was accepted thing by thing, where that and no decision answered it; null otherwise. */
  riskWhy: string | null;
  notes: readonly ItemNote[];
  owner: Owner | null;
  /** As what the round before was signed, where that was something else; null as well without such a round. */
  was: Word | null;
  /** Neither passed, nor done, nor does it not apply. */
  isException: boolean;
}

/** What became of a round, the way History tells it. */
export type Outcome = Pick<HistoryRound, 'state' | 'isOnTime' | 'doubt'>;

export interface RoundRecord {
  run: Run;
  outcome: Outcome;
  state: RunState;
  /** In the order of the template, then those that it does not have any more. */
  items: readonly RecordedItem[];
  /** The signature before it. */
  before: SignedBefore | null;
  /** Whether the list is still what was signed; null where no event tells. */
  isSameTemplate: boolean | null;
  integrity: Integrity;
}

export interface Integrity {
  /** Entries about the round that count. */
  events: number;
  /** Entries about the round that do not. */
  rejected: readonly RejectedRow[];
  /** Whether the entries are those that were signed; null without a signature. */
  isUntouched: boolean | null;
}

interface Asked {
  run: Run;
  template: ChecklistTemplate;
  /** Of the list: those of the round, and the earlier ones as far back as they are told. */
  events: readonly RunEvent[];
  rejected: readonly RejectedRow[];
  /** The same round by its summary; null where no summary reaches back to it. */
  round: HistoryRound | null;
}

export function roundRecord({ run, template, events, rejected, round }: Asked): RoundRecord {
  const own = events.filter(({ subject }) => subject === run.key);
  const about = rejected.filter(({ subject, why }) => subject === run.key && why !== 'duplicate-key');
  const state = foldRun(events, rejected, run.key);
  const { signature } = state;
  const before = signedBefore(events, run);
  return {
    run,
    outcome: outcomeOf(run, state, round),
    state,
    items: itemsOf({ run, template, events: own, state, before, summary: round?.summary ?? null }),
    before,
    isSameTemplate: state.template === null ? null : state.template === templateId(template),
    integrity: {
      events: state.events,
      rejected: about,
      isUntouched:
        signature && about.length === 0 && !signature.cut && sealOf(own, rejected, run.key)?.state === 'intact',
    },
  };
}

/** The events of the round have the say; without a word of theirs the summary, and without one nobody knows. */
function outcomeOf({ dueMs }: Run, { signature, skipped }: RunState, round: HistoryRound | null): Outcome {
  if (signature) {
    const isOnTime = signature.atMs <= (round?.summary?.dueMs ?? dueMs);
    const state = signature.incomplete !== null ? 'incomplete' : isOnTime ? 'on-time' : 'late';
    return { state, isOnTime, doubt: null };
  }
  if (skipped) {
    return { state: 'skipped', isOnTime: null, doubt: null };
  }
  return round ?? { state: 'unknown', isOnTime: null, doubt: 'before-journal' };
}

interface Told {
  run: Run;
  template: ChecklistTemplate;
  /** Of the round. */
  events: readonly RunEvent[];
  state: RunState;
  before: SignedBefore | null;
  summary: RunSummary | null;
}

function itemsOf(told: Told): readonly RecordedItem[] {
  const { template, events, state, before, summary } = told;
  const { signature, decisions, notes, owners } = state;
  const snapshot = snapshotOf(events);
  const findings = new Map(summary?.open.map(({ item, finding }) => [item, finding]));
  for (const { payload } of events) {
    const { finding } = readItemDetails(payload.details ?? {});
    if (payload.item !== undefined && finding !== null) {
      findings.set(payload.item, finding);
    }
  }
  return idsOf(template, signature, [...decisions.keys(), ...notes.keys()]).map((id): RecordedItem => {
    const item = template.items.find((one) => one.id === id);
    const verdict = signature && wordOf(signature, id);
    const decision = decisions.get(id) ?? null;
    const left = summary?.open.find((one) => one.item === id);
    const was = before && wordOf(before.signature, id);
    return {
      id,
      title: item?.title ?? id,
      verdict,
      finding: findings.get(id) ?? '',
      checks: snapshot.filter((check) => item?.checks.includes(check.id)),
      decision,
      riskWhy: decision === null && left?.decision === 'risk' ? left.note : null,
      notes: notes.get(id) ?? [],
      owner: owners.get(id) ?? null,
      was: verdict !== null && was !== verdict ? was : null,
      isException: isException(verdict, decision),
    };
  });
}

/** Of a round that was signed its own items; of another one those of the list. */
function idsOf(template: ChecklistTemplate, signature: Signature | null, said: readonly string[]): readonly string[] {
  const signed = Object.keys(signature?.verdicts ?? {});
  const listed = template.items.map(({ id }) => id);
  const kept = signed.length === 0 ? listed : listed.filter((id) => signed.includes(id));
  return [...new Set([...kept, ...signed, ...said])];
}

/** What the machine saw when the round was signed last. */
function snapshotOf(events: readonly RunEvent[]): readonly CheckSnapshot[] {
  const last = events.filter(({ type }) => type === 'run.checks').at(-1);
  return (last && readChecksDetails(last.payload.details ?? {})?.checks) ?? [];
}

/** A word that this version does not know is none that is fine. */
function wordOf({ verdicts }: Signature, id: string): Word | null {
  const said = verdicts[id];
  return said === undefined ? null : (WORDS.find((word) => word === said) ?? 'unknown');
}

function isException(verdict: Word | null, decision: Decision | null): boolean {
  if (verdict === null || verdict === 'hand') {
    return decision?.kind !== 'done' && decision?.kind !== 'na';
  }
  return isBad(verdict);
}

function isBad(verdict: Verdict): boolean {
  return verdict !== 'pass' && verdict !== 'na';
}

/** What became of an item that a round left open. */
export interface Aftermath {
  left: OpenItem;
  /** `open` by the last round of the list, `closed` since, `unknown` where that round's summary had no room for all. */
  state: 'open' | 'closed' | 'unknown';
  /** As the last round left it. */
  now: CarriedItem | null;
}

/** @param today Local date. */
export function whatCameOf(round: RunSummary, summaries: readonly RunSummary[], today: string): readonly Aftermath[] {
  const last = lastBefore(summaries, { list: round.list, key: '', openMs: Number.MAX_SAFE_INTEGER });
  const open = new Map(
    carriedOver(last, today)
      .filter(({ since }) => since <= round.date)
      .map((one) => [one.item, one])
  );
  return round.open.map((left): Aftermath => {
    const now = open.get(left.item) ?? null;
    return { left, now, state: now ? 'open' : last === null || last.cut > 0 ? 'unknown' : 'closed' };
  });
}
