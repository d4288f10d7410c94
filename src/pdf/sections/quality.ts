import type { ReasonCode } from '../../core/check/verdict';
import type { FailedQuery, ReportModel, SourceRow, UnknownRow } from '../../core/report/model';
import { cutPercent, formatCount, formatHours, formatShortDay, plural } from '../../core/report/numbers';
import { localDate, localTime } from '../../core/time/zone';
import { drawDayNumbers, drawDayStrip, STRIP_HEIGHT, stripAlt } from '../charts';
import type { Flow } from '../flow';
import { column, inColour, LEFT, span, TYPE } from '../tokens';
import { drawTable, text, type Cell } from '../table';
import { breakLines, drawLines } from '../words';

const REASON_WORDS: Readonly<Record<ReasonCode, string>> = {
  'no-data': 'no data',
  vanished: 'stopped reporting',
  'source-down': 'source did not answer',
  timeout: 'not answered in time',
  unauthorized: 'login refused',
  'not-permitted': 'not permitted',
  'query-error': 'query refused',
  'bad-response': 'answer not readable',
  'not-connected': 'not connected',
  'too-many': 'too many series',
  internal: 'error in Ops Rounds',
};

/** What was asked, what is unknown and what the numbers mean. `missing` are characters that no font has. */
export function drawQuality(flow: Flow, model: ReportModel, missing: readonly string[]): void {
  const { quality } = model;
  const { verdict, finding } = quality;
  flow.section({ id: 'quality', number: 'A', title: 'Data quality and method', verdict, finding }, () => {
    drawSources(flow, model);
    if (quality.failed.length > 0) {
      drawFailed(flow, quality.failed);
    }
    drawUnknown(flow, quality.unknown, quality.unknownOmitted);
    if (quality.notCovered.length > 0) {
      flow.y += 20;
      flow.heading('Not covered', 'nothing was found, or the source is not connected', 44);
      drawTable(flow, {
        columns: [
          { title: 'What', x: LEFT, width: span(5) },
          { title: 'To cover it', x: column(5), width: span(7) },
        ],
        rows: quality.notCovered.map(({ what, toCover }) => ({ cells: [text(what), text(toCover, TYPE.cellQuiet)] })),
      });
    }
    if (missing.length > 0) {
      flow.y += 20;
      flow.heading(
        'Characters that could not be drawn',
        'shown as a box; the fonts of the report do not have them',
        14
      );
      flow.prose(missing.map(codePoint).join(', '));
    }
    flow.y += 20;
    drawMethod(flow, model);
  });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function drawSources(flow: Flow, { quality, period }: ReportModel): void {
  if (quality.sources.length === 0) {
    flow.noData(
      'No data: no metrics source is configured.',
      'Add a Prometheus data source and choose it on the Setup page.'
    );
    flow.y += 8;
    return;
  }
  flow.heading('Sources', 'coverage: hours answered of hours that should have been, over all checks and things', 44);
  const days = period.days.length;
  drawTable(flow, {
    columns: [
      { title: 'Source', x: LEFT, width: 124 },
      { title: 'Coverage, %', x: 176, width: 46, align: 'right' },
      {
        title: 'Days',
        x: 230,
        width: 90,
        drawHead: (paper, x, baseline, width) => drawDayNumbers(paper, days, x, baseline, width),
      },
      { title: 'Failed queries', x: 326, width: 52, align: 'right' },
      { title: 'Data from', x: 388, width: 70 },
      { title: 'Longest gap', x: 462, width: 86 },
    ],
    rows: quality.sources.map((source) => ({
      cells: [
        text(source.name),
        coverageCell(source),
        {
          kind: 'figure',
          alt: stripAlt(source.days),
          height: STRIP_HEIGHT,
          draw: (paper, x, y, width) => drawDayStrip(paper, source.days, x, y, width),
        },
        text(`${formatCount(source.failed)} of ${formatCount(source.asked)}`),
        text(dataFrom(source, period), TYPE.cellQuiet),
        text(
          source.gap === null ? 'none' : `${formatHours(source.gap.hours)}, ${moment(source.gap.fromMs, period.zone)}`,
          TYPE.cellQuiet
        ),
      ],
    })),
  });
  flow.y += 20;
}

function coverageCell({ coverage }: SourceRow): Cell {
  if (coverage === null) {
    return text('unknown', inColour(TYPE.cellQuiet, 'unknown'));
  }
  return text(cutPercent(coverage), coverage < 0.95 ? inColour(TYPE.cellStrong, 'warnText') : TYPE.cellStrong);
}

function dataFrom({ firstMs }: SourceRow, period: ReportModel['period']): string {
  if (firstMs === null) {
    return 'nothing kept';
  }
  return firstMs <= period.fromMs ? 'the whole month' : moment(firstMs, period.zone);
}

function moment(ms: number, zone: string): string {
  return `${formatShortDay(localDate(ms, zone))} ${localTime(ms, zone)}`;
}

function drawFailed(flow: Flow, failed: readonly FailedQuery[]): void {
  flow.heading('Failed queries', plural(failed.length, 'query', 'queries'), 44);
  drawTable(flow, {
    columns: [
      { title: 'What', x: LEFT, width: 150 },
      { title: 'Source', x: 204, width: 110 },
      { title: 'Reason', x: 320, width: 228 },
    ],
    rows: failed.map(({ what, source, reason, detail }) => ({
      cells: [
        text(what),
        text(source, TYPE.cellQuiet),
        text(detail === '' ? REASON_WORDS[reason] : `${REASON_WORDS[reason]}: ${detail}`, TYPE.cellQuiet),
      ],
    })),
  });
  flow.y += 20;
}

function drawUnknown(flow: Flow, unknown: readonly UnknownRow[], omitted: number): void {
  const note =
    unknown.length === 0
      ? ''
      : `${plural(unknown.length, 'row')}${omitted > 0 ? `, ${formatCount(omitted)} more are not printed` : ''}`;
  flow.heading('Unknown: the complete list', note, 44);
  if (unknown.length === 0) {
    flow.prose('Nothing was unknown in any hour.');
    return;
  }
  drawTable(flow, {
    columns: [
      { title: 'What', x: LEFT, width: 170 },
      { title: 'Thing', x: 224, width: 150 },
      { title: 'Unknown for', x: 378, width: 56, align: 'right' },
      { title: 'Reason', x: 444, width: 104 },
    ],
    rows: unknown.map(({ what, thing, reason, hours }) => ({
      cells: [
        text(what),
        text(thing),
        text(formatHours(hours), TYPE.cellStrong),
        text(REASON_WORDS[reason], TYPE.cellQuiet),
      ],
    })),
  });
}

interface Definition {
  title: string;
  body: string;
}

function definitions(model: ReportModel): Definition[] {
  const { period } = model;
  const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
  return [
    {
      title: 'Period',
      body: `From ${iso(period.fromMs)} to ${iso(period.toMs)}, end excluded: ${period.hours}\u202fh in ${period.zone}. Days are local days with their real hours and are not scaled.`,
    },
    {
      title: 'Hours',
      body: 'Every check was evaluated at the end of each hour; a condition that has to last was looked at every five minutes. A day shows its worst hour. Time not passing is the number of hours of warning or fail; the state at the end is that of the last hour.',
    },
    {
      title: 'Verdicts',
      body: 'Pass, warning, fail, unknown. A group takes the worst of its members; percentages are never averaged. Unknown is never counted as good, nor as bad in a duration: it is a third thing and is printed.',
    },
    {
      title: 'What disappears',
      body: 'A thing that stopped reporting stays unknown until it is back or the month ends, unless its check says that such things come and go.',
    },
    {
      title: 'Use of nodes',
      body: 'Means of whole hours. p95 is the 95th percentile of these hourly means. The file system is the fullest at that hour, the link the one with the highest share of its speed, in the busier direction.',
    },
    {
      title: 'Numbers',
      body: 'Shares of the good are cut, not rounded: 99.96 does not become 100. “–” is none, counted as zero; “—” does not apply; “unknown” was asked and not answered.',
    },
  ];
}

function drawMethod(flow: Flow, model: ReportModel): void {
  const { paper } = flow;
  const width = span(6);
  const blocks = definitions(model).map(({ title, body }) => ({
    title,
    lines: breakLines(paper, [{ text: body, role: TYPE.prose }], width),
  }));
  const height = (list: typeof blocks) => list.reduce((sum, { lines }) => sum + 11 + lines.length * 11 + 8, 0);
  const half = Math.ceil(blocks.length / 2);
  const columns = [blocks.slice(0, half), blocks.slice(half)];
  flow.heading('Method', '', Math.max(...columns.map(height)));
  const top = flow.y + 2;
  columns.forEach((list, index) => {
    let y = top;
    for (const { title, lines } of list) {
      const x = column(index * 6);
      paper.leaf('H4', {}, () => paper.text(x, y + 9, title, TYPE.definition));
      paper.leaf('P', {}, () => drawLines(paper, lines, x, y + 20, 11));
      y += 11 + lines.length * 11 + 8;
    }
    flow.y = Math.max(flow.y, y);
  });
  flow.y += 4;
  flow.prose(
    `The digest at the foot of the pages is the SHA-256 of the attached report-${model.period.id}.json: the same input gives the same file, byte for byte.`
  );
}
