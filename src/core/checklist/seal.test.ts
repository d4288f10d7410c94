import { runDigest, type RunEvent } from './event';
import { sealOf } from './seal';
import { event, run } from './testData';

const acts = [event(1, 'disk'), event(2, 'backup'), event(3, 'certs')];

const sent = acts.map((one) => ({ ...one, by: 'ops1' }));

function signed(over: readonly RunEvent[], digest = runDigest(over), id = 10): RunEvent {
  return event(id, '', { type: 'run.signed', item: undefined, details: { events: over.length, digest } });
}

const look = (...events: readonly RunEvent[]) => sealOf(events, [], run.key);

test('a round that nobody signed has no seal', () => {
  expect(look(...acts)).toBeNull();
});

test('a signature is known by the first eight digits of its digest', () => {
  const digest = runDigest(acts);
  expect(look(...acts, signed(acts))).toEqual({
    mark: `${digest.slice(0, 4)} ${digest.slice(4, 8)}`,
    author: 'ops1',
    atMs: signed(acts).createdMs,
    events: 3,
    edited: 0,
    unseen: 0,
    state: 'intact',
  });
});

test.each<[string, readonly RunEvent[], object]>([
  ['an event came after it', [...acts, signed(acts), event(11, 'disk')], { state: 'intact', unseen: 0 }],
  ['it was signed again', [...acts, signed(acts), signed([...acts, signed(acts)], undefined, 12)], { events: 4 }],
  ['an event arrived late', [...acts, event(4, 'disk'), signed(acts)], { state: 'intact', unseen: 1 }],
  ['one is gone', [...acts.slice(1), signed(acts)], { state: 'gone', events: 3 }],
  ['one says something else', [...acts.slice(1), event(1, 'certs'), signed(acts)], { state: 'altered' }],
  ['one is gone and others came', [...acts.slice(1), event(4, 'x'), event(5, 'x'), signed(acts)], { state: 'unclear' }],
  ['it says nothing', [...acts, signed(acts, 'x')], { state: 'altered', mark: '' }],
  ['a login was renamed', [...sent.map((one) => ({ ...one, author: 'jo' })), signed(sent)], { state: 'intact' }],
  ['a user was deleted', [...sent.map((one) => ({ ...one, author: '' })), signed(sent)], { state: 'intact' }],
  ['nobody knows whose it was', [...acts.map((one) => ({ ...one, author: '' })), signed(acts)], { state: 'unclear' }],
])('when %s', (_, events, seal) => {
  expect(look(...events)).toMatchObject(seal);
});

test('edited rows of the run are counted, those of others are not', () => {
  const row = { id: 5, why: 'edited', author: 'ops1', createdMs: 1 } as const;
  const rejected = [{ ...row, subject: run.key }, { ...row, subject: 'morning/2026-11-19' }, row];
  expect(sealOf([...acts, signed(acts)], rejected, run.key)).toMatchObject({ edited: 1 });
});
