import { formatValue } from '../check/format';
import { csvText } from '../csv';
import type { HardwareMap } from './map';
import { rowName, type MapField, type MapRow } from './row';

/** The map for a spreadsheet or a wiki. Headings are English like the names that they stand over. */

const COLUMNS: ReadonlyArray<readonly [heading: string, cell: (row: MapRow) => string]> = [
  ['kind', (row) => row.kind],
  ['id', (row) => (row.kind === 'node' ? '' : row.key.slice(row.key.indexOf('/') + 1))],
  ['name', rowName],
  ['node', (row) => row.node ?? ''],
  ['status', (row) => row.status],
  ['addresses', (row) => listText(row, 'addresses')],
  ['networks', (row) => [listText(row, 'networks'), listText(row, 'macs')].filter((text) => text !== '').join('; ')],
  ['cpu', (row) => listText(row, 'cpu')],
  ['sockets', (row) => listText(row, 'sockets')],
  ['cores', (row) => listText(row, 'cores')],
  ['memory', (row) => memoryText(row.fields.memory)],
  ['disks', (row) => listText(row, 'disks')],
  ['life left', lifeText],
];

/** One line per machine; what is not known is `?`, what does not apply is empty. */
export function mapCsv(map: HardwareMap): string {
  return csvText(table(map));
}

/** A table for a wiki; what a machine is called cannot end a cell or become markup. */
export function mapMarkdown(map: HardwareMap): string {
  const [head = [], ...rows] = table(map).map((row) => row.map(markdownCell));
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Bytes as people read them; `?` when not known, empty when it does not apply. */
export function memoryText(memory: readonly string[] | null | undefined): string {
  return memory === undefined ? '' : memory?.[0] === undefined ? '?' : formatValue(Number(memory[0]), 'bytes');
}

function table({ rows, duplicates }: HardwareMap): string[][] {
  const twice = new Map<string, string[]>();
  for (const { value, rows: holders } of duplicates) {
    new Set(holders).forEach((key) => twice.set(key, [...(twice.get(key) ?? []), value]));
  }
  return [
    [...COLUMNS.map(([heading]) => heading), 'duplicates'],
    ...rows.map((row) => [...COLUMNS.map(([, cell]) => plain(cell(row))), (twice.get(row.key) ?? []).join('; ')]),
  ];
}

function listText(row: MapRow, field: MapField): string {
  const value = row.fields[field];
  return value === null ? '?' : (value ?? []).join('; ');
}

function lifeText({ lifeLeft }: MapRow): string {
  return lifeLeft.map(({ ratio }) => (ratio === null ? '?' : plain(formatValue(ratio, 'ratio')))).join('; ');
}

/** Spreadsheets take a value with a no-break space for a text of its own kind. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function markdownCell(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\`*_[\]|~#!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .trim();
}
