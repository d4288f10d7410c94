import type { RunResult } from '../check/result';
import { EVENT_MAX_BYTES, eventBytes } from '../journal/codec';
import { NOTE_MAX } from '../journal/event';
import { addDays } from '../time/zone';
import type { Board, BoardItem } from './board';
import { countsOf } from './buildBoard';
import { QUOTE_MAX, type ItemDetails, type SignedDetails } from './details';
import { RUN_EVENTS, runDigest, type ItemState, type RunDraft, type RunEvent, type RunPayload } from './event';
import type { Run } from './run';
import { isStanding } from './signed';
import type { Claim, RunState } from './state';
import type { ChecklistTemplate } from './template';
import { templateId } from './templateId';

/**
 * One function per act of a person; each gives the event to append. The rules of who may decide what are here, and a
 * call that breaks one throws RangeError: screens never offer it.
 */
export interface Act {
  run: Run;
  template: ChecklistTemplate;
  state: RunState;
  /** New and unique for each event; a retry uses the same one again. */
  key: string;
}

/** `run.started`, to be appended before a run's first human act; null when one stands. It pins the template. */
export function startRun(act: Act): RunDraft | null {
  return act.state.template === null ? runEvent(act, 'run.started', 'started', {}) : null;
}

/** Acknowledge a failure, a warning or an unknown. Needs a note. */
export function acknowledge(act: Act, entry: BoardItem, note: string): RunDraft {
  const details = itemDetails(entry, required(note, 'acknowledging'));
  return itemEvent(act, entry, { type: 'item.acknowledged', details }, 'acknowledged');
}

/** Put an item off: to somebody or to a round, both in their own words. */
export function defer(act: Act, entry: BoardItem, to: string | null, note: string): RunDraft {
  const details = { ...itemDetails(entry, note), ...(to ? { to: to.slice(0, QUOTE_MAX) } : {}) };
  return itemEvent(act, entry, { type: 'item.deferred', details }, to ? `deferred to ${to}` : 'deferred');
}

/** A person looked at what the machine could not see. Needs a note, and is refused where the machine sees a failure. */
export function checkedByHand(act: Act, entry: BoardItem, note: string): RunDraft {
  if (entry.verdict === 'fail' || entry.verdict === 'warn') {
    throw new RangeError('an item that the machine sees fail cannot be checked by hand');
  }
  return setItem(act, entry, 'checked', required(note, 'checking by hand'), 'checked by hand');
}

/** Done, for items by hand only. */
export function done(act: Act, entry: BoardItem, note: string): RunDraft {
  if (entry.mode === 'machine') {
    throw new RangeError('an item that a machine decides cannot be set to done');
  }
  return setItem(act, entry, 'done', note, 'done');
}

/** Not applicable today. Needs a reason. */
export function notApplicable(act: Act, entry: BoardItem, reason: string): RunDraft {
  return setItem(act, entry, 'na', required(reason, 'not applicable'), 'not applicable');
}

/** The longest that a risk may be accepted for, in days: so far back a round reads. */
export const RISK_MAX_DAYS = 30;

/** Accept what a machine sees fail or warn until a local date, that day included. Needs a reason. */
export function acceptRisk(act: Act, entry: BoardItem, until: string, reason: string): RunDraft {
  if (entry.verdict !== 'fail' && entry.verdict !== 'warn') {
    throw new RangeError('only what a machine sees fail or warn is a risk that can be accepted');
  }
  if (until < act.run.date || until > addDays(act.run.date, RISK_MAX_DAYS)) {
    throw new RangeError(`a risk is accepted for at most ${RISK_MAX_DAYS} days from the day of the round`);
  }
  const details = { ...itemDetails(entry, required(reason, 'accepting a risk')), until };
  return itemEvent(act, entry, { type: 'item.riskaccepted', details }, `risk accepted until ${until}`);
}

/** A note beside an item that decides nothing. */
export function addNote(act: Act, entry: BoardItem, note: string): RunDraft {
  return itemEvent(act, entry, { type: 'item.note', details: itemDetails(entry, required(note, 'a note')) }, 'note');
}

/** Whose the item is from now on: a login, one's own to claim it, or empty to let it go. */
export function assign(act: Act, entry: BoardItem, who: string): RunDraft {
  const words = who === '' ? 'let go' : `given to ${who}`;
  return itemEvent(act, entry, { type: 'item.assigned', details: { to: who.slice(0, QUOTE_MAX) } }, words);
}

/** Takes the decision back; the record keeps both. */
export function undo(act: Act, entry: BoardItem): RunDraft {
  return setItem(act, entry, 'open', '', 'decision taken back');
}

export interface SignOff {
  board: Board;
  result: RunResult | null;
  /** The run's events as the signer has them. */
  events: readonly RunEvent[];
  remark: string;
  /** Reason to sign although items are left; null for a complete round. */
  incomplete: string | null;
}

