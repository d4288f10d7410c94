import fc from 'fast-check';

import { draft } from '../testData';
import { FakeDevice } from './fakeDevice';
import { FakeGrafana, type Fate } from './fakeGrafana';
import { JournalQueue } from './journalQueue';

const PEOPLE = ['ops1', 'ops2'] as const;
type Person = (typeof PEOPLE)[number];

type Step =
  | { do: 'act'; tab: number; events: number }
  | { do: 'reload'; tab: number }
  | { do: 'focus'; tab: number }
  | { do: 'read'; tab: number }
  | { do: 'sign-in'; who: Person | '' }
  | { do: 'room'; room: number }
  | { do: 'wait'; ms: number }
  | { do: 'fate'; fates: Fate[] };

const tab = fc.nat({ max: 3 });
const passing = fc.constantFrom<Fate>('kept', 'down', 'failing', 'answer-lost');

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('act' as const), tab, events: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const), tab }) },
  fc.record({ do: fc.constant('focus' as const), tab }),
  fc.record({ do: fc.constant('read' as const), tab }),
  fc.record({ do: fc.constant('sign-in' as const), who: fc.constantFrom('' as const, ...PEOPLE) }),
  fc.record({ do: fc.constant('room' as const), room: fc.constantFrom(0, 1, 3, Number.POSITIVE_INFINITY) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fate' as const), fates: fc.array(passing, { maxLength: 4 }) }) }
);

/** Tabs 0 and 1 are of the first person, 2 and 3 of the second, in one browser: its session is that of one of them. */
class World {
  readonly device = new FakeDevice();
  readonly grafana = new FakeGrafana();
  /** Keys of each person's acts in their order, but for those that a page took with it. */
  readonly made = new Map<Person, string[]>(PEOPLE.map((who) => [who, []]));
  /** What `append` answered for each key. */
  readonly told = new Map<string, boolean>();
  private readonly tabs = [0, 1, 2, 3].map((number) => this.openTab(number));
  private keys = 0;

  async take(one: Step): Promise<void> {
    switch (one.do) {
      case 'act':
        return this.act(one.tab, one.events);
      case 'reload':
        return this.reload(one.tab);
      case 'focus':
        return this.at(one.tab).page.focus();
      case 'read':
        return this.at(one.tab).queue.found(this.grafana.rows);
      case 'sign-in':
        this.grafana.session = one.who;
        return;
      case 'room':
        this.device.room = one.room;
        return;
      case 'fate':
        this.grafana.fates = [...one.fates];
        return;
      case 'wait':
        await jest.advanceTimersByTimeAsync(one.ms);
    }
  }

  /** The world is well again, and everybody signs in once. */
  async end(): Promise<void> {
    this.grafana.fates = [];
    this.device.room = Number.POSITIVE_INFINITY;
    for (const who of PEOPLE) {
      this.grafana.session = who;
      await jest.advanceTimersByTimeAsync(200_000);
    }
  }

  unsaved(): number {
    return this.tabs.reduce((sum, { queue }) => sum + queue.state().waiting, 0);
  }

  close(): void {
    this.tabs.forEach(({ leave }) => leave());
  }

  private act(number: number, events: number): void {
    const { queue, who } = this.at(number);
    const keys = Array.from({ length: events }, () => `${who}-tab${number}-${this.keys++}`);
    this.made.get(who)?.push(...keys);
    void queue.append(keys.map(draft)).then((isSaved) => keys.forEach((key) => this.told.set(key, isSaved)));
  }

  /** What only the page had goes with it, as the browser warns. */
  private reload(number: number): void {
    const { queue, who, page, leave } = this.at(number);
    const stored = new Set(this.device.stored.get(who)?.map((entry) => entry.draft.key));
    const lost = queue
      .state()
      .own.filter(({ event, savedMs }) => savedMs === null && !stored.has(event.key))
      .map(({ event }) => event.key);
    expect(page.isHeld()).toBe(lost.length > 0);
    // One of them may be on its way; whether it counts is not what is tested here.
    this.made.set(who, this.made.get(who)?.filter((key) => !lost.includes(key)) ?? []);
    lost.forEach((key) => this.dropped.add(key));
    leave();
    this.tabs[number] = this.openTab(number);
  }

  readonly dropped = new Set<string>();

  private openTab(number: number) {
    const who = number < 2 ? 'ops1' : 'ops2';
    const page = this.device.tab(who);
    const queue = new JournalQueue(page.ports, { login: who, clock: Date.now });
    const close = queue.open(this.grafana.journalOf(who));
    const leave = () => {
      close();
      page.close();
    };
    return { who, page, queue, leave } as const;
  }

  private at(number: number): ReturnType<World['openTab']> {
    const found = this.tabs[number];
    if (!found) {
      throw new Error(`there is no tab ${number}`);
    }
    return found;
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('whatever happens on the way, each event counts once, in the order of the acts, under the name of who made it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        await world.take(one);
      }
      await world.end();
      world.close();
      const { rows, kept } = world.grafana;
      const isRoomy = steps.every((one) => one.do !== 'room');
      for (const who of PEOPLE) {
        const counted = kept.filter((key) => key.startsWith(who) && !world.dropped.has(key));
        const made = world.made.get(who) ?? [];
        expect([...counted].sort()).toEqual([...made].sort());
        // Without room tabs know nothing of what the others have: each keeps its own order.
        for (const part of isRoomy ? [who] : [0, 1, 2, 3].map((number) => `${who}-tab${number}-`)) {
          const isOfPart = (key: string) => key.startsWith(part);
          expect(counted.filter(isOfPart)).toEqual(made.filter(isOfPart));
        }
      }
      if (steps.every((one) => one.do !== 'reload')) {
        expect(world.grafana.most).toBeLessThanOrEqual(1);
      }
      if (steps.every((one) => one.do !== 'reload' && one.do !== 'fate')) {
        expect(rows).toHaveLength(kept.length);
      }
      expect(rows.filter(({ key, author }) => !key.startsWith(author))).toEqual([]);
      expect([...world.told.values()].filter((isSaved) => !isSaved)).toEqual([]);
      expect(world.unsaved()).toBe(0);
      expect([...world.device.stored.keys()]).toEqual([]);
    }),
    { numRuns: 150 }
  );
});
