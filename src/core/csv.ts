/**
 * Rows as RFC 4180 has them. A spreadsheet takes a cell that starts with `=`, `+`, `-`, `@` or a control character for a
 * formula, and names come from whoever may name a machine: such a cell gets an apostrophe. Plain numbers stay numbers.
 */
export function csvText(rows: ReadonlyArray<readonly string[]>): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\s']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
