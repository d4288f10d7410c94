import { colleagues } from './colleagues';

test('the rota in its order, then the authors by name, each once and nobody who was deleted', () => {
  const rota = { title: 'On call', people: ['ops3', 'ops1'], from: '2026-11-16', days: 7, at: '09:00' };
  const written = ['ops2', '', 'ops1', 'lead1', 'ops2'].map((author) => ({ author }));
  expect(colleagues([rota], written)).toEqual(['ops3', 'ops1', 'lead1', 'ops2']);
  expect(colleagues([], [])).toEqual([]);
});
