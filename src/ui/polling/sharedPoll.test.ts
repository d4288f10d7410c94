import { FakeSource, settle } from './fakeSource';
import { pollOf, type Poll } from './poll';
import { sharedPoll } from './sharedPoll';

let made: FakeSource[];
let owner: object;

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
  owner = {};
});
afterEach(() => jest.useRealTimers());

test('all who look at the same thing share one reading', async () => {
  const leaves = [look().subscribe(() => undefined), look().subscribe(() => undefined)];
  expect(made.map(({ reads }) => reads.length)).toEqual([1]);
  await made[0]?.nth(1).answer('a');
  expect(look().state().value).toBe('a');
  leaves.forEach((leave) => leave());
});

test('another owner and another name are other things', () => {
  const leaves = [
    look().subscribe(() => undefined),
    look('journal').subscribe(() => undefined),
    look('look', {}).subscribe(() => undefined),
  ];
  expect(made).toHaveLength(3);
  leaves.forEach((leave) => leave());
});

test('it goes on while one of them is there, and is forgotten with the last one', async () => {
  const [one, two] = [look().subscribe(() => undefined), look().subscribe(() => undefined)];
  one();
  expect(made[0]?.nth(1).signal.aborted).toBe(false);
  await made[0]?.nth(1).answer('a');
  expect(look().state().value).toBe('a');
  two();
  expect(look().state().value).toBeNull();
});

test('one who comes back to a poll that was forgotten is joined by those who come then', () => {
  const poll = look();
  poll.subscribe(() => undefined)();
  const leave = poll.subscribe(() => undefined);
  expect(look()).toBe(poll);
  leave();
});

test('a refresh that all ask for in one turn reads once, the next turn another time', async () => {
  const leaves = [look().subscribe(() => undefined), look().subscribe(() => undefined)];
  await made[0]?.nth(1).answer('a');
  look().refresh();
  look().refresh();
  expect(made[0]?.reads).toHaveLength(2);
  await settle();
  look().refresh();
  expect(made[0]?.reads).toHaveLength(3);
  leaves.forEach((leave) => leave());
});
