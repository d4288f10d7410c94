import { FakeSource, settle } from './fakeSource';
import { pollOf, type Poll } from './poll';
import { sharedPoll } from './sharedPoll';

const NONE = () => undefined;

let made: FakeSource[];
const owner = {};

function look(name = 'look', of: object = owner): Poll<string, number> {
  return sharedPoll(of, name, () => {
    const source = new FakeSource();
    made.push(source);
    return pollOf(source, () => 0);
  });
}

beforeEach(() => {
  jest.useFakeTimers();
  made = [];
});
afterEach(() => jest.useRealTimers());

test('all who look at the same thing share one reading', async () => {
  const leaves = [look().subscribe(NONE), look().subscribe(NONE)];
  expect(made.map(({ reads }) => reads.length)).toEqual([1]);
  await made[0]?.nth(1).answer('a');
  expect(look().state().value).toBe('a');
  leaves.forEach((leave) => leave());
});

test('another owner and another name are other things', () => {
  const leaves = [look().subscribe(NONE), look('journal').subscribe(NONE), look('look', {}).subscribe(NONE)];
  expect(made).toHaveLength(3);
  leaves.forEach((leave) => leave());
});

test('it goes on while one of them is there, and is forgotten with the last one', async () => {
  const [one, two] = [look().subscribe(NONE), look().subscribe(NONE)];
  one();
  expect(made[0]?.nth(1).signal.aborted).toBe(false);
  await made[0]?.nth(1).answer('a');
  expect(look().state().value).toBe('a');
  two();
  expect(look().state().value).toBeNull();
});

test('one who comes back to a poll that was forgotten is joined by those who come then', () => {
  const poll = look();
  poll.subscribe(NONE)();
  const leave = poll.subscribe(NONE);
  expect(look()).toBe(poll);
  leave();
});

test('a refresh that all ask for in one turn reads once, the next turn another time', async () => {
  const leaves = [look().subscribe(NONE), look().subscribe(NONE)];
  await made[0]?.nth(1).answer('a');
  look().refresh();
  look().refresh();
  expect(made[0]?.reads).toHaveLength(2);
  await settle();
  look().refresh();
  expect(made[0]?.reads).toHaveLength(3);
  leaves.forEach((leave) => leave());
});