/** Signs the round. With items left or pending it needs a reason, and without any it takes none. */
export function signOff(act: Act, { board, result, events, remark, incomplete }: SignOff): RunDraft {
  const complete = board.counts?.left === 0;
  if (complete !== (incomplete === null)) {
    throw new RangeError(
      complete ? 'nothing is left: sign off without a reason' : 'items are left: a reason is needed'
    );
  }
  const { claims: said } = countsOf(board.items);
  const before = events.filter((event) => event.subject === act.run.key);
  const details = (claims: readonly Claim[]): SignedDetails => ({
    claims: [...claims].map((claim) => ({ ...claim, notes: [...claim.notes] })),
    verdicts: Object.fromEntries(board.items.map((entry) => [entry.item.id, verdictWord(entry)])),
    remark: remark.slice(0, NOTE_MAX),
    incomplete: incomplete === null ? null : required(incomplete, 'signing incomplete'),
    valuesMs: result?.askedMs ?? 0,
    oldestSampleAgeMs: oldestSampleAge(result),
    events: before.length,
    digest: runDigest(before),
  });
  const words = incomplete === null ? 'signed' : 'signed incomplete';
  const notesOf = [NOTE_MAX, 200, 80, 0];
  return firstThatFits(
    notesOf.map((length) => () => runEvent(act, 'run.signed', words, details(shortenNotes(said, length))))
  );
}

/** A second person's signature below the one that stands. */
export function countersign(act: Act, login: string): RunDraft {
  const { signature } = act.state;
  if (!isStanding(signature) || signature.author === login) {
    throw new RangeError('a second signature needs a first one that stands, of somebody else');
  }
  return { ...runEvent(act, 'run.countersigned', 'signed by a second person', {}), base: signature.eventKey };
}

/** Takes the signature back, or that the round is skipped. Needs a reason. */
export function reopen(act: Act, reason: string): RunDraft {
  if (act.state.signature === null && act.state.skipped === null) {
    throw new RangeError('only a round that was signed or skipped is reopened');
  }
  return runEvent(act, 'run.reopened', 'reopened', { reason: required(reason, 'reopening') });
}

/** Nobody does this round. Needs a reason. */
export function skip(act: Act, reason: string): RunDraft {
  if (act.state.signature !== null) {
    throw new RangeError('a round that was signed is not skipped');
  }
  return runEvent(act, 'run.skipped', 'skipped', { reason: required(reason, 'skipping') });
}

/** The first of the drafts that may be stored; the last one when none may. */
function firstThatFits(drafts: ReadonlyArray<() => RunDraft>): RunDraft {
  const fitting = drafts.map((make) => make).find((make) => eventBytes(make(), RUN_EVENTS) <= EVENT_MAX_BYTES);
  const last = fitting ?? drafts.at(-1);
  if (!last) {
    throw new RangeError('no draft');
  }
  return last();
}

/** An event about the whole run. */
export function runEvent(
  act: Act,
  type: Extract<RunDraft['type'], `run.${string}`>,
  words: string,
  details: object
): RunDraft {
  return {
    class: 'run',
    list: act.run.list,
    type,
    key: act.key,
    subject: act.run.key,
    payload: { template: templateOf(act), details: { ...details } },
    sentence: `${act.template.title} of ${act.run.date} ${words}`,
  };
}

function itemEvent(
  act: Act,
  entry: BoardItem,
  what: Pick<RunDraft, 'type'> & Pick<RunPayload, 'state'> & { details: Partial<ItemDetails> },
  words: string
): RunDraft {
  const { type, state, details } = what;
  const base = act.state.heads.get(entry.item.id);
  return {
    class: 'run',
    list: act.run.list,
    type,
    key: act.key,
    subject: act.run.key,
    ...(base !== undefined && { base }),
    payload: { template: templateOf(act), item: entry.item.id, ...(state && { state }), details: { ...details } },
    sentence: `${entry.item.title}: ${words}${details.note ? `, ${details.note}` : ''}`,
  };
}

function setItem(act: Act, entry: BoardItem, state: ItemState, note: string, words: string): RunDraft {
  return itemEvent(act, entry, { type: 'item.set', state, details: itemDetails(entry, note) }, words);
}

/** The template that the run's first act pinned, else the one the person sees. */
function templateOf({ state, template }: Act): string {
  return state.template ?? templateId(template);
}

/** Checks that a decision names; of more it says nothing, so that its event stays small. */
const CHECKS_MAX = 40;

/** What the person saw and said, with the value that the headline is about; what is empty is left out. */
function itemDetails(entry: BoardItem, note: string): Partial<ItemDetails> {
  const bad = entry.checks.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'na');
  const value = entry.findings[0]?.entities[0]?.value ?? null;
  return {
    ...(note !== '' && { note: note.slice(0, NOTE_MAX) }),
    ...(entry.finding !== null && { finding: entry.finding.slice(0, QUOTE_MAX) }),
    ...(value !== null && entry.finding !== null && { value }),
    ...(entry.verdict !== undefined && { verdict: entry.verdict }),
    ...(bad.length > 0 && bad.length <= CHECKS_MAX && { checks: bad.map(({ definition }) => definition.id) }),
  };
}

function verdictWord(entry: BoardItem): string {
  return entry.mode === 'hand' ? 'hand' : (entry.verdict ?? 'pending');
}

function required(note: string, what: string): string {
  if (note.trim() === '') {
    throw new RangeError(`${what} needs a note`);
  }
  return note.trim().slice(0, NOTE_MAX);
}

function shortenNotes(claims: readonly Claim[], length: number): readonly Claim[] {
  return claims.map((claim) => ({
    ...claim,
    notes: length === 0 ? [] : claim.notes.map((note) => note.slice(0, length)),
  }));
}

function oldestSampleAge(result: RunResult | null): number | null {
  const ages = [...(result?.checks.values() ?? [])]
    .flatMap((check) => check.evidence)
    .flatMap((evidence) => (evidence.oldestSampleAgeMs === null ? [] : [evidence.oldestSampleAgeMs]));
  return ages.length > 0 ? Math.max(...ages) : null;
}
