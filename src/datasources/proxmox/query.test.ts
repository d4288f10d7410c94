import { isKind } from './query';

test.each([
  ['guests', true],
  ['datastores', true],
  ['constructor', false],
  ['toString', false],
  ['', false],
  [undefined, false],
  [{}, false],
])('whether %p is a kind of query: %p', (kind, expected) => {
  expect(isKind(kind)).toBe(expected);
});
