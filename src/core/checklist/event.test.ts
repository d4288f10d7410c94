import fc from 'fast-check';
import { eventTags, journalCodec } from '../journal/codec';
import { RUN_EVENTS, runEvents, type RunDraft, type RunEvent } from './event';
import { event, run } from './testData';

const codec = journalCodec([RUN_EVENTS]);

const draft: RunDraft = {
  class: 'run',
  list: 'morning',
  type: 'item.set',
  key: '8f1c',
  subject: run.key,
  base: '77aa',
  payload: { template: 'morning@7f3a9c21', item: 'node-disk', state: 'na', details: { note: 'later', value: 0.934 } },
  sentence: 'Disks: not applicable',
};
const good = codec.encode(draft);

const decoded = (text: string) =>
  codec.decodeRow({ id: 7, text, tags: eventTags('run', 'morning'), login: 'ops1', created: 1, updated: 1 });

describe('an event of a round in an annotation', () => {
  it('has version 1 and the keys it always had', () => {
    expect(good).toBe(
      'Disks: not applicable\n<!-- opsrounds {"v":1,"k":"8f1c","t":"item.set","r":"morning/2026-11-20",' +
        '"i":"node-disk","s":"na","tv":"morning@7f3a9c21","base":"77aa","p":{"note":"later","value":0.934}} -->'
    );
    expect(codec.encode({ ...draft, type: 'run.started', base: undefined, payload: { template: '' } })).toContain(
      '{"v":1,"k":"8f1c","t":"run.started","r":"morning/2026-11-20","tv":""}'
    );
  });

  it('comes back as it was sent', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    const payload = fc.record(
      {
        template: fc.string(),
        item: text,
        state: fc.constantFrom('done', 'checked', 'na', 'open'),
        details: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null))),
      },
      { requiredKeys: ['template'] }
    );
    fc.assert(
      fc.property(fc.constantFrom(...RUN_EVENTS.types), text, payload, (type, key, said) => {
        expect(decoded(codec.encode({ ...draft, type, key, payload: said }))).toMatchObject({
          type,
          key,
          subject: run.key,
          payload: JSON.parse(JSON.stringify(said)) as unknown,
        });
      })
    );
  });

  it.each([
    ['an unknown state', good.replace('"s":"na"', '"s":"maybe"')],
    ['an item that is no text', good.replace('"node-disk"', '7')],
    ['an item that is empty', good.replace('"node-disk"', '""')],
    ['no template', good.replace('"tv":"morning@7f3a9c21",', '')],
    ['details that are no record', good.replace('{"note":"later","value":0.934}', '[1]')],
  ])('does not count with %s', (_, text) => {
    expect(decoded(text)).toMatchObject({ why: 'unreadable', subject: run.key });
  });

  it('is newer than this code in version 2: rounds keep to version 1', () => {
    const text = good.replace('"v":1', '"v":2').replace('"r"', '"subject"');
    expect(decoded(text)).toMatchObject({ why: 'newer-version', subject: run.key });
  });
});

it("finds the rounds' events among others", () => {
  const own: RunEvent = event(1, 'disk');
  expect(runEvents({ events: [own, { ...event(2, 'disk'), type: 'map.accepted', payload: 7 }] })).toEqual([own]);
});
