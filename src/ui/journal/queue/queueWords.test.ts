import { initTexts } from '../../t';
import type { QueueState } from './journalQueue';
import { queueWords, unsavedWords } from './queueWords';

const WELL: QueueState = {
  own: [],
  waiting: 0,
  unstored: 0,
  isRetrying: false,
  signedOut: null,
  refused: [],
  others: new Map(),
};

beforeAll(initTexts);

test.each<[what: string, state: Partial<QueueState>, words: string[]]>([
  ['nothing waits', {}, []],
  ['something is being saved', { waiting: 2 }, []],
  ['one failed', { waiting: 1, isRetrying: true }, ['Not saved, retrying: 1 entry waits.']],
  ['several wait behind one that failed', { waiting: 3, isRetrying: true }, ['Not saved, retrying: 3 entries wait.']],
  [
    'the session has ended',
    { waiting: 2, isRetrying: true, signedOut: { code: 'unauthorized' } },
    ['Not saved: log in again as ops1. 2 entries wait.'],
  ],
  [
    'there is no room',
    { waiting: 2, unstored: 1, isRetrying: true },
    [
      'Not saved, retrying: 2 entries wait.',
      'Not stored on this device: do not close this tab before 1 entry is saved.',
    ],
  ],
  [
    'others left something',
    {
      others: new Map([
        ['ops2', 1],
        ['<b>ops3</b>', 2],
      ]),
    },
    [
      '1 entry of ops2 waits on this device. It is saved when ops2 logs in here.',
      '2 entries of <b>ops3</b> wait on this device. They are saved when <b>ops3</b> logs in here.',
    ],
  ],
])('%s', (_what, state, words) => {
  expect(queueWords({ ...WELL, ...state }, 'ops1')).toEqual(words);
});

test('of others a panel says nothing', () => {
  expect(unsavedWords({ ...WELL, others: new Map([['ops2', 1]]) }, 'ops1')).toEqual([]);
});
