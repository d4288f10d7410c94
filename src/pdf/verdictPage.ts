import { nothingListed } from '../core/report/head';
import type { Note, Period, ReportModel } from '../core/report/model';
import { countAlone, formatCount, formatDay, formatShortDay, monthName } from '../core/report/numbers';
import { drawTiles, TILES_HEIGHT } from './blocks/tiles';
import { drawTroubleByDay } from './dayCharts';
import type { Flow } from './flow';
import { drawVerdict } from './marks';
import type { Paper } from './paper';
import { column, FLOOR, inColour, LEFT, RIGHT, span, TYPE, WIDTH } from './tokens';
import { breakLines, drawLines, drawRuns, lineWidth, type Run } from './words';

/** Page 1: is it good, the five numbers, what went wrong, what is left to do, how far this can be trusted. */
export function drawVerdictPage(flow: Flow, model: ReportModel): void {
  const { paper } = flow;
  flow.newPage();
  paper.destination('verdict', 0);
  flow.bookmarks.push({ title: 'Verdict', page: 0, top: 0, children: [] });
  paper.element('Sect', { title: 'Verdict' }, () => {
    drawTitle(paper, model);
    const end = drawHeadline(paper, model);
    drawTiles(paper, model.tiles, end + 37);
    flow.y = end + 37 + TILES_HEIGHT + 30;
    drawNotes(flow, model);
    drawDaily(flow, model);
    drawTrust(flow, model);
    if (model.preparedBy !== null) {
      paper.leaf('P', {}, () => paper.text(LEFT, flow.y + 20, `Prepared by ${model.preparedBy ?? ''}.`, TYPE.note));
    }
  });
}

function drawTitle(paper: Paper, { period, organisation }: ReportModel): void {
  paper.leaf('P', {}, () => {
    // The one letter-spaced line of the report.
    let x = LEFT;
    for (const letter of 'OPERATIONS REPORT') {
      paper.text(x, 47.5, letter, TYPE.kicker);
      x += paper.width(letter, TYPE.kicker) + 1.1;
    }
  });
  if (organisation !== null) {
    paper.leaf('P', {}, () => paper.text(RIGHT, 47.5, organisation, TYPE.note, 'right'));
  }
  paper.leaf('H1', {}, () => paper.text(LEFT - 1, 87, period.name, TYPE.month));
  paper.leaf('P', {}, () => drawRuns(paper, periodRuns(period), LEFT, 109));
  paper.artifact(() => paper.line([LEFT, 122], [RIGHT, 122], 'ink', 0.8));
}

function periodRuns(period: Period): Run[] {
  const first = period.days[0];
  const last = period.days[period.days.length - 1];
  const change = period.clockChange;
  const direction = change?.direction === 'back' ? 'back' : 'forward';
  return [
    {
      text: `${first ? Number(first.date.slice(8)) : 1} to ${last ? formatDay(last.date) : ''} in ${period.zone}: `,
      role: TYPE.period,
    },
    {
      text: `${formatCount(Math.floor(period.hours))}${period.hours % 1 > 0 ? '.5' : ''} hours`,
      role: TYPE.periodStrong,
    },
    { text: change === null ? '.' : `, the clocks went ${direction} on ${formatDay(change.date)}.`, role: TYPE.period },
  ];
}

/** Returns the last baseline. */
function drawHeadline(paper: Paper, model: ReportModel): number {
  paper.leaf('P', {}, () =>
    drawVerdict(paper, model.verdict, LEFT, 149, { ...TYPE.mark, size: 9.8 }, model.verdictWords)
  );
  let end = 0;
  paper.leaf('P', {}, () => {
    const lines = breakLines(paper, [{ text: model.headline, role: TYPE.headline }], WIDTH);
    end = drawLines(paper, lines, LEFT, 178, 25) - 25;
  });
  return end;
}

function drawNotes(flow: Flow, model: ReportModel): void {
  const { wrong, open, period } = model;
  const month = monthName(period.id);
  const none = nothingListed(model);
  const top = flow.y;
  const left = drawNoteList(flow.paper, 'What went wrong', wrong, column(0), top, none.wrong);
  const right = drawNoteList(flow.paper, `What is still open at the end of ${month}`, open, column(6), top, none.open);
  flow.y = Math.max(left, right) + 16;
}

