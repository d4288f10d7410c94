import type { RejectedRow } from '../journal/event';
import { instantOf } from '../time/zone';
import { carryDoubts } from './carryDoubts';
import { reading, recorded, ZONE } from './historyTestData';

const row = (date: string, subject?: string, why: RejectedRow['why'] = 'edited'): RejectedRow => ({
  id: 1,
  why,
  author: 'ops1',
  createdMs: instantOf(date, '12:00', ZONE),
  ...(subject !== undefined && { subject }),
});
const monday = recorded('morning/2026-11-16', 5);

test.each([
  ['nothing was rejected', [], []],
  [
    'the last entry of a list was edited',
    [row('2026-11-17', 'morning/2026-11-17')],
    [{ list: 'morning', why: 'edited' }],
  ],
  ['one before the last that counts', [row('2026-11-13', 'morning/2026-11-13')], []],
  ['of a list without any', [row('2026-11-17', 'evening/2026-11-17')], [{ list: 'evening', why: 'edited' }]],
  ['of a list that is off', [row('2026-11-17', 'weekly/2026-11-17')], []],
  ['sent twice', [row('2026-11-17', 'morning/2026-11-17', 'duplicate-key')], []],
  ['one that says nothing', [row('2026-11-17', undefined, 'unreadable')], [{ list: null, why: 'unreadable' }]],
  ['one that says nothing, before all that counts', [row('2026-11-13', undefined, 'unreadable')], []],
])('%s', (_name, rejected, expected) => {
  expect(carryDoubts(['morning', 'evening'], reading([monday], rejected))).toEqual(expected);
});
