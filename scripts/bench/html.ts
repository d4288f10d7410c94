import { bandShapes, stripMarks, type ChartPoint } from '../../src/core/chart/days';
import {
  BUDGET_END,
  BUDGET_TIGHT,
  rowsOf,
  type Band,
  type Block,
  type ChartBlock,
  type Column,
  type Marks,
  type Remark,
  type StripBlock,
  type TableBlock,
  type Tile,
} from '../../src/core/report/blocks';
import { cellText, VERDICT_WORDS } from '../../src/core/report/cellText';
import type { ReportModel } from '../../src/core/report/model';

/** The same model as a plain page for a browser to print: same content, same tables, charts as inline SVG. */
export function reportHtml(model: ReportModel, fontFolder: string): string {
  const { period } = model;
  const face = (family: string, file: string, weight: number) =>
    `@font-face{font-family:${family};font-weight:${weight};src:url("file://${fontFolder}/OpsRounds${file}.ttf")}`;
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Operations report, ${period.name}</title><style>
${face('Sans', 'Sans-Regular', 400)}${face('Sans', 'Sans-Semibold', 600)}${face('Serif', 'Serif-Regular', 400)}${face('Serif', 'Serif-Semibold', 600)}
@page{size:A4;margin:48pt 48pt 58pt}body{font:7.8pt Sans;margin:0;color:#16191d}h1{font:600 32pt Serif;margin:0}h2{font:600 20pt Serif;break-before:page}
table{border-collapse:collapse;width:100%}th{text-align:left;font-size:7pt}tr{break-inside:avoid;border-bottom:.5pt solid #dfe2e5}td,th{padding:2pt 3pt}
.headline{font:19pt/25pt Serif}.tiles{display:flex;gap:14pt}.tiles div{flex:1;border-top:1.5pt solid #a3231c}.tiles b{font-size:23pt}</style></head><body>
<h1>${text(period.name)}</h1><p>${period.hours} hours in ${text(period.zone)}</p><p class="headline">${text(model.headline)}</p>
${tiles(model.tiles)}
<h3>What went wrong</h3><ol>${model.wrong.map((note) => `<li>${remark(note)}</li>`).join('')}</ol>
<h3>Still open</h3><ol>${model.open.map((note) => `<li>${remark(note)}</li>`).join('')}</ol><p>${remark(model.trust)}</p>
${model.sections.map((section) => `<h2>${section.number} ${text(section.title)}</h2><p>${remark(section.finding)}</p>${section.blocks.map(block).join('\n')}`).join('\n')}
</body></html>`;
}

function text(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function remark({ lead, rest }: Remark): string {
  return `<b>${text(lead)}</b> ${text(rest)}`;
}

function block(one: Block): string {
  const heading = one.title === '' ? '' : `<h3>${text(one.title)} <small>${text(one.note)}</small></h3>`;
  return heading + body(one);
}

function body(one: Block): string {
  switch (one.kind) {
    case 'table':
      return tableBlock(one);
    case 'tiles':
      return tiles(one.tiles);
    case 'strip':
      return stripBlock(one);
    case 'notes':
      return one.notes.map((note) => `<p>${remark(note)}</p>`).join('');
    case 'chart':
      return chartBlock(one);
  }
}

function tiles(list: readonly Tile[]): string {
  return `<div class="tiles">${list.map((tile) => `<div>${text(tile.label)}<br><b>${text(tile.value)}</b> ${text(tile.unit)}<br>${tile.lines.map(text).join('<br>')}</div>`).join('')}</div>`;
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head.map((cell) => `<th scope="col">${text(cell)}</th>`).join('')}</tr></thead><tbody>${lines}</tbody></table>`;
}

function tableBlock(own: TableBlock): string {
  const heads = new Map(own.groups?.heads.map(({ at, title, note }) => [at, `<b>${text(title)}</b> ${text(note)}`]));
  const rows = Array.from({ length: rowsOf(own) }, (_, row) => row).flatMap((row) => {
    const head = heads.get(row);
    const cells = own.columns.map((column) => cell(column, row));
    return head === undefined ? [cells] : [[head], cells];
  });
  return table(
    own.columns.map(({ title }) => title),
    rows
  );
}

function cell(column: Column, row: number): string {
  switch (column.kind) {
    case 'days':
      return strip(column.cells[row] ?? '');
    case 'bar':
      return bar((column.cells[row] ?? 0) / Math.max(1, ...column.cells));
    case 'marks':
      return marks(column.cells[row]);
    case 'budget':
      return budget(column.cells[row] ?? 'unknown');
    case 'text':
    case 'number':
    case 'count':
    case 'percent':
    case 'hours':
    case 'share':
    case 'verdict':
      return text(cellText(column, row));
  }
}

function bar(share: number): string {
  return `<svg role="img" aria-label="bar" width="104" height="5" viewBox="0 0 104 5"><rect width="${(104 * share).toFixed(2)}" height="5" fill="#cfe3dc"/></svg>`;
}

function budget(spent: number | 'unknown'): string {
  const width = (share: number) => ((104 * Math.min(share, BUDGET_END)) / BUDGET_END).toFixed(2);
  const fill = spent === 'unknown' ? COLOURS['u'] : COLOURS[spent > 1 ? 'f' : spent > BUDGET_TIGHT ? 'w' : 'p'];
  return `<svg role="img" aria-label="budget" width="104" height="5" viewBox="0 0 104 5"><rect width="${width(spent === 'unknown' ? 1 : spent)}" height="5" fill="${fill}"/><rect x="${width(1)}" width="0.8" height="5"/></svg>`;
}

function marks({ warn, fail, unknown }: Marks = { warn: 0, fail: 0, unknown: 0 }): string {
  const colours = [...'w'.repeat(warn), ...'f'.repeat(fail), ...'u'.repeat(unknown)].slice(0, 10);
  const boxes = colours.map(
    (letter, index) => `<rect x="${index * 7}" width="6" height="6" fill="${COLOURS[letter] ?? ''}"/>`
  );
  return `<svg role="img" aria-label="marks" width="86" height="6" viewBox="0 0 86 6">${boxes.join('')}</svg>`;
}

const COLOURS: Readonly<Record<string, string>> = { p: '#2f7a63', w: '#c47f00', f: '#a3231c', u: '#5d6570' };

function strip(letters: string): string {
  const drawn = stripMarks(letters, { width: 83, height: 10, days: letters.length })
    .map(
      (mark) =>
        `<rect x="${mark.x.toFixed(2)}" y="${mark.y}" width="${mark.width.toFixed(2)}" height="${mark.height}" fill="${COLOURS[mark.letter] ?? ''}"/>`
    )
    .join('');
  return `<svg role="img" aria-label="days" width="83" height="10" viewBox="0 0 83 10">${drawn}</svg>`;
}

function stripBlock({ rows }: StripBlock): string {
  return table(
    ['What', 'Days', 'End of month'],
    rows.map(({ title, days, end }) => [text(title), strip(days), VERDICT_WORDS[end]])
  );
}

function chartBlock({ what, columns, rows }: ChartBlock): string {
  return table(
    [what, ...columns],
    rows.map(({ title, panels }) => [text(title), ...panels.map(chart)])
  );
}

function chart({ days, mean, p95 }: Band): string {
  const { bands, lines } = bandShapes(days, { width: 75, height: 40, days: days.length }, [0, 100]);
  const points = (list: readonly ChartPoint[]) => list.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  const shapes = [
    ...bands.map((band) => `<polygon points="${points(band)}" fill="#c6d4e1"/>`),
    ...lines.map((line) => `<polyline points="${points(line)}" fill="none" stroke="#1c4a73"/>`),
  ];
  return `<svg role="img" aria-label="use" width="75" height="40" viewBox="0 0 75 40">${shapes.join('')}</svg> ${mean ?? ''} p95 ${p95 ?? ''}`;
}
