import { draft } from '../testData';
import { browserQueue } from './browserQueue';
import type { QueuedEvent, QueueNews } from './queuePorts';

const owner = { subUrl: '/grafana', orgId: 1, login: 'ops1' };

function entry(order: number, key: string): QueuedEvent {
  return {
    order,
    batch: key,
    madeMs: order,
    draft: { ...draft(key), subject: 'morning/2026-11-20', payload: { a: 1 } },
  };
}

const keys = (of: Partial<typeof owner> = {}) =>
  browserQueue({ ...owner, ...of })
    .store.list()
    .map((one) => one.draft.key);

beforeEach(() => localStorage.clear());
afterEach(() => jest.restoreAllMocks());

test('what is stored comes back whole, in its order, until it is removed', () => {
  const { store } = browserQueue(owner);
  expect([entry(1000, 'b'), entry(999, 'a'), entry(1001, 'c')].map(store.put)).toEqual([true, true, true]);
  expect(browserQueue(owner).store.list()).toEqual([entry(999, 'a'), entry(1000, 'b'), entry(1001, 'c')]);
  store.remove(entry(1000, 'b'));
  expect(keys()).toEqual(['a', 'c']);
});

test.each([
  ['login', { login: 'ops' }],
  ['organisation', { orgId: 11 }],
  ['Grafana', { subUrl: '' }],
])('another %s has another queue', (_what, other) => {
  browserQueue(owner).store.put(entry(1, 'mine'));
  browserQueue({ ...owner, ...other }).store.put(entry(1, 'theirs'));
  expect([keys(), keys(other)]).toEqual([['mine'], ['theirs']]);
});

test('of other people of the organisation it is known how much waits, and no more', () => {
  browserQueue({ ...owner, login: 'a:b@c' }).store.put(entry(1, 'x'));
  browserQueue({ ...owner, login: 'a:b@c' }).store.put(entry(2, 'y'));
  browserQueue({ ...owner, orgId: 2, login: 'ops3' }).store.put(entry(1, 'z'));
  browserQueue(owner).store.put(entry(1, 'mine'));
  expect(browserQueue(owner).store.others()).toEqual(new Map([['a:b@c', 2]]));
});

test.each(['', '{', 'null', '{"order":1}', '{"order":1,"batch":"b","madeMs":1,"draft":{"key":"k"}}'])(
  'what cannot be read, %p, is left out and left alone',
  (text) => {
    browserQueue(owner).store.put(entry(1, 'good'));
    const [name = ''] = Object.keys(localStorage);
    localStorage.setItem(name.replace('good', 'bad'), text);
    expect(keys()).toEqual(['good']);
    expect(Object.keys(localStorage)).toHaveLength(2);
  }
);

test('no room, and no storage at all, are said and not thrown', () => {
  const { store } = browserQueue(owner);
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(store.put(entry(1, 'a'))).toBe(false);
  jest.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect([store.put(entry(1, 'a')), store.list(), store.others()]).toEqual([false, [], new Map()]);
});

/** jsdom has neither locks nor channels: the lease stands in for the lock, as over plain http. */
test('without locks one tab works at a time, and a lease that nobody gives back ends', async () => {
  jest.useFakeTimers();
  const [first, second] = [browserQueue(owner).tabs, browserQueue(owner).tabs];
  const did: string[] = [];
  const work = (name: string, ms: number) => async () => {
    did.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    did.push(`${name} ends`);
  };
  void first.alone(work('first', 5000));
  void second.alone(work('second', 100));
  await jest.advanceTimersByTimeAsync(7000);
  expect(did).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  void first.alone(work('stuck', 1e9));
  void second.alone(work('next', 100));
  await jest.advanceTimersByTimeAsync(29_000);
  expect(did.at(-1)).toBe('stuck begins');
  await jest.advanceTimersByTimeAsync(3000);
  expect(did.at(-1)).toBe('next ends');
  jest.useRealTimers();
});

test('a full storage does not keep a tab from working', async () => {
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  let isDone = false;
  await browserQueue(owner).tabs.alone(async () => {
    isDone = true;
  });
  expect(isDone).toBe(true);
});

test('tabs of one person hear each other, and those of somebody else do not', () => {
  const channels: Array<{ name: string; hear: (event: MessageEvent) => void }> = [];
  class Channel {
    constructor(readonly name: string) {}
    addEventListener(_type: string, hear: (event: MessageEvent) => void): void {
      channels.push({ name: this.name, hear });
    }
    removeEventListener(_type: string, hear: (event: MessageEvent) => void): void {
      channels.splice(
        channels.findIndex((one) => one.hear === hear),
        1
      );
    }
    postMessage(data: QueueNews): void {
      channels.filter(({ name }) => name === this.name).forEach(({ hear }) => hear({ data } as MessageEvent));
    }
  }
  Object.assign(globalThis, { BroadcastChannel: Channel });
  const heard: string[] = [];
  const leave = browserQueue(owner).tabs.listen(({ kind }) => heard.push(`own ${kind}`));
  browserQueue({ ...owner, login: 'ops2' }).tabs.listen(({ kind }) => heard.push(`other ${kind}`));
  browserQueue(owner).tabs.tell({ kind: 'waiting' });
  expect(heard).toEqual(['own waiting']);
  leave();
  browserQueue(owner).tabs.tell({ kind: 'waiting' });
  expect(heard).toEqual(['own waiting']);
});

test('while a page is held the browser asks before it leaves it', () => {
  const { page } = browserQueue(owner);
  const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  page.hold(true);
  page.hold(true);
  expect(isAsked()).toBe(true);
  page.hold(false);
  expect(isAsked()).toBe(false);
});

test('it is worth trying again when the network or the person is back', () => {
  let tries = 0;
  const leave = browserQueue(owner).page.onReturn(() => (tries += 1));
  const happen = () => {
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
  };
  happen();
  expect(tries).toBe(3);
  leave();
  happen();
  expect(tries).toBe(3);
});
