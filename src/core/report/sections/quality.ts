import { localDate, localTime } from '../../time/zone';
import type { Block, NotesBlock, Remark, TableBlock } from '../blocks';
import {
  answersWords,
  type Coverage,
  type FailedQuery,
  type NotCovered,
  type SourceRow,
  type UnknownRow,
} from '../coverage';
import type { ReportFacts } from '../facts';
import { capital, countWord, cutPercent, formatCount, formatHours, formatShortDay, plural } from '../numbers';
import { REASON_WORDS } from '../reasonWords';
import { RESULT_MEANS } from '../resultCounts';
import { ENOUGH_COVERAGE } from '../useOfNodes';
import type { MadeSection, SectionMaker } from './section';

const MAX_UNKNOWN_ROWS = 400;

type Month = ReportFacts['month'];

/** What was asked, what is unknown and what the numbers mean. */
export const QUALITY: SectionMaker = {
  id: 'quality',
  title: 'Data quality and method',
  about: 'Coverage, failed queries, everything that is unknown, how the numbers are made.',
  appendix: true,
  make,
};

function make({ coverage, month }: ReportFacts): MadeSection {
  const { share, sources, failed, unknown, notCovered } = coverage;
  const enough = share !== null && share >= ENOUGH_COVERAGE;
  const verdict = !enough ? 'unknown' : failed.length > 0 || unknown.length > 0 ? 'warn' : 'pass';
  return {
    verdict,
    weighs: enough ? 'pass' : 'unknown',
    finding: findingOf(coverage),
    blocks: [
      sources.length === 0 ? NO_SOURCE : sourceTable(sources, month),
      ...(failed.length > 0 ? [failedTable(failed)] : []),
      unknownBlock(unknown),
      ...(notCovered.length > 0 ? [notCoveredTable(notCovered)] : []),
      methodOf(month),
    ],
  };
}

function findingOf({ share, unknown, failed }: Coverage): Remark {
  if (share === null) {
    return { lead: 'No source was asked.', rest: 'Add a metrics data source to cover the month.' };
  }
  const counts = [
    unknown.length === 0
      ? 'Nothing is unknown'
      : `${capital(countWord(unknown.length))} ${unknown.length === 1 ? 'result was' : 'results were'} unknown for at least an hour, and ${unknown.length === 1 ? 'is' : 'are'} listed here`,
    failed.length === 0 ? 'no query failed' : `${plural(failed.length, 'query', 'queries')} failed`,
  ];
  return {
    lead: answersWords(share),
    rest: `${counts.join('; ')}. No gap was filled and no missing value was read as good.`,
  };
}

const NO_SOURCE: NotesBlock = {
  kind: 'notes',
  id: 'missing',
  title: '',
  note: '',
  form: 'missing',
  notes: [
    {
      lead: 'No data: no metrics source is configured.',
      rest: 'Add a Prometheus data source and choose it on the Setup page.',
    },
  ],
};

function sourceTable(sources: readonly SourceRow[], month: Month): TableBlock {
  return {
    kind: 'table',
    id: 'sources',
    title: 'Sources',
    note: 'coverage: answers that came, of one for each result and hour',
    columns: [
      { kind: 'text', title: 'Source', width: 120, cells: sources.map(({ name }) => name) },
      {
        kind: 'percent',
        title: 'Coverage, %',
        width: 46,
        cells: sources.map(({ share }) => (share === null ? 'unknown' : Number(cutPercent(share)))),
        tone: sources.map(({ share }) => (share !== null && share < ENOUGH_COVERAGE ? 'warn' : 'strong')),
      },
      { kind: 'days', title: 'Days', width: 90, cells: sources.map(({ days }) => days) },
      {
        kind: 'share',
        title: 'Failed queries',
        width: 50,
        cells: sources.map(({ failed, asked }) => ({ part: failed, of: asked })),
      },
      {
        kind: 'text',
        title: 'Data from',
        width: 66,
        cells: sources.map((source) => dataFrom(source, month)),
        tone: 'quiet',
      },
      {
        kind: 'text',
        title: 'Longest gap',
        width: 86,
        cells: sources.map(({ gap }) =>
          gap === null ? 'none' : `${formatHours(gap.hours)}, ${moment(gap.fromMs, month.zone)}`
        ),
        tone: 'quiet',
      },
    ],
  };
}

function dataFrom({ firstMs }: SourceRow, month: Month): string {
  if (firstMs === null) {
    return 'nothing kept';
  }
  return firstMs <= month.fromMs ? 'the whole month' : moment(firstMs, month.zone);
}

function moment(ms: number, zone: string): string {
  return `${formatShortDay(localDate(ms, zone))} ${localTime(ms, zone)}`;
}

