import { worstVerdict, type Verdict } from '../../check/verdict';
import { localDate } from '../../time/zone';
import type { Block, Remark, TableBlock } from '../blocks';
import type { ReportFacts } from '../facts';
import { FULL_WARN_DAYS, type MonthSpace, type SpaceRow } from '../monthSpace';
import { capital, countAlone, formatDay, plural } from '../numbers';
import { REASON_WORDS } from '../reasonWords';
import type { MadeSection, SectionMaker } from './section';

const YEAR_MS = 366 * 86_400_000;

/** When filesystems and Ceph are full at the growth of the month. Adds nothing to the verdict of the month: a forecast is no event of it. */
export const CAPACITY: SectionMaker = {
  id: 'capacity',
  title: 'Capacity',
  about: 'When filesystems and Ceph are full at the growth of the month.',
  make,
};

function make({ space, month }: ReportFacts): MadeSection | null {
  const { rows, untold } = space;
  if (rows.length === 0 && untold.length === 0) {
    return null;
  }
  const listed = rows.filter((row) => isListed(row, month.toMs));
  const verdict = worstVerdict([...rows.map((row) => row.verdict), ...untold.map((): Verdict => 'unknown')]);
  return {
    verdict,
    weighs: 'pass',
    finding: findingOf(space, listed, month.zone),
    blocks: [
      ...(untold.length === 0 ? [] : [untoldBlock(untold)]),
      ...(listed.length === 0 ? [] : [tableOf(listed, month.zone)]),
      HOW,
    ],
  };
}

/** Those that nobody has to look at are only counted. */
function isListed({ verdict, full }: SpaceRow, toMs: number): boolean {
  return verdict !== 'pass' || (full !== null && full.atMs < toMs + YEAR_MS);
}

function findingOf({ rows, untold }: MonthSpace, listed: readonly SpaceRow[], zone: string): Remark {
  const unknown = rows.filter(({ verdict }) => verdict === 'unknown').length;
  const known = rows.length - unknown;
  const full = rows.filter(isFull);
  const soonest = listed.filter((row) => !isFull(row) && row.full !== null).sort((a, b) => atOf(a) - atOf(b))[0];
  const lead =
    full[0] !== undefined
      ? `${full[0].name} was full when the month ended.`
      : soonest?.full != null
        ? `${soonest.name} is full by ${dayOf(soonest.full.atMs, zone)} at the growth of the month, ${dayOf(soonest.full.earliestMs, zone)} at the earliest.`
        : known === 0
          ? 'When anything is full cannot be told.'
          : 'Nothing that can be told is full within a year at the growth of the month.';
  const soon = rows.filter(({ verdict }) => verdict === 'warn' || verdict === 'fail').length;
  const rest = [
    `${capital(countAlone(soon))} of ${plural(rows.length, 'space')} ${soon < 2 ? 'has' : 'have'} less than ${FULL_WARN_DAYS} days left`,
    ...(unknown > 0 ? [`${plural(unknown, 'space')} cannot be told for lack of data`] : []),
    ...(untold.length > 0 ? ['not every source answered'] : []),
  ];
  return { lead, rest: `${rest.join('; ')}.` };
}

function isFull({ usedRatio, kind }: SpaceRow): boolean {
  return usedRatio !== null && usedRatio >= kind.fullAt;
}

function atOf({ full }: SpaceRow): number {
  return full?.atMs ?? Infinity;
}

function untoldBlock(untold: MonthSpace['untold']): Block {
  return {
    kind: 'notes',
    id: 'untold',
    title: '',
    note: '',
    form: 'missing',
    notes: untold.map(({ what, source, reason }) => ({
      lead: `Not all ${what} are told.`,
      rest: `${source}: ${REASON_WORDS[reason]}.`,
    })),
  };
}

function tableOf(rows: readonly SpaceRow[], zone: string): TableBlock {
  return {
    kind: 'table',
    id: 'full-by',
    title: 'Full by',
    note: 'growth in percent of the size in 30 days, with its interval of 95\u202f%',
    columns: [
      { kind: 'text', title: 'Space', width: 150, cells: rows.map(({ name }) => name), tone: 'strong' },
      {
        kind: 'percent',
        title: 'Used',
        width: 34,
        cells: rows.map(({ usedRatio }) => (usedRatio === null ? 'unknown' : usedRatio * 100)),
      },
      { kind: 'text', title: 'Growth', width: 92, cells: rows.map(growthWords) },
      {
        kind: 'text',
        title: 'Full by',
        width: 72,
        cells: rows.map((row) => fullWords(row, zone)),
        tone: rows.map(toneOfRow),
      },
      {
        kind: 'text',
        title: 'Earliest',
        width: 72,
        cells: rows.map(({ full }) => (full === null ? '' : dayOf(full.earliestMs, zone))),
      },
      { kind: 'verdict', title: 'State', width: 48, cells: rows.map(({ verdict }) => verdict) },
    ],
  };
}

function toneOfRow({ verdict }: SpaceRow) {
  return verdict === 'pass' || verdict === 'na' ? 'plain' : verdict;
}

/** `1.2 (0.8 to 1.6)` */
function growthWords({ forecast, usedRatio }: SpaceRow): string {
  if (forecast === null) {
    return usedRatio === null ? 'no data at the end' : 'unknown';
  }
  if (forecast.state === 'too-little') {
    return `${forecast.days} of ${forecast.needed} days`;
  }
  if (forecast.state !== 'grows') {
    return forecast.state === 'flat' ? 'flat' : 'falls';
  }
  const share = (perDay: number) => (perDay * 30 * 100).toFixed(1);
  return `${share(forecast.perDay)} (${share(forecast.lowPerDay)} to ${share(forecast.highPerDay)})`;
}

function fullWords(row: SpaceRow, zone: string): string {
  if (isFull(row)) {
    return 'full';
  }
  if (row.full !== null) {
    return dayOf(row.full.atMs, zone);
  }
  return row.verdict === 'unknown' ? 'unknown' : 'no date';
}

function dayOf(ms: number, zone: string): string {
  const date = localDate(Math.floor(ms), zone);
  return `${formatDay(date)} ${date.slice(0, 4)}`;
}

const HOW: Block = {
  kind: 'notes',
  id: 'how',
  title: '',
  note: '',
  form: 'prose',
  notes: [
    {
      lead: '',
      rest:
        'A robust line (Theil–Sen) through the highest value of each day of the month, with the interval of 95\u202f% of its slope; ' +
        'it begins anew after a day on which 5\u202f% went away. Below 14 days with data nothing is said. Ceph counts as full at 85\u202f% (nearfull). ' +
        'What is flat, falls or is full later than in a year is not listed.',
    },
  ],
};
