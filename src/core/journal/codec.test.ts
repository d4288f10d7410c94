import fc from 'fast-check';
import { decodeRow, decodeRows, encodeEvent, eventBytes, eventTags, type AnnotationRow } from './codec';
import type { EventDraft } from './event';

const draft: EventDraft = {
  class: 'run',
  list: 'morning',
  type: 'item.acknowledged',
  key: '8f1c',
  run: 'morning/2026-11-20',
  item: 'node-disk',
  template: 'morning@7f3a9c21',
  base: '77aa',
  payload: { note: 'cleaning at 10:00', value: 0.934 },
  sentence: 'Disks: acknowledged',
};

function row(text: string, fields: Partial<AnnotationRow> = {}): AnnotationRow {
  return { id: 7, text, tags: eventTags('run', 'morning'), login: 'ops1', created: 1000, updated: 1000, ...fields };
}

describe('an event in an annotation', () => {
  it('is a sentence and a comment with compact keys', () => {
    expect(encodeEvent(draft)).toBe(
      'Disks: acknowledged\n<!-- opsrounds {"v":1,"k":"8f1c","t":"item.acknowledged","r":"morning/2026-11-20",' +
        '"i":"node-disk","tv":"morning@7f3a9c21","base":"77aa","p":{"note":"cleaning at 10:00","value":0.934}} -->'
    );
    expect(eventTags('run', 'morning')).toEqual(['opsrounds:run', 'opsrounds_list:morning']);
  });

  it('comes back with author and time of the server', () => {
    const source = { id: 7, author: 'ops1', createdMs: 1000, updatedMs: 1000 };
    expect(decodeRow(row(encodeEvent(draft)))).toEqual({ ...draft, ...source });
  });

  it.each([
    '-->',
    '--',
    '---',
    '----',
    'a -- b --> <!-- c',
    '-',
    '\\--',
    '<!-- opsrounds {"v":1} -->',
    '\u2028\u0000"\\',
  ])('carries %j in a note without ending the comment', (note) => {
    const text = encodeEvent({ ...draft, payload: { note } });
    const comment = text.slice(text.indexOf('\n') + 1);
    expect(comment.slice('<!--'.length, -'-->'.length)).not.toContain('--');
    expect(decodeRow(row(text))).toMatchObject({ payload: { note } });
  });

  it('says one plain line that Grafana shows as it is', () => {
    const sentence = 'Disks:\r\n <b>acknowledged</b>\u0000 <!-- opsrounds {} -->\u2028 now ';
    const text = encodeEvent({ ...draft, sentence });
    expect(text.split('\n')[0]).toBe('Disks: ‹b›acknowledged‹/b› ‹!-- opsrounds {} --› now');
    expect(decodeRow(row(text))).toMatchObject({ key: '8f1c' });
    const long = encodeEvent({ ...draft, sentence: '💾'.repeat(500) }).split('\n')[0] ?? '';
    expect([...long]).toHaveLength(240);
  });

  it('counts bytes, not characters', () => {
    expect(eventBytes({ ...draft, sentence: 'é' })).toBe(eventBytes({ ...draft, sentence: 'e' }) + 1);
  });

  it('survives any words', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('-', '>', '<', '!', '\\', '"', 'u') })
    );
    fc.assert(
      fc.property(words, words, (note, sentence) => {
        const decoded = decodeRow(row(encodeEvent({ ...draft, sentence, payload: { note } })));
        expect(decoded).toMatchObject({ payload: { note } });
      }),
      { numRuns: 500 }
    );
  });
});

describe('rows that do not count', () => {
  const good = encodeEvent(draft);
  it.each<[string, AnnotationRow, string]>([
    ['an edited one', row(good, { updated: 1001 }), 'edited'],
    ['an edited one that says nothing any more', row('gone', { updated: 1001 }), 'edited'],
    ['one without the comment', row('Disks: acknowledged'), 'unreadable'],
    ['one with something behind the comment', row(`${good} and more`), 'unreadable'],
    ['broken JSON', row('x\n<!-- opsrounds {"v":1 -->'), 'unreadable'],
    ['JSON that is no object', row('x\n<!-- opsrounds [1] -->'), 'unreadable'],
    ['one without a key', row(good.replace('"k":"8f1c",', '')), 'unreadable'],
    ['one with an unknown state', row(good.replace('"tv"', '"s":"maybe","tv"')), 'unreadable'],
    ['one without a type', row(good.replace('"t":"item.acknowledged",', '')), 'unreadable'],
    ['one without a version', row(good.replace('"v":1,', '')), 'unreadable'],
    ['a newer version', row(good.replace('"v":1', '"v":2')), 'newer-version'],
    ['a type of a newer release', row(good.replace('item.acknowledged', 'item.riskaccepted')), 'newer-version'],
    [
      'one with two lists',
      row(good, { tags: ['opsrounds:run', 'opsrounds_list:a', 'opsrounds_list:b'] }),
      'unreadable',
    ],
    ['one larger than any that is written', row(good.replace('cleaning', 'c'.repeat(9000))), 'unreadable'],
    [
      'a payload nested so deep that nothing could walk it',
      row(good.replace('0.934', `${'['.repeat(3500)}${']'.repeat(3500)}`)),
      'unreadable',
    ],
    ['one of an unknown class', row(good, { tags: ['opsrounds:event', 'opsrounds_list:morning'] }), 'unreadable'],
  ])('%s', (_, found, why) => {
    expect(decodeRow(found)).toMatchObject({ id: 7, why, author: 'ops1', createdMs: 1000 });
  });

  it('names the run of an edited row when it can be read', () => {
    expect(decodeRow(row(good, { updated: 2 }))).toMatchObject({ run: 'morning/2026-11-20' });
  });
});

describe('a reading', () => {
  it('is sorted by time and id, and takes a key once: the first', () => {
    const rows = [
      row(encodeEvent({ ...draft, key: 'b' }), { id: 3, created: 5, updated: 5 }),
      row(encodeEvent({ ...draft, key: 'a' }), { id: 9, created: 5, updated: 5 }),
      row(encodeEvent({ ...draft, key: 'b', payload: { note: 'retry' } }), { id: 4, created: 6, updated: 6 }),
      row(encodeEvent({ ...draft, key: 'c' }), { id: 12, created: 1, updated: 1 }),
    ];
    const { events, rejected } = decodeRows([...rows, ...rows]);
    expect(events.map(({ id }) => id)).toEqual([12, 3, 9]);
    expect(rejected).toEqual([{ id: 4, why: 'duplicate-key', author: 'ops1', createdMs: 6, run: draft.run }]);
  });
});