/** Returns where it ends. */
function drawNoteList(
  paper: Paper,
  title: string,
  notes: readonly Note[],
  x: number,
  top: number,
  none: string
): number {
  paper.leaf('H3', {}, () => paper.text(x, top, title, TYPE.block));
  paper.artifact(() => paper.line([x, top + 6], [x + span(6), top + 6], 'rule'));
  let baseline = top + 20;
  if (notes.length === 0) {
    paper.leaf('P', {}, () => paper.text(x, baseline, none, TYPE.list));
    return baseline;
  }
  paper.element('L', {}, () => {
    notes.slice(0, 3).forEach((note, index) => {
      paper.element('LI', {}, () => {
        paper.leaf('Lbl', {}, () => paper.text(x, baseline, String(index + 1), TYPE.listNumber));
        paper.element('LBody', {}, () => {
          const runs = [
            { text: `${note.lead} `, role: TYPE.listLead },
            { text: note.rest, role: TYPE.list },
          ];
          const link = inColour(TYPE.list, 'accent');
          const lines = breakLines(paper, runs, span(6) - 13).slice(0, 4);
          const last = lines[lines.length - 1] ?? [];
          paper.content(() => drawLines(paper, lines, x + 13, baseline, 12.5));
          const used = lineWidth(paper, last) + 6;
          const fits = used + paper.width('page 888', link) <= span(6) - 13;
          const at = baseline + (lines.length - (fits ? 1 : 0)) * 12.5;
          paper.pageLink(x + 13 + (fits ? used : 0), at, note.section, link);
          baseline = at + 17;
        });
      });
    });
  });
  return baseline - 17;
}

function drawDaily(flow: Flow, { daily, period }: ReportModel): void {
  const height = 64;
  const { paper } = flow;
  if (daily.length === 0 || flow.y + height + 90 > FLOOR) {
    return;
  }
  const top = flow.y + 8;
  const title = 'The month by day';
  paper.leaf('H3', {}, () => paper.text(LEFT, top, title, TYPE.block));
  paper.leaf('P', {}, () =>
    paper.text(
      LEFT + paper.width(title, TYPE.block) + 7,
      top,
      'results whose worst hour failed (red), warned (amber) or was unknown (hatched); weekends grey',
      TYPE.note
    )
  );
  const frame = { x: LEFT + 24, y: top + 12, width: WIDTH - 24, height };
  const worst = daily.reduce((best, day, index) => (sum(day) > sum(daily[best] ?? day) ? index : best), 0);
  const worstDay = daily[worst];
  const date = period.days[worst]?.date;
  const alt =
    worstDay && date && sum(worstDay) > 0
      ? `Most trouble on ${formatShortDay(date)}: of the results ${countAlone(worstDay.fail)} failed, ${countAlone(worstDay.unknown)} ${worstDay.unknown === 1 ? 'was' : 'were'} unknown, ${countAlone(worstDay.warn)} warned.`
      : 'No result failed, warned or was unknown on any day.';
  const bbox: [number, number, number, number] = [LEFT, frame.y, RIGHT, frame.y + height + 12];
  paper.leaf('Figure', { alt, bbox }, () => drawTroubleByDay(paper, daily, period.days, frame));
  flow.y = frame.y + height + 24;
}

function sum(day: ReportModel['daily'][number]): number {
  return day.fail + day.warn + day.unknown;
}

function drawTrust(flow: Flow, { trust }: ReportModel): void {
  const { paper } = flow;
  const runs = [
    { text: `${trust.lead} `, role: TYPE.proseLead },
    { text: trust.rest, role: TYPE.prose },
  ];
  const lines = breakLines(paper, runs, WIDTH - 90);
  const height = lines.length * 11 + 11;
  const top = Math.min(flow.y, FLOOR - height);
  paper.artifact(() => paper.rect(LEFT, top, WIDTH, height, { fill: 'wash' }));
  paper.element('P', {}, () => {
    paper.content(() => drawLines(paper, lines, LEFT + 10, top + 14, 11));
    paper.pageLink(RIGHT - 36, top + 14, trust.section, inColour(TYPE.prose, 'accent'));
  });
  flow.y = top + height;
}
