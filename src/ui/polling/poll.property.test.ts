import fc from 'fast-check';

import { focusPage, setPageShown } from './fakePage';
import { FakeSource, settle, type FakeRead } from './fakeSource';
import { pollOf, type Poll } from './poll';

type Step =
  | { kind: 'answer' | 'fail' | 'tell'; which: number; value: 'good' | 'silent' }
  | { kind: 'pass'; ms: number }
  | { kind: 'hide' | 'show' | 'focus' | 'again' | 'cancel' | 'look' | 'leave' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('answer' as const, 'fail' as const, 'tell' as const),
    // Any read that was ever begun, also an aborted one.
    which: fc.nat(5),
    value: fc.constantFrom('good' as const, 'silent' as const),
  }),
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
  fc.record({
    kind: fc.constantFrom(...(['hide', 'show', 'focus', 'again', 'cancel', 'look', 'leave'] as const)),
  })
);

/** A poll, and beside it what has to be true of it by the rules alone. */
class World {
  nowMs = 1_000_000;
  isShown = true;
  /** Ways to stop looking. */
  readonly looking: Array<() => void> = [];
  /** Reads that were resolved or rejected. */
  readonly over = new Set<FakeRead>();
  /** The newest read that answered while it was awaited. */
  answered: { number: number; value: string } | null = null;
  lastGood: string | null = null;
  /** Somebody stopped reading before anything was known, and nothing was read since. */
  isStopped = false;
  readonly poll: Poll<string, number>;

  constructor(readonly source: FakeSource) {
    this.poll = pollOf(source, () => this.nowMs);
  }

  awaited(): FakeRead[] {
    return this.source.reads.filter((read) => !read.signal.aborted && !this.over.has(read));
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'answer':
      case 'fail':
      case 'tell':
        return this.readDoes(step.kind, this.source.reads[this.source.reads.length - 1 - step.which], step.value);
      case 'pass':
        this.nowMs += step.ms;
        jest.advanceTimersByTime(step.ms);
        return;
      case 'hide':
      case 'show':
        this.isShown = step.kind === 'show';
        return setPageShown(this.isShown);
      case 'focus':
        return this.isShown ? focusPage() : undefined;
      case 'look':
        this.looking.push(this.poll.subscribe(() => undefined));
        return;
      case 'leave':
        return this.looking.pop()?.();
      case 'again':
        // Asked of a poll that somebody looks at.
        return this.looking.length > 0 ? void this.poll.again() : undefined;
      case 'cancel':
        this.isStopped ||= this.awaited().length === 1 && this.answered === null;
        return this.poll.cancel();
    }
  }

  private async readDoes(what: 'answer' | 'fail' | 'tell', read: FakeRead | undefined, word: string): Promise<void> {
    if (!read || this.over.has(read)) {
      return;
    }
    const isAwaited = !read.signal.aborted;
    if (what === 'tell') {
      return read.tell(read.number);
    }
    this.over.add(read);
    if (what === 'fail') {
      return read.fail(new DOMException('aborted', 'AbortError'));
    }
    const value = word === 'silent' ? 'silent' : `answer ${read.number}`;
    if (isAwaited) {
      this.answered = { number: read.number, value };
      this.lastGood = value === 'silent' ? this.lastGood : value;
    }
    return read.answer(value);
  }
}

jest.setTimeout(30_000);
beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

function expectRules(world: World): void {
  const state = world.poll.state();
  const awaited = world.awaited();
  const isLookedAt = world.looking.length > 0;
  // Never two that both can win; none that nobody looks at.
  expect(awaited.length).toBeLessThanOrEqual(isLookedAt ? 1 : 0);
  expect(state.isReading).toBe(awaited.length === 1 || !isLookedAt);
  // Always the newest that answered, and progress of nothing but the one under way.
  expect(state.value).toBe(world.answered?.value ?? null);
  expect(state.lastGood).toBe(world.lastGood);
  expect([null, awaited[0]?.number]).toContain(state.progress);
  // Asleep only while it is hidden, or when nothing is wanted any more.
  expect(state.cancelled).toBe(world.isStopped);
  const isDue = isLookedAt && awaited.length === 0 && !world.isStopped;
  expect(state.nextMs !== null).toBe(isDue);
  expect(jest.getTimerCount()).toBe(isDue && world.isShown ? 1 : 0);
}

test('whatever happens in whatever order, one read at most is awaited, the newest answer stands, and a hidden page sleeps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 40 }), async (onFocus, steps) => {
      setPageShown(true);
      const world = new World(new FakeSource(onFocus));
      try {
        for (const step of [{ kind: 'look' } as const, ...steps]) {
          const began = world.source.reads.length;
          await world.take(step);
          await settle();
          const isBegun = world.source.reads.length > began;
          world.isStopped &&= !isBegun && world.looking.length > 0;
          expectRules(world);
          // Only a person who asks is served while the page is hidden.
          expect(isBegun && !world.isShown && step.kind !== 'again' && step.kind !== 'look').toBe(false);
        }
      } finally {
        world.looking.forEach((leave) => leave());
      }
      expect(jest.getTimerCount()).toBe(0);
    }),
    { numRuns: 300 }
  );
});
