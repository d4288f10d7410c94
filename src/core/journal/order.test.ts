import { event } from '../checklist/testData';
import { canonicalJson, sha256Hex } from './canonical';
import { journalDigest } from './order';

describe('the digest of a journal', () => {
  const events = [event(1, 'disk'), event(2, 'backup'), event(3, 'disk')];

  it('does not depend on order or repeats', () => {
    expect(journalDigest([...events].reverse().concat(events))).toBe(journalDigest(events));
  });

  it.each<[string, Parameters<typeof event>[2]]>([
    ['an author', { author: 'mallory' }],
    ['a time', { createdMs: 1 }],
    ['a note', { payload: { note: 'never' } }],
    ['an item', { item: 'certs' }],
  ])('changes with %s', (_, fields) => {
    expect(journalDigest([event(1, 'disk', fields), ...events.slice(1)])).not.toBe(journalDigest(events));
  });

  it('changes when an event is gone', () => {
    expect(journalDigest(events.slice(1))).not.toBe(journalDigest(events));
  });
});

describe('canonical JSON', () => {
  it('is the same for the same content', () => {
    expect(canonicalJson({ b: [1, undefined, 'ä'], a: { d: undefined, c: null } })).toBe(
      '{"a":{"c":null},"b":[1,null,"ä"]}'
    );
  });

  it('is hashed as published for SHA-256', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
