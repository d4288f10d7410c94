import { runDigest } from '../checklist/event';
import { event } from '../checklist/testData';
import { canonicalJson, sha256Hex } from './canonical';

describe('the digest of a journal', () => {
  const events = [event(1, 'disk'), event(2, 'backup'), event(3, 'disk')];

  it('does not depend on order or repeats', () => {
    expect(runDigest([...events].reverse().concat(events))).toBe(runDigest(events));
  });

  it.each<[string, Parameters<typeof event>[2]]>([
    ['an author', { author: 'mallory' }],
    ['a time', { createdMs: 1 }],
    ['a note', { details: { note: 'never' } }],
    ['an item', { item: 'certs' }],
  ])('changes with %s', (_, fields) => {
    expect(runDigest([event(1, 'disk', fields), ...events.slice(1)])).not.toBe(runDigest(events));
  });

  it('is of the names and values that the first signature was of', () => {
    const canonical =
      '{"author":"ops1","createdMs":1795172401000,"id":1,"item":"disk","key":"k1","payload":{"note":"note 1"},' +
      '"run":"morning/2026-11-20","template":"morning@00000000","type":"item.acknowledged"}';
    expect(runDigest([event(1, 'disk')])).toBe(sha256Hex(canonical));
  });

  it('changes when an event is gone', () => {
    expect(runDigest(events.slice(1))).not.toBe(runDigest(events));
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
