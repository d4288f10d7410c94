import type { NotesBlock, Remark } from '../../core/report/blocks';
import type { Flow } from '../flow';
import { drawVerdict } from '../marks';
import type { Paper } from '../paper';
import { column, LEFT, span, TYPE, WIDTH } from '../tokens';
import { breakLines, drawLines, type Line } from '../words';

const MISSING_HEIGHT = 33;

export function drawNotes(flow: Flow, { form, notes }: NotesBlock): void {
  switch (form) {
    case 'prose':
      notes.forEach((note) => drawParagraph(flow, note));
      return;
    case 'missing':
      notes.forEach((note) => drawMissing(flow, note));
      return;
    case 'definitions':
      drawDefinitions(flow, notes);
  }
}

/** What a heading stands over at least. */
export function notesHeight(paper: Paper, { form, notes }: NotesBlock): number {
  switch (form) {
    case 'prose':
      return paragraphLines(paper, notes[0] ?? { lead: '', rest: '' }).length * 11;
    case 'missing':
      return MISSING_HEIGHT;
    case 'definitions':
      return Math.max(...inColumns(paper, notes).map(heightOf));
  }
}

/** Over the whole width. */
function drawParagraph(flow: Flow, note: Remark): void {
  const { paper } = flow;
  const lines = paragraphLines(paper, note);
  flow.need(lines.length * 11);
  paper.leaf('P', {}, () => {
    flow.y = drawLines(paper, lines, LEFT, flow.y + 8, 11) - 8 + 3;
  });
}

function paragraphLines(paper: Paper, { lead, rest }: Remark): Line[] {
  const body = { text: rest, role: TYPE.prose };
  return breakLines(paper, lead === '' ? [body] : [{ text: `${lead} `, role: TYPE.proseLead }, body], WIDTH);
}

/** That a block has no data: what is missing and what to add. */
function drawMissing(flow: Flow, { lead, rest }: Remark): void {
  flow.need(MISSING_HEIGHT);
  const { paper, y } = flow;
  const box = `${LEFT} ${y} ${WIDTH} ${MISSING_HEIGHT} re`;
  paper.artifact(() => paper.shape(box, { stroke: 'unknown', line: 0.6, dash: '2 1.6' }));
  paper.leaf('P', {}, () => {
    drawVerdict(paper, 'unknown', LEFT + 10, y + 14, TYPE.proseLead, lead);
    paper.text(LEFT + 20.2, y + 25, rest, TYPE.prose);
  });
  flow.y = y + MISSING_HEIGHT;
}

interface Definition {
  title: string;
  lines: readonly Line[];
}

/** Terms in two columns, read down the left one first. */
function drawDefinitions(flow: Flow, notes: readonly Remark[]): void {
  const { paper } = flow;
  const columns = inColumns(paper, notes);
  flow.need(Math.max(...columns.map(heightOf)));
  const top = flow.y + 2;
  columns.forEach((list, index) => {
    const x = column(index * 6);
    let y = top;
    for (const { title, lines } of list) {
      paper.leaf('H4', {}, () => paper.text(x, y + 9, title, TYPE.definition));
      paper.leaf('P', {}, () => drawLines(paper, lines, x, y + 20, 11));
      y += 11 + lines.length * 11 + 8;
    }
    flow.y = Math.max(flow.y, y);
  });
}

function inColumns(paper: Paper, notes: readonly Remark[]): Definition[][] {
  const all = notes.map(({ lead, rest }): Definition => ({
    title: lead,
    lines: breakLines(paper, [{ text: rest, role: TYPE.prose }], span(6)),
  }));
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)];
}

function heightOf(list: readonly Definition[]): number {
  return list.reduce((sum, { lines }) => sum + 11 + lines.length * 11 + 8, 0);
}
