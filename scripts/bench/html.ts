import { bandShapes, stripMarks, type ChartPoint } from '../../src/core/chart/days';
import { USE_METRICS, type CheckRow, type NodeUse, type ReportModel, type Use } from '../../src/core/report/model';
import { formatHours } from '../../src/core/report/numbers';

/** The same model as a plain page for a browser to print: same content, same tables, charts as inline SVG. */
export function reportHtml(model: ReportModel, fontFolder: string): string {
  const { period, utilisation, checks, quality } = model;
  const face = (family: string, file: string, weight: number) =>
    `@font-face{font-family:${family};font-weight:${weight};src:url("file://${fontFolder}/OpsRounds${file}.ttf")}`;
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Operations report, ${period.name}</title><style>
${face('Sans', 'Sans-Regular', 400)}${face('Sans', 'Sans-Semibold', 600)}${face('Serif', 'Serif-Regular', 400)}${face('Serif', 'Serif-Semibold', 600)}
@page{size:A4;margin:48pt 48pt 58pt}body{font:7.8pt Sans;margin:0;color:#16191d}h1{font:600 32pt Serif;margin:0}h2{font:600 20pt Serif;break-before:page}
table{border-collapse:collapse;width:100%}th{text-align:left;font-size:7pt}tr{break-inside:avoid;border-bottom:.5pt solid #dfe2e5}td,th{padding:2pt 3pt}
.headline{font:19pt/25pt Serif}.tiles{display:flex;gap:14pt}.tiles div{flex:1;border-top:1.5pt solid #a3231c}.tiles b{font-size:23pt}</style></head><body>
<h1>${text(period.name)}</h1><p>${period.hours} hours in ${text(period.zone)}</p><p class="headline">${text(model.headline)}</p>
<div class="tiles">${model.tiles.map((tile) => `<div>${text(tile.label)}<br><b>${text(tile.value)}</b> ${text(tile.unit)}<br>${tile.lines.map(text).join('<br>')}</div>`).join('')}</div>
<h3>What went wrong</h3><ol>${model.wrong.map((note) => `<li><b>${text(note.lead)}</b> ${text(note.rest)}</li>`).join('')}</ol>
<h3>Still open</h3><ol>${model.open.map((note) => `<li><b>${text(note.lead)}</b> ${text(note.rest)}</li>`).join('')}</ol><p>${text(model.trust)}</p>
<h2>Utilisation</h2><p>${text(utilisation.finding.lead)} ${text(utilisation.finding.rest)}</p>
${table(['Node', ...USE_METRICS], [...utilisation.nodes.slice(0, 6), ...utilisation.nodes.slice(-4)].map(multiples))}
${table(['Node', ...USE_METRICS.flatMap((metric) => [metric, 'p95']), 'Hours'], utilisation.nodes.map(numbers))}
<h2>Checks</h2><p>${text(checks.finding.lead)} ${text(checks.finding.rest)}</p>
${table(
  ['Pack', 'Pairs', 'Pass', 'Warn', 'Fail', 'Unknown'],
  checks.packs.map((pack) => [text(pack.title), pack.pairs, pack.pass, pack.warn, pack.fail, pack.unknown].map(String))
)}
${table(['Check', 'Thing', 'Not passing', 'Longest', 'Days', 'End of month'], checks.rows.map(checkCells))}
<h2>Data quality and method</h2><p>${text(quality.finding.lead)} ${text(quality.finding.rest)}</p>
${table(
  ['Source', 'Coverage', 'Days', 'Failed'],
  quality.sources.map((source) => [
    text(source.name),
    String(source.coverage),
    strip(source.days),
    `${source.failed} of ${source.asked}`,
  ])
)}
${table(
  ['What', 'Thing', 'Unknown for', 'Reason'],
  quality.unknown.map((row) => [text(row.what), text(row.thing), formatHours(row.hours), row.reason])
)}
</body></html>`;
}

function text(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table>`;
}

function checkCells(row: CheckRow): string[] {
  return [
    text(row.title),
    text(row.thing),
    formatHours(row.notPassing),
    formatHours(row.longest),
    strip(row.days),
    row.end,
  ];
}

function strip(letters: string): string {
  const colours: Record<string, string> = { p: '#2f7a63', w: '#c47f00', f: '#a3231c', u: '#5d6570' };
  const marks = stripMarks(letters, { width: 83, height: 10, days: letters.length })
    .map(
      (mark) =>
        `<rect x="${mark.x.toFixed(2)}" y="${mark.y}" width="${mark.width.toFixed(2)}" height="${mark.height}" fill="${colours[mark.letter] ?? ''}"/>`
    )
    .join('');
  return `<svg role="img" aria-label="days" width="83" height="10" viewBox="0 0 83 10">${marks}</svg>`;
}

function multiples(node: NodeUse): string[] {
  return [text(node.name), ...USE_METRICS.map((metric) => chart(node.use[metric]))];
}

function chart(use: Use): string {
  const { bands, lines } = bandShapes(use.days, { width: 75, height: 40, days: use.days.length }, [0, 100]);
  const points = (list: readonly ChartPoint[]) => list.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  const shapes = [
    ...bands.map((band) => `<polygon points="${points(band)}" fill="#c6d4e1"/>`),
    ...lines.map((line) => `<polyline points="${points(line)}" fill="none" stroke="#1c4a73"/>`),
  ];
  return `<svg role="img" aria-label="use" width="75" height="40" viewBox="0 0 75 40">${shapes.join('')}</svg> ${use.mean ?? ''} p95 ${use.p95 ?? ''}`;
}

function numbers(node: NodeUse): string[] {
  return [
    text(node.name),
    ...USE_METRICS.flatMap((metric) => [String(node.use[metric].mean), String(node.use[metric].p95)]),
    String(node.use.cpu.hours),
  ];
}
