import fc from 'fast-check';

import { csvText } from './csv';

describe('CSV', () => {
  it.each([
    ['pve-a1', 'pve-a1'],
    ['-4.5', '-4.5'],
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', `"'=1+1"`],
    ['+1 234', `"'+1 234"`],
    ['-x', `"'-x"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['  =1', `"'  =1"`],
    ['\u200b=1', `"'\u200b=1"`],
    ['\uff1d1', `"'\uff1d1"`],
  ])('writes %j as %s', (text, cell) => {
    expect(csvText([[text]])).toBe(`${cell}\r\n`);
  });

  it('keeps every cell what it was, and no cell is a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const read = parsed(csvText(rows));
          expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
          read.flat().forEach((cell, at) => {
            expect([cell, cell.slice(1)]).toContain(rows.flat()[at]);
            expect(cell).not.toMatch(/^[=+@\t\r\n]|^-(?!\d+(\.\d+)?$)/);
          });
        }
      )
    );
  });
});

/** A plain RFC 4180 reader. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
