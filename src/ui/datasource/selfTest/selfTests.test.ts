import { createSelfTests } from './selfTests';

/** Self-tests whose answers are given by hand, in the order in which they began. */
function byHand() {
  const asked: Array<{ answer: (found: string) => void; fail: (error: unknown) => void }> = [];
  const tests = createSelfTests<{ uid: string }, string>(
    () => new Promise((answer, fail) => asked.push({ answer, fail }))
  );
  return { tests, asked };
}

const bug = new TypeError('x is not a function');

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

describe('of two self-tests at once', () => {
  it('the one that began later counts, whichever answers last', async () => {
    const { tests, asked } = byHand();
    const [first, second] = [tests.run({ uid: 'a' }), tests.run({ uid: 'a' })];
    asked[1]?.answer('new');
    await second;
    asked[0]?.answer('old');
    expect(await first).toBe('old');
    expect(tests.of('a')).toEqual({ state: 'ready', value: 'new' });
  });

  it('the failure of the earlier one takes nothing away', async () => {
    const { tests, asked } = byHand();
    const [first, second] = [tests.run({ uid: 'a' }), tests.run({ uid: 'a' })];
    asked[0]?.fail(bug);
    await expect(first).rejects.toBe(bug);
    expect(tests.of('a')).toEqual({ state: 'loading' });
    asked[1]?.answer('new');
    await second;
    expect(tests.of('a')).toEqual({ state: 'ready', value: 'new' });
  });
});

it('a bug is shown as one, and is no test that goes on for ever', async () => {
  const { tests, asked } = byHand();
  const seen: unknown[] = [];
  const leave = tests.subscribe(() => seen.push(tests.of('a')?.state));
  const run = tests.run({ uid: 'a' });
  asked[0]?.fail(bug);
  await expect(run).rejects.toBe(bug);
  leave();
  expect(tests.of('a')).toEqual({ state: 'failed', reason: { code: 'internal', detail: 'x is not a function' } });
  void tests.run({ uid: 'a' });
  expect(seen).toEqual(['loading', 'failed']);
  expect(tests.of('b')).toBeUndefined();
});
