import type { CheckDefinition } from '../../src/core/check/definition';
import type { CheckResult, RunResult } from '../../src/core/check/result';
import { buildBoard } from '../../src/core/checklist/buildBoard';
import type { Board, BoardItem } from '../../src/core/checklist/board';
import { lastBefore } from '../../src/core/checklist/carry';
import {
  acceptRisk,
  acknowledge,
  countersign,
  defer,
  done,
  signOff,
  skip,
  startRun,
  type Act,
} from '../../src/core/checklist/draft';
import { runEvents, type RunDraft, type RunEvent } from '../../src/core/checklist/event';
import { foldRun } from '../../src/core/checklist/fold';
import { summariesOf, summary, unsignedSummary, type RunSummary } from '../../src/core/checklist/summary';
import { checksOf } from '../../src/core/checklist/template';
import type { EventDraft, JournalEvent } from '../../src/core/journal/event';
import { addDays, daysBetween } from '../../src/core/time/zone';
import { fraction } from '../lab/model/wave';
import type { PlannedRound } from './plan';
import { ABSENT, REMARKS, TROUBLES, type Answer, type Trouble } from './troubles';

/** Appends as somebody at a time. */
export type Write = (draft: EventDraft, login: string, atMs: number) => Promise<JournalEvent>;

const SEED = 29;

/** Who signs below the others, and how much later. */
const SECOND = 'lead1';
const SECOND_AFTER_MS = 40 * 60_000;

/** Writes the rounds with the very drafts that the screens write, each with what the checks saw that day. */
export async function writeMonth(
  rounds: readonly PlannedRound[],
  checks: readonly CheckDefinition[],
  morning: string,
  write: Write
): Promise<void> {
  const month = new Month(checks, morning, write);
  for (const round of rounds) {
    await month.take(round);
  }
}

class Month {
  private readonly events: JournalEvent[] = [];
  /** How often each trouble was answered. */
  private readonly answered = new Map<Trouble, number>();
  private keys = 0;

  constructor(
    private readonly checks: readonly CheckDefinition[],
    private readonly morning: string,
    private readonly write: Write
  ) {}

  async take(round: PlannedRound): Promise<void> {
    const before = lastBefore(summariesOf({ events: this.events }), round.run);
    if (round.skipped !== null) {
      await this.skip(round, round.skipped, before);
      return;
    }
    await this.start(round);
    const items = this.board(round).items.filter((entry) => entry.needsDecision);
    const left = round.incomplete === null ? null : items.at(-1);
    const decided = items.filter((entry) => entry !== left);
    const stepMs = (round.endMs - round.startMs) / (decided.length + 2);
    for (const [at, entry] of decided.entries()) {
      await this.append(this.decide(round, entry), round, round.startMs + stepMs * (at + 1));
    }
    await this.sign(round, before);
  }

  private async skip(round: PlannedRound, reason: string, before: RunSummary | null): Promise<void> {
    await this.start(round);
    await this.append(skip(this.act(round), reason), round, round.endMs);
    await this.append(unsignedSummary(this.act(round), 'skipped', reason, before), round, round.endMs);
  }

  private async start(round: PlannedRound): Promise<void> {
    const started = startRun(this.act(round));
    if (started) {
      await this.append(started, round, round.startMs);
    }
  }

  private async sign(round: PlannedRound, before: RunSummary | null): Promise<void> {
    const board = this.board(round);
    const incomplete = board.counts?.left === 0 ? null : (round.incomplete ?? 'No time for the rest');
    const events = this.eventsOf(round);
    const result = this.resultOf(round);
    await this.append(signOff(this.act(round), { board, result, events, remark: '', incomplete }), round, round.endMs);
    await this.append(summary(this.act(round), this.board(round), incomplete, before), round, round.endMs);
    if (round.template.signatures === 2) {
      const second = countersign(this.act(round), SECOND);
      await this.append(second, { ...round, person: SECOND }, round.endMs + SECOND_AFTER_MS);
    }
  }

  /** What the person of the round says about an item. */
  private decide(round: PlannedRound, entry: BoardItem): RunDraft {
    const act = this.act(round);
    if (entry.mode === 'hand') {
      return done(act, entry, this.remark(`${round.run.key} ${entry.item.id}`));
    }
    const trouble = this.troublesOf(round).find(({ check }) => entry.item.checks.includes(check));
    const times = trouble ? (this.answered.get(trouble) ?? 0) : 0;
    const answer = trouble?.answers[Math.min(times, trouble.answers.length - 1)];
    if (!trouble || !answer) {
      throw new Error(`nobody knows what ${entry.item.id} of ${round.run.key} is about`);
    }
    this.answered.set(trouble, times + 1);
    return answerDraft(act, entry, answer);
  }

  private remark(seed: string): string {
    const chance = fraction(SEED, seed);
    return chance < 0.7 ? '' : (REMARKS[Math.floor(((chance - 0.7) / 0.3) * REMARKS.length)] ?? '');
  }

  private async append(draft: EventDraft, { person }: PlannedRound, atMs: number): Promise<void> {
    this.events.push(await this.write(draft, person, Math.round(atMs)));
  }

  private act(round: PlannedRound): Act {
    const { run, template } = round;
    const state = foldRun(this.eventsOf(round), [], run.key);
    this.keys += 1;
    return { run, template, state, key: `month-${this.morning}-${this.keys}` };
  }

  private board(round: PlannedRound): Board {
    const { run, template } = round;
    const state = foldRun(this.eventsOf(round), [], run.key);
    return buildBoard({ template, run, result: this.resultOf(round), pendingSources: [], state });
  }

  private eventsOf({ run }: PlannedRound): readonly RunEvent[] {
    return runEvents({ events: this.events }).filter(({ list }) => list === run.list);
  }

  private troublesOf({ run }: PlannedRound): readonly Trouble[] {
    const daysAgo = daysBetween(run.date, this.morning);
    return TROUBLES.filter(({ from, to }) => daysAgo <= from && daysAgo >= to);
  }

  /** What the checks of the list said that day. */
  private resultOf(round: PlannedRound): RunResult {
    const troubles = this.troublesOf(round);
    const results = checksOf(round.template, this.checks).map((definition): [string, CheckResult] => {
      const trouble = troubles.find(({ check }) => check === definition.id);
      return [definition.id, checkResult(definition, trouble)];
    });
    return { askedMs: round.startMs, checks: new Map(results), sources: [] };
  }
}

function checkResult(definition: CheckDefinition, trouble: Trouble | undefined): CheckResult {
  const isAbsent = ABSENT.has(definition.id);
  const verdict = isAbsent ? 'na' : (trouble?.verdict ?? 'pass');
  return {
    definition,
    verdict,
    ...(isAbsent && { reason: { code: 'no-data' } }),
    ...(verdict === 'unknown' && { reason: { code: 'source-down' } }),
    entities: [],
    counts: { pass: 0, warn: 0, fail: 0, unknown: 0, na: 0 },
    finding: trouble?.finding ?? null,
    evidence: [],
    gone: [],
  };
}

function answerDraft(act: Act, entry: BoardItem, answer: Answer): RunDraft {
  switch (answer.kind) {
    case 'acknowledged':
      return acknowledge(act, entry, answer.note);
    case 'deferred':
      return defer(act, entry, answer.to, answer.note);
    case 'risk':
      return acceptRisk(act, entry, addDays(act.run.date, answer.days), answer.note);
  }
}