function failedTable(failed: readonly FailedQuery[]): TableBlock {
  return {
    kind: 'table',
    id: 'failed',
    title: 'Failed queries',
    note: plural(failed.length, 'query', 'queries'),
    columns: [
      { kind: 'text', title: 'What', width: 150, cells: failed.map(({ what }) => what) },
      { kind: 'text', title: 'Source', width: 110, cells: failed.map(({ source }) => source), tone: 'quiet' },
      {
        kind: 'text',
        title: 'Reason',
        width: 228,
        cells: failed.map(({ reason, detail }) =>
          detail === '' ? REASON_WORDS[reason] : `${REASON_WORDS[reason]}: ${detail}`
        ),
        tone: 'quiet',
      },
    ],
  };
}

function unknownBlock(all: readonly UnknownRow[]): Block {
  const id = 'unknown';
  const title = 'Unknown: the complete list';
  const rows = all.slice(0, MAX_UNKNOWN_ROWS);
  const omitted = all.length - rows.length;
  if (rows.length === 0) {
    const rest = 'Nothing was unknown in any hour.';
    return { kind: 'notes', id, title, note: '', form: 'prose', notes: [{ lead: '', rest }] };
  }
  return {
    kind: 'table',
    id,
    title,
    note: `${plural(rows.length, 'result')}${omitted > 0 ? `, ${formatCount(omitted)} more are not printed` : ''}`,
    columns: [
      { kind: 'text', title: 'What', width: 168, cells: rows.map(({ what }) => what) },
      { kind: 'text', title: 'Where', width: 148, cells: rows.map(({ where }) => where) },
      { kind: 'hours', title: 'Unknown for', width: 50, cells: rows.map(({ hours }) => hours), tone: 'strong' },
      {
        kind: 'text',
        title: 'Reason',
        width: 104,
        cells: rows.map(({ reason }) => REASON_WORDS[reason]),
        tone: 'quiet',
      },
    ],
  };
}

function notCoveredTable(rows: readonly NotCovered[]): TableBlock {
  return {
    kind: 'table',
    id: 'not-covered',
    title: 'Not covered',
    note: 'not connected, without a history, or nothing of the kind was found; none of it counts as good',
    columns: [
      { kind: 'text', title: 'What', width: 190, cells: rows.map(({ what }) => what) },
      { kind: 'count', title: 'Checks', width: 30, cells: rows.map(({ checks }) => checks) },
      { kind: 'text', title: 'Why, or how to cover it', width: 262, cells: rows.map(whyNotCovered), tone: 'quiet' },
    ],
  };
}

function whyNotCovered({ reason, hint }: NotCovered): string {
  if (reason === null) {
    return hint ?? 'nothing of the kind was found';
  }
  const { code, detail } = reason;
  return detail === undefined ? REASON_WORDS[code] : `${REASON_WORDS[code]}: ${detail.replace(/\.$/, '')}`;
}

function methodOf({ fromMs, toMs, hours, zone }: Month): NotesBlock {
  const span = (of: string) => `${moment(fromMs, of)} to ${moment(toMs, of)}`;
  return {
    kind: 'notes',
    id: 'method',
    title: 'Method',
    note: '',
    form: 'definitions',
    notes: [
      {
        lead: 'Period',
        rest: `${span(zone)} in ${zone}, which is ${span('UTC')} in UTC, end excluded: ${hours}\u202fh. Days are local days with their real hours and are not scaled.`,
      },
      {
        lead: 'Results',
        rest: `${RESULT_MEANS} Every number of results, warnings and failures counts these.`,
      },
      {
        lead: 'Hours',
        rest: 'Every check was evaluated at the end of each hour; a condition that has to last was looked at every five minutes. A day shows its worst hour. The time of a result is the number of hours in which it failed or warned; no times of several results are added up. The state at the end is that of the last hour.',
      },
      {
        lead: 'Verdicts',
        rest: 'Pass, warning, fail, unknown. A group takes the worst of its members; percentages are never averaged. Unknown is never counted as good, nor as bad in a duration: it is a verdict of its own and is printed.',
      },
      {
        lead: 'What disappears',
        rest: 'What stopped reporting stays unknown until it is back or the month ends, unless its check says that such parts come and go. A check is unknown as a whole in every hour in which nothing of it was there, unless it may be absent.',
      },
      {
        lead: 'Use of nodes',
        rest: 'Means of whole hours. p95 is the 95th percentile of these hourly means. The filesystem is the fullest at that hour, the link the one with the highest share of its speed, in the busier direction.',
      },
      {
        lead: 'Numbers',
        rest: 'Shares of the good are cut, not rounded: 99.96 does not become 100. “–” is none, counted as zero; “—” does not apply; “unknown” was asked and not answered.',
      },
    ],
  };
}
