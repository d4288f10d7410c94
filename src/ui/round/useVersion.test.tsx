import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';

import { publishedIn } from '../../core/checklist/published';
import { isScheduled, type ScheduledTemplate } from '../../core/checklist/template';
import { publishDraft, templateSha } from '../../core/checklist/templateEvent';
import { templateId } from '../../core/checklist/templateId';
import type { JournalEvent } from '../../core/journal/event';
import { initTexts } from '../t';
import { FakeRounds } from './fakeRounds';
import { FakeScreen } from './fakeScreen';
import { useChecklist, type Checklist } from './useChecklist';
import { useRound } from './useRound';

let world: FakeRounds;
let morning: ScheduledTemplate;
let shorter: ScheduledTemplate;

beforeAll(initTexts);
beforeEach(async () => {
  jest.useFakeTimers();
  world = new FakeRounds();
  morning = (await world.services.library()).checklists.filter(isScheduled)[0]!;
  shorter = { ...morning, items: morning.items.slice(0, 1) };
});
afterEach(() => jest.useRealTimers());

/** Another session of the same Grafana, in which a version may be published and activated. */
async function openRound(published: readonly ScheduledTemplate[], activated: ScheduledTemplate | null) {
  const events = published.map((template, index): JournalEvent => {
    return { ...publishDraft(template), id: 900 + index, author: 'anna', createdMs: 1, updatedMs: 1 };
  });
  const connection = world.connection();
  const templates: Record<string, string> = activated ? { morning: templateSha(activated) } : {};
  const services = {
    ...world.services,
    connect: async () => ({
      ...connection,
      settings: { ...connection.settings, templates },
      templates: { bySha: publishedIn({ events }), failed: null },
    }),
  };
  const wrapper = ({ children }: { children: ReactNode }) => <FakeScreen services={services}>{children}</FakeScreen>;
  const checklist = renderHook(() => useChecklist('morning'), { wrapper });
  await act(async () => jest.advanceTimersByTimeAsync(10));
  const round = renderHook(() => useRound(checklist.result.current as Checklist), { wrapper });
  await act(async () => jest.advanceTimersByTimeAsync(10));
  return round;
}

const itemsOf = ({ result }: Awaited<ReturnType<typeof openRound>>) => result.current.board.items.length;

test('a round that nobody began has the activated version', async () => {
  const round = await openRound([shorter], shorter);
  expect([itemsOf(round), round.result.current.version]).toEqual([1, 'active']);
});

test('a round keeps the version it began with, and its signature names it', async () => {
  const before = await openRound([], null);
  await act(async () => before.result.current.skip('office move'));
  before.unmount();

  const round = await openRound([shorter], shorter);
  expect([itemsOf(round), round.result.current.version]).toEqual([3, 'pinned']);
  expect(round.result.current.state.template).toBe(templateId(morning));
});

test('it goes back to a published version that does not count any more', async () => {
  const before = await openRound([shorter], shorter);
  await act(async () => before.result.current.skip('office move'));
  before.unmount();

  const round = await openRound([shorter], null);
  expect([itemsOf(round), round.result.current.version]).toEqual([1, 'pinned']);
});

test('a version that is not at hand is said to be, whatever is shown instead', async () => {
  const before = await openRound([shorter], shorter);
  await act(async () => before.result.current.skip('office move'));
  before.unmount();

  const round = await openRound([], null);
  expect([itemsOf(round), round.result.current.version]).toEqual([3, 'lost']);
});
