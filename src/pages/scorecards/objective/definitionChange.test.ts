import { definitionChange, targetIn } from './definitionChange';

const said = (sha: string, id: string, target: string, saidMs: number) =>
  [sha, { sha, definition: { id, target }, by: `${sha} author`, saidMs }] as const;
const all = new Map([
  said('a', 'shop', '99', 10),
  said('b', 'other', '98', 20),
  said('c', 'shop', '99.5', 30),
  said('d', 'shop', '99.9', 40),
]);

test.each([
  ['the last one', 'd', { by: 'd author', saidMs: 40, before: '99.5', now: '99.9' }],
  ['one that was brought back has what was before it', 'c', { by: 'c author', saidMs: 30, before: '99', now: '99.5' }],
  ['the first one has none', 'a', { by: 'a author', saidMs: 10, before: null, now: '99' }],
])('%s', (_, active, { by, saidMs, before, now }) => {
  const change = definitionChange(all, 'shop', ['b', active]);
  expect(change).toMatchObject({ by, saidMs });
  expect([targetIn(change?.before ?? null), targetIn(change?.now ?? null)]).toEqual([before, now]);
});

test('none that counts is none', () => {
  expect(definitionChange(all, 'shop', ['b'])).toBeNull();
});
