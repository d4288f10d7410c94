import { signedDetails, type SignedDetails } from '../checklist/details';
import { runEvents, type RunEvent } from '../checklist/event';
import type { JournalReading } from '../journal/event';
import { inOrder } from '../journal/order';
import type { JournalFeed } from './definition';
import type { TimeSpan } from './incidents';
import { BARE, silent, type FeedAnswer, type Measured } from './reading';
import type { KpiSpans } from './window';

/** The rounds as far back as they were read. */
export interface RoundsRead extends Pick<JournalReading, 'events'> {
  fromMs: number;
}

/** Figures of the rounds: those that began in the window are the population, those that were signed are what is known. */
export function readRounds({ measure }: JournalFeed, read: RoundsRead, { now, before }: KpiSpans): FeedAnswer {
  const { events } = inOrder(runEvents(read));
  const found = measuredIn(measure, events, now);
  if (found === null) {
    return silent(events.length === 0 ? 'no-feed' : 'nothing-happened');
  }
  const previous = read.fromMs <= before.fromMs ? (measuredIn(measure, events, before)?.value ?? null) : null;
  const seen = Math.max(0, now.toMs - Math.max(now.fromMs, read.fromMs)) / (now.toMs - now.fromMs);
  return { ok: true, measured: { ...BARE, ...found, coverage: Math.min(found.coverage, seen), previous } };
}

type Found = Pick<Measured, 'value' | 'population' | 'parts'> & { coverage: number };

function measuredIn(measure: JournalFeed['measure'], events: readonly RunEvent[], span: TimeSpan): Found | null {
  const inSpan = events.filter(({ createdMs }) => createdMs >= span.fromMs && createdMs < span.toMs);
  // The last signature of a round is its word.
  const signed = new Map(
    inSpan.flatMap((event) => (event.type === 'run.signed' ? [[event.subject, event] as const] : []))
  );
  const begun = new Set(inSpan.map(({ subject }) => subject));
  const population = { reporting: signed.size, of: begun.size };
  const coverage = begun.size === 0 ? 0 : signed.size / begun.size;
  const found = measure === 'automation-rate' ? automation([...signed.values()]) : twoSigners(inSpan);
  return found === null ? null : { ...found, population, coverage };
}

type Count = Pick<Measured, 'value' | 'parts'>;

function automation(signed: readonly RunEvent[]): Count | null {
  let machine = 0;
  let all = 0;
  for (const { payload } of signed) {
    for (const claim of signedDetails.parse(payload.details ?? {}).claims) {
      all += claim.kind === 'na' ? 0 : claim.count;
      machine += byMachine(claim);
    }
  }
  return ratioOf(machine, all, ['Automation rate', 'items decided by a check', 'items due']);
}

/** Items that a check decided. What was unknown, and what a person said otherwise, a person decided. */
function byMachine({ kind, count, decisions }: SignedDetails['claims'][number]): number {
  if (kind !== 'pass' && kind !== 'warn' && kind !== 'fail') {
    return 0;
  }
  const overruled = (decisions.done ?? 0) + (decisions.checked ?? 0) + (decisions.na ?? 0);
  return Math.max(0, count - overruled);
}

/** Lists that at least two people have signed. */
function twoSigners(events: readonly RunEvent[]): Count | null {
  const signers = new Map<string, Set<string>>();
  for (const { type, list, author } of events) {
    const of = signers.get(list) ?? new Set<string>();
    signers.set(list, type === 'run.signed' && author !== '' ? of.add(author) : of);
  }
  const several = [...signers.values()].filter(({ size }) => size >= 2).length;
  return ratioOf(several, signers.size, ['Lists with two signers', 'lists signed by two', 'lists begun']);
}

function ratioOf(good: number, of: number, [name, goodName, ofName]: readonly [string, string, string]): Count | null {
  if (of === 0) {
    return null;
  }
  const numbers = [
    { name: goodName, value: good, unit: 'count' as const },
    { name: ofName, value: of, unit: 'count' as const },
  ];
  return {
    value: good / of,
    parts: [{ name, formula: `${goodName} / ${ofName}`, numbers, result: good / of, unit: 'ratio' }],
  };
}
