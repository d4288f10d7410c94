import { focusPage, setPageShown } from './fakePage';
import { FakeSource } from './fakeSource';
import { pollOf, type Poll } from './poll';

const START_MS = 1_000_000;

const refused = () => Object.assign(new Error('refused'), { code: 'source-down', detail: 'refused' });

const looking: Array<() => void> = [];

function look<P>(poll: Poll<string, P>, listener: () => void = () => undefined): () => void {
  const leave = poll.subscribe(listener);
  looking.push(leave);
  return leave;
}

/** A poll that somebody looks at; `pass` lets the clock and the timers run. */
function looked(source = new FakeSource()) {
  let nowMs = START_MS;
  const poll = pollOf(source, () => nowMs);
  let changes = 0;
  const leave = look(poll, () => {
    changes += 1;
  });
  const pass = async (ms: number) => {
    nowMs += ms;
    await jest.advanceTimersByTimeAsync(ms);
  };
  return { source, poll, leave, pass, changes: () => changes };
}

beforeEach(() => {
  jest.useFakeTimers();
  setPageShown(true);
});
afterEach(() => {
  looking.splice(0).forEach((leave) => leave());
  jest.useRealTimers();
});

test('nothing is read before somebody looks, and once when two do', async () => {
  const source = new FakeSource();
  const poll = pollOf(source, () => START_MS);
  expect(poll.state()).toMatchObject({ value: null, isReading: true });
  expect(source.reads).toHaveLength(0);
  const leaveFirst = look(poll);
  look(poll);
  expect(source.reads).toHaveLength(1);
  leaveFirst();
  await source.nth(1).answer('for the second');
  expect(poll.state().value).toBe('for the second');
});

test('what was read stays while it is read again, with the progress of the read under way', async () => {
  const { source, poll, pass } = looked();
  await source.nth(1).answer('first');
  await pass(60_000);
  source.nth(2).tell(7);
  expect(poll.state()).toMatchObject({ value: 'first', isReading: true, progress: 7, nextMs: null });
  await source.nth(2).answer('second');
  expect(poll.state()).toMatchObject({ value: 'second', isReading: false, progress: null, askedMs: START_MS + 60_000 });
});

test('the next read is due some time after an answer, sooner after one that was not good or a failure', async () => {
  const { source, poll, pass } = looked();
  await source.nth(1).answer('silent');
  expect(poll.state().nextMs).toBe(START_MS + 30_000);
  await pass(30_000);
  await source.nth(2).fail(refused());
  expect(poll.state().nextMs).toBe(START_MS + 60_000);
  await pass(30_000);
  await source.nth(3).answer('good');
  expect(poll.state().nextMs).toBe(START_MS + 120_000);
});

test('no second read begins while one is awaited, however long', async () => {
  const { source, pass } = looked(new FakeSource(true));
  await pass(600_000);
  focusPage();
  expect(source.reads).toHaveLength(1);
});

test('a failure leaves what was known, says why, and is taken back by the next answer', async () => {
  const { source, poll, pass } = looked();
  await source.nth(1).answer('first');
  await pass(60_000);
  await source.nth(2).fail(refused());
  expect(poll.state()).toMatchObject({ value: 'first', failed: { code: 'source-down', detail: 'refused' } });
  await pass(30_000);
  expect(poll.state().failed).not.toBeNull();
  await source.nth(3).answer('third');
  expect(poll.state()).toMatchObject({ value: 'third', failed: null });
});

test('an abort that nobody asked for is a failure, and does not leave it reading for ever', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { source, poll } = looked();
  await source.nth(1).fail(new DOMException('a deadline of its own', 'AbortError'));
  expect(poll.state()).toMatchObject({ isReading: false, failed: { code: 'internal' } });
  errors.mockRestore();
});

test('a read that breaks before it begins is a failure', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const broken = () => {
    throw new TypeError('x is undefined');
  };
  const poll = pollOf({ ...new FakeSource(), read: broken }, () => START_MS);
  look(poll);
  expect(await poll.again()).toEqual({ reason: { code: 'internal', detail: 'x is undefined' } });
  errors.mockRestore();
});

test('the last good answer outlives a silent source', async () => {
  const { source, poll, pass } = looked();
  await source.nth(1).answer('first');
  await pass(60_000);
  await source.nth(2).answer('silent');
  expect(poll.state()).toMatchObject({ value: 'silent', lastGood: 'first' });
});

