import { deriveRun } from '../core/checklist/derive';
import { template } from '../core/checklist/testData';
import { dueWords, overdueState } from './due';
import { initTexts } from './t';

const ZONE = 'Europe/Berlin';
/** A local hour of Friday 20 November 2026 in Berlin. */
const friday = (hour: number, day = 0) => Date.UTC(2026, 10, 20 + day, hour - 1);

beforeAll(initTexts);

test.each([
  ['before it is due', friday(8) + 37 * 60_000, undefined, 'Due 09:00, 23 min left', null],
  ['on its day', friday(11), undefined, 'Overdue since 09:00, 2 h', 'warn'],
  ['the day after', friday(11, 1), undefined, 'Overdue since Friday 09:00, 1 d', 'fail'],
  ['the first one, on a Saturday', friday(11, 1), friday(10, 1), 'Due Monday 09:00, 1 d left', null],
])('%s', (_, nowMs, startedMs, words, state) => {
  const run = deriveRun(
    template(),
    { zone: ZONE, holidays: new Set(), ...(startedMs !== undefined && { startedMs }) },
    nowMs
  );
  expect([dueWords(run, nowMs), overdueState(run, nowMs)]).toEqual([words, state]);
});
