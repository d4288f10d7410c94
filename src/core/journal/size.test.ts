import { largestPart } from './size';

test.each<[string, unknown, { path: string; bytes: number }]>([
  ['a long note', { note: 'x'.repeat(500), value: 1 }, { path: 'payload.note', bytes: 502 }],
  ['one item of a list', { items: ['a', { text: 'é'.repeat(50) }] }, { path: 'payload.items.1.text', bytes: 102 }],
  ['many that are alike', { items: ['aa', 'bb', 'cc'] }, { path: 'payload.items', bytes: 16 }],
  ['words alone', 'x'.repeat(10), { path: 'payload', bytes: 12 }],
  ['nothing', null, { path: 'payload', bytes: 4 }],
])('what makes an event large: %s', (_, payload, largest) => {
  expect(largestPart({ payload })).toEqual(largest);
});
