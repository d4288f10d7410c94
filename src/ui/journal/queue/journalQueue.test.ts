import { draft } from '../testData';
import { FakeDevice } from './fakeDevice';
import { FakeGrafana } from './fakeGrafana';
import { JournalQueue } from './journalQueue';

let device: FakeDevice;
let grafana: FakeGrafana;

/** A tab of this person, with what it is told of its acts. */
function openTab(login = 'ops1') {
  const tab = device.tab(login);
  const queue = new JournalQueue(tab.ports, { login, clock: Date.now });
  const close = queue.open(grafana.journalOf(login));
  const told: Array<[keys: string, isSaved: boolean]> = [];
  const act = (...keys: string[]) => {
    void queue.append(keys.map(draft)).then((isSaved) => told.push([keys.join(' '), isSaved]));
  };
  const leave = () => {
    close();
    tab.close();
  };
  return { ...tab, queue, act, told, leave };
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const waiting = ({ queue }: ReturnType<typeof openTab>) =>
  queue
    .state()
    .own.filter(({ savedMs }) => savedMs === null)
    .map(({ event }) => event.key)
    .join(' ');

beforeEach(() => {
  jest.useFakeTimers();
  device = new FakeDevice();
  grafana = new FakeGrafana();
});
afterEach(() => jest.useRealTimers());

test('an event is on the device before it is sent, and leaves it when the server has confirmed it', async () => {
  const tab = openTab();
  tab.act('a', 'b');
  expect(device.stored.get('ops1')?.map((entry) => entry.draft.key)).toEqual(['a', 'b']);
  await pass(300);
  expect(device.stored.get('ops1')?.map((entry) => entry.draft.key)).toEqual(['b']);
  await pass(300);
  expect(device.stored.size).toBe(0);
  expect(tab.told).toEqual([['a b', true]]);
});

test('what fails is tried again after 1, 2, 5, 15 and then every 30 seconds, and at once when the person comes back', async () => {
  grafana.fates = Array.from({ length: 9 }, () => 'down');
  const tab = openTab();
  tab.act('a');
  const at: number[] = [];
  for (let second = 0; second < 90; second += 1) {
    await pass(1000);
    at.push(grafana.sent.length);
  }
  expect([0, 1, 4, 10, 26, 57, 88].map((second) => at[second])).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(tab.queue.state()).toMatchObject({ isRetrying: true, signedOut: null, waiting: 1 });
  tab.focus();
  tab.focus();
  expect(grafana.sent).toHaveLength(8);
});

test('a session that has ended keeps everything, sends nothing, and says so until its person is back', async () => {
  const tab = openTab();
  grafana.session = '';
  tab.act('a');
  await pass(1000);
  expect(tab.queue.state().signedOut).toMatchObject({ code: 'unauthorized' });
  grafana.session = 'ops2';
  const other = openTab('ops2');
  await pass(60_000);
  expect(grafana.rows).toEqual([]);
  expect(other.queue.state()).toMatchObject({ waiting: 0, others: new Map([['ops1', 1]]) });
  grafana.session = 'ops1';
  tab.focus();
  await pass(1000);
  expect(tab.queue.state()).toMatchObject({ signedOut: null, isRetrying: false, waiting: 0 });
  expect(grafana.rows.map(({ key, author }) => `${key} ${author}`)).toEqual(['a ops1']);
});

test('a page that is loaded anew sends what the last one left, and nothing under another name', async () => {
  grafana.fates = ['down'];
  const tab = openTab();
  tab.act('a', 'b');
  await pass(500);
  tab.leave();
  grafana.session = 'ops2';
  openTab('ops2').leave();
  await pass(60_000);
  expect(grafana.rows).toEqual([]);
  grafana.session = 'ops1';
  const next = openTab();
  expect(waiting(next)).toBe('a b');
  expect(next.queue.state().isRetrying).toBe(false);
  await pass(1000);
  expect(grafana.kept).toEqual(['a', 'b']);
});

test('two tabs send each event once, and both show what either of them has', async () => {
  const tabs = [openTab(), openTab()] as const;
  tabs[0].act('a', 'b');
  tabs[1].act('c');
  await pass(0);
  expect(tabs.map(waiting)).toEqual(['a b c', 'a b c']);
  await pass(2000);
  expect(grafana.sent).toEqual(['a', 'b', 'c']);
  expect(grafana.most).toBe(1);
  expect(tabs.map(({ told }) => told)).toEqual([[['a b', true]], [['c', true]]]);
  const shown = tabs.map(({ queue }) =>
    queue.state().own.map(({ event, savedMs }) => `${event.key} ${savedMs !== null}`)
  );
  expect(shown[0]).toEqual(['a true', 'b true', 'c true']);
  expect(shown[1]).toEqual(shown[0]);
});

test('what is refused for good is taken back with the rest of its act, in every tab, and what others did goes on', async () => {
  grafana.fates = ['kept', 'forbidden'];
  const tabs = [openTab(), openTab()] as const;
  tabs[0].act('a', 'b', 'c');
  tabs[1].act('d');
  await pass(2000);
  expect(grafana.kept).toEqual(['a', 'd']);
  expect(tabs[0].told).toEqual([['a b c', false]]);
  for (const { queue } of tabs) {
    const { refused, waiting: left } = queue.state();
    expect(refused.map(({ drafts, reason }) => [drafts.map(({ key }) => key), reason.code])).toEqual([
      [['b', 'c'], 'not-permitted'],
    ]);
    expect(left).toBe(0);
  }
  tabs[0].act('e');
  expect(tabs[0].queue.state().refused).toEqual([]);
});

test('a server that fails twenty times one after the other has said its last word', async () => {
  grafana.fates = Array.from({ length: 20 }, () => 'failing');
  const tab = openTab();
  tab.act('a');
  await pass(460_000);
  expect(tab.told).toEqual([]);
  await pass(30_000);
  expect(tab.told).toEqual([['a', false]]);
  expect(tab.queue.state().refused[0]?.reason.detail).toBe('database is locked');
});

test('what was no answer does not count as one: a lost network and somebody else who is signed in take nothing back', async () => {
  grafana.fates = [...Array.from({ length: 19 }, () => 'failing' as const), 'down', 'failing', 'failing'];
  const tab = openTab();
  tab.act('a');
  await pass(700_000);
  expect(tab.told).toEqual([['a', true]]);
});

test('without room an event is kept by the page, which asks before it is left, and is stored as soon as there is room', async () => {
  grafana.fates = ['down', 'down'];
  device.room = 1;
  const tab = openTab();
  tab.act('a', 'b', 'c');
  expect(tab.queue.state()).toMatchObject({ waiting: 3, unstored: 2 });
  expect(tab.isHeld()).toBe(true);
  await pass(2000);
  expect(tab.queue.state().unstored).toBe(2);
  device.room = 2;
  await pass(2500);
  expect(grafana.kept).toEqual(['a', 'b', 'c']);
  expect(tab.told).toEqual([['a b c', true]]);
  expect(tab.isHeld()).toBe(false);
});

test('what a reading has is saved, whatever became of the answer; the same key of somebody else is not', async () => {
  grafana.fates = ['answer-lost'];
  const tab = openTab();
  tab.act('a', 'b');
  await pass(500);
  tab.queue.found(grafana.rows.map((row) => ({ ...row, author: 'ops2' })));
  expect(waiting(tab)).toBe('a b');
  tab.queue.found(grafana.rows);
  expect(waiting(tab)).toBe('b');
  await pass(5000);
  expect(grafana.sent).toEqual(['a', 'b']);
  expect(tab.told).toEqual([['a b', true]]);
});
