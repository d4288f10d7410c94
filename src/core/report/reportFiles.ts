import { verdictOfLetter } from '../check/stateLetters';
import { csvText } from '../csv';
import {
  rowsOf,
  type Amount,
  type Block,
  type ChartBlock,
  type Column,
  type StripBlock,
  type TableBlock,
  type TilesBlock,
} from './blocks';
import type { Period, ReportModel } from './model';

/** The model as it is attached to the PDF; the digest at the foot of its pages is of these bytes in UTF-8. */
export function reportJson(model: ReportModel): string {
  return JSON.stringify(model);
}

/** A table of the report as RFC 4180 has it. */
export interface CsvTable {
  /** `<section>-<block>`, unique in the report. */
  name: string;
  text: string;
}

/** Every block that has rows, in the order of the report. Numbers are plain, an hour is 1. */
export function reportCsv({ sections, period }: ReportModel): CsvTable[] {
  return sections.flatMap((section) =>
    section.blocks.flatMap((block) => {
      const rows = rowsOfBlock(block, period);
      return rows === null ? [] : [{ name: `${section.id}-${block.id}`, text: csvText(rows) }];
    })
  );
}

/** With the head in the first row; null where a block is prose. */
function rowsOfBlock(block: Block, period: Period): string[][] | null {
  switch (block.kind) {
    case 'table':
      return tableRows(block, period);
    case 'tiles':
      return tileRows(block);
    case 'strip':
      return stripRows(block, period);
    case 'chart':
      return chartRows(block);
    case 'notes':
      return null;
  }
}

function tableRows(block: TableBlock, period: Period): string[][] {
  const columns = block.columns.map((column) => plainColumn(column, period));
  const { groups } = block;
  const heads = columns.flatMap(({ titles }) => titles);
  const rows = Array.from({ length: rowsOf(block) }, (_, row) => {
    const cells = columns.flatMap(({ cells: of }) => of(row));
    const group = groups?.heads.filter(({ at }) => at <= row).pop();
    return groups === undefined ? cells : [group?.title ?? '', ...cells];
  });
  return [groups === undefined ? heads : [groups.title, ...heads], ...rows];
}

/** One column of the report may be several of a file, and a picture of what other columns say is none. */
function plainColumn(column: Column, period: Period): { titles: string[]; cells: (row: number) => string[] } {
  const { title } = column;
  const plain = (cell: (row: number) => string, name = title) => ({
    titles: [name],
    cells: (row: number) => [cell(row)],
  });
  switch (column.kind) {
    case 'text':
      return plain((row) => column.cells[row] ?? '');
    case 'number':
      return plain((row) => amount(column.cells[row]));
    case 'count':
      return plain((row) => amount(column.cells[row]));
    case 'percent':
      return plain((row) => amount(column.cells[row]), title.includes('%') ? title : `${title}, %`);
    case 'hours':
      return plain((row) => amount(column.cells[row]), `${title}, h`);
    case 'share':
      return {
        titles: [title, `${title}, of`],
        cells: (row) => [String(column.cells[row]?.part ?? ''), String(column.cells[row]?.of ?? '')],
      };
    case 'verdict':
      return plain((row) => column.cells[row] ?? 'na');
    case 'days':
      return {
        titles: period.days.map(({ date }) => date),
        cells: (row) => dayCells(column.cells[row] ?? '', period),
      };
    case 'bar':
    case 'marks':
    case 'budget':
      return { titles: [], cells: () => [] };
  }
}

function amount(value: Amount | string | undefined): string {
  return value === undefined || value === 'inapplicable' ? '' : String(value);
}

function dayCells(letters: string, { days }: Period): string[] {
  return days.map((_, day) => verdictOfLetter(letters.charAt(day)));
}

function tileRows({ tiles }: TilesBlock): string[][] {
  return [
    ['Label', 'Value', 'Unit', 'Verdict', 'Target', 'Lines'],
    ...tiles.map(({ label, value, unit, verdict, target, lines }) => [
      label,
      value,
      unit,
      verdict,
      target ?? '',
      lines.join('; '),
    ]),
  ];
}

function stripRows({ rows }: StripBlock, period: Period): string[][] {
  return [
    ['What', ...period.days.map(({ date }) => date), 'End'],
    ...rows.map(({ title, days, end }) => [title, ...dayCells(days, period), end]),
  ];
}

function chartRows({ what, columns, rows }: ChartBlock): string[][] {
  const cell = (value: number | null) => (value === null ? 'unknown' : String(value));
  return [
    [what, ...columns.flatMap((title) => [`${title}: mean`, `${title}: p95`, `${title}: highest`])],
    ...rows.map(({ title, panels }) => [
      title,
      ...panels.flatMap(({ mean, p95, highest }) => [cell(mean), cell(p95), cell(highest)]),
    ]),
  ];
}