test('an answer, a failure or progress of an older read is not heard', async () => {
  const { source, poll } = looked();
  const older = poll.again();
  const newer = poll.again();
  expect(source.reads.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  source.nth(1).tell(99);
  await source.nth(1).answer('oldest');
  await source.nth(2).fail(new Error('late'));
  expect(poll.state()).toMatchObject({ value: null, failed: null, isReading: true, progress: null });
  await source.nth(3).answer('newest');
  expect(poll.state().value).toBe('newest');
  await expect(older).resolves.toBeNull();
  await expect(newer).resolves.toEqual({ value: 'newest' });
});

test('another way to the value is for once and knows what was read last', async () => {
  const { source, poll, pass } = looked();
  await source.nth(1).answer('whole');
  await poll.again((_signal, _tell, last) => Promise.resolve(`${last ?? ''} and a part`));
  expect(poll.state().value).toBe('whole and a part');
  await pass(60_000);
  expect(source.nth(2).last).toBe('whole and a part');
});

test('a first read that is cancelled ends at once, and nothing is asked again by itself', async () => {
  const { source, poll, pass } = looked(new FakeSource(true));
  source.nth(1).tell(3);
  poll.cancel();
  expect(poll.state()).toMatchObject({ isReading: false, cancelled: true, progress: null, nextMs: null });
  await source.nth(1).answer('too late');
  setPageShown(false);
  setPageShown(true);
  focusPage();
  await pass(600_000);
  expect(poll.state().value).toBeNull();
  expect(source.reads).toHaveLength(1);
  void poll.again();
  expect(poll.state()).toMatchObject({ isReading: true, cancelled: false });
});

test('a later read that is cancelled leaves what was known, and the next comes in its time', async () => {
  const { source, poll, pass } = looked();
  await source.nth(1).answer('first');
  void poll.again();
  poll.cancel();
  expect(poll.state()).toMatchObject({ value: 'first', isReading: false, cancelled: false });
  await pass(60_000);
  expect(source.reads).toHaveLength(3);
});

test('cancelling what is not being read changes nothing', async () => {
  const { source, poll } = looked();
  await source.nth(1).answer('first');
  const before = poll.state();
  poll.cancel();
  expect(poll.state()).toBe(before);
});

test('a hidden page asks nothing; what is due when it is shown is asked at once', async () => {
  const { source, pass } = looked();
  await source.nth(1).answer('first');
  setPageShown(false);
  expect(jest.getTimerCount()).toBe(0);
  await pass(300_000);
  expect(source.reads).toHaveLength(1);
  setPageShown(true);
  expect(source.reads).toHaveLength(2);
});

test('what is not due yet when the page is shown comes when it is', async () => {
  const { source, pass } = looked();
  await source.nth(1).answer('first');
  setPageShown(false);
  await pass(20_000);
  setPageShown(true);
  expect(source.reads).toHaveLength(1);
  await pass(39_999);
  expect(source.reads).toHaveLength(1);
  await pass(1);
  expect(source.reads).toHaveLength(2);
});

test('a read under way when the page is hidden is heard, and nothing follows it', async () => {
  const { source, poll, pass } = looked();
  setPageShown(false);
  await source.nth(1).answer('heard');
  expect(poll.state().value).toBe('heard');
  await pass(300_000);
  expect(source.reads).toHaveLength(1);
});

test('who asks for it is read at once on return and with the focus, others are not', async () => {
  const [eager, calm] = [looked(new FakeSource(true)), looked()];
  for (const { source } of [eager, calm]) {
    await source.nth(1).answer('first');
  }
  focusPage();
  expect([eager.source.reads.length, calm.source.reads.length]).toEqual([2, 1]);
  await eager.source.nth(2).answer('second');
  setPageShown(false);
  setPageShown(true);
  focusPage();
  expect([eager.source.reads.length, calm.source.reads.length]).toEqual([3, 1]);
});

test('when the last one leaves, the read is aborted and nothing is told or asked any more', async () => {
  const { source, leave, pass, changes } = looked(new FakeSource(true));
  leave();
  const then = changes();
  expect(source.nth(1).signal.aborted).toBe(true);
  source.nth(1).tell(1);
  await source.nth(1).answer('too late');
  setPageShown(false);
  setPageShown(true);
  focusPage();
  await pass(300_000);
  expect(changes()).toBe(then);
  expect(source.reads).toHaveLength(1);
});

test('who comes after all have left sees what was known, and it is read again', async () => {
  const { source, poll, leave } = looked();
  await source.nth(1).answer('first');
  leave();
  look(poll);
  expect(poll.state()).toMatchObject({ value: 'first', isReading: true });
  expect(source.reads).toHaveLength(2);
});

test('who asks for what nobody looks at gets one answer, and nothing follows it', async () => {
  const source = new FakeSource();
  const poll = pollOf(source, () => START_MS);
  const answer = poll.again();
  await source.nth(1).answer('asked for');
  await expect(answer).resolves.toEqual({ value: 'asked for' });
  expect(jest.getTimerCount()).toBe(0);
});
