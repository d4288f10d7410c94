import fc from 'fast-check';
import { exportText, readExport } from './exportFile';
import { sentRow } from './testData';

const about = { home: null, zone: 'Europe/Berlin', fromMs: 1, toMs: 9000, startedMs: 500 };
const rows = [1, 2, 3].map((id) => sentRow({ id, by: 'ops1' }));
const text = exportText(rows, about);

test('a journal in a file comes back as it was', () => {
  expect(readExport(text)).toEqual({ ...about, rows, isWhole: true });
  expect(readExport(exportText([], { ...about, home: 'x', startedMs: null }))).toMatchObject({
    home: 'x',
    rows: [],
    isWhole: true,
  });
});

test('the manifest is the first line, and its hash is that of the rest', () => {
  const [head = ''] = text.split('\n');
  expect(JSON.parse(head)).toMatchObject({ format: 'opsrounds-journal', version: 1, rows: 3 });
  expect(text.endsWith('}\n')).toBe(true);
});

test('whatever words stand in a row, it is one line', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const odd = texts.map((one, at) => ({ ...sentRow({ id: at }), text: one }));
      const file = exportText(odd, about);
      expect(file.split('\n')).toHaveLength(odd.length + 2);
      expect(readExport(file)).toMatchObject({ isWhole: true, rows: odd });
    })
  );
});

test('any character of the rows that is changed, and any line that is gone, is told', () => {
  const start = text.indexOf('\n') + 1;
  fc.assert(
    fc.property(fc.integer({ min: start, max: text.length - 1 }), fc.constantFrom('', 'x', '\n'), (at, put) => {
      fc.pre(text[at] !== put);
      const changed = text.slice(0, at) + put + text.slice(at + 1);
      expect(readExport(changed).isWhole).toBe(false);
    })
  );
  const lines = text.split('\n');
  expect(readExport([...lines.slice(0, 1), ...lines.slice(2)].join('\n')).isWhole).toBe(false);
});

test.each(['', '\n', '{}\n', 'x\n{}\n', text.replace('"version":1', '"version":2'), text.split('\n')[0] ?? ''])(
  'what is no export is refused: %j',
  (other) => {
    expect(() => readExport(other)).toThrow(RangeError);
  }
);
