import fc from 'fast-check';

import { entityOfKey, identityBy } from './entityKey';

const BY = ['node', 'disk', 'name'];
// The characters that keys are made of, so that a value may look like a part of a key.
const value = fc.string({ unit: fc.constantFrom(...'ab=,\\|') });
const labels = fc.dictionary(fc.constantFrom(...BY, 'other'), value);

test('a key names the source and the labels, sorted, with their marks escaped', () => {
  const { key, labels: own } = identityBy(BY)('uid', { node: 'a=b,c\\d', disk: '', pod: 'x', name: 'n' });
  expect(key).toBe('uid|name=n,node=a\\=b\\,c\\\\d');
  expect(own).toEqual({ name: 'n', node: 'a=b,c\\d' });
});

test('two series have one key when they are alike in what makes the entity, and else never', () => {
  const identify = identityBy(BY);
  const said = (one: Readonly<Record<string, string>>) => BY.map((name) => one[name] ?? '');
  fc.assert(
    fc.property(labels, labels, (a, b) => {
      const areAlike = JSON.stringify(said(a)) === JSON.stringify(said(b));
      expect(identify('uid', a).key === identify('uid', b).key).toBe(areAlike);
    })
  );
});

test('the order in which a check lists its labels makes no other key', () => {
  fc.assert(
    fc.property(labels, fc.shuffledSubarray(BY, { minLength: BY.length }), (one, by) => {
      expect(identityBy(by)('uid', one)).toEqual(identityBy(BY)('uid', one));
    })
  );
});

test('what an entity is like at the moment is kept and makes no other key', () => {
  const identify = identityBy(['pod'], ['node']);
  const [here, there] = [identify('uid', { pod: 'x', node: 'a' }), identify('uid', { pod: 'x', node: 'b' })];
  expect([here.key, there.key]).toEqual(['uid|pod=x', 'uid|pod=x']);
  expect([here.labels, there.labels]).toEqual([
    { pod: 'x', node: 'a' },
    { pod: 'x', node: 'b' },
  ]);
});

test('a key can be read back, whatever stands in its labels', () => {
  const text = fc.oneof(value, fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...BY, 'other'), text), (one) => {
      const { key, labels: own } = identityBy(BY)('uid', one);
      expect(entityOfKey(key)).toEqual({ sourceUid: 'uid', labels: own });
    })
  );
});

test.each(['', 'uid', 'uid|node', 'uid|=a', 'uid|a=b,c'])('what is no key is read as none: %j', (text) => {
  expect(entityOfKey(text)).toBeNull();
});
