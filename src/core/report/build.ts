import type { HistoryResult } from '../check/history';
import { worstVerdict } from '../check/verdict';
import type { Month } from '../time/month';
import type { MonthPromises } from './askPromises';
import { factsOf } from './facts';
import { headOf } from './head';
import { REPORT_VERSION, type Period, type ReportModel, type Section } from './model';
import { formatMonth } from './numbers';
import { SECTIONS } from './sections/registry';
import type { MadeSection, SectionMaker } from './sections/section';

export interface ReportInput {
  month: Month;
  /** What `askMonth` gave. */
  history: HistoryResult;
  /** What `askPromises` gave; nothing is said of objectives without. */
  promises?: MonthPromises;
  /** Title of a pack. */
  packTitle: (pack: string) => string;
  organisation: string | null;
  preparedBy: string | null;
}

const NOTHING_ASKED = { objectives: null, figures: [] };

/** The report of a month: everything that is printed, decided and worded. Pure. */
export function buildReport(input: ReportInput, makers: readonly SectionMaker[] = SECTIONS): ReportModel {
  const { month, history, promises = NOTHING_ASKED, packTitle, organisation, preparedBy } = input;
  const facts = factsOf(month, history, promises, packTitle);
  const made = makers.flatMap((maker) => {
    const section = maker.make(facts);
    return section === null ? [] : [{ maker, section }];
  });
  const verdict = worstVerdict(made.map(({ section }) => section.weighs));
  return {
    version: REPORT_VERSION,
    organisation,
    preparedBy,
    period: periodOf(month),
    ...headOf(facts, verdict),
    sections: numbered(made),
  };
}

/** Chapters are counted, appendices lettered. */
function numbered(made: ReadonlyArray<{ maker: SectionMaker; section: MadeSection }>): Section[] {
  let chapters = 0;
  let appendices = 0;
  return made.map(({ maker: { id, title, appendix }, section: { verdict, finding, blocks } }) => {
    const number = appendix ? String.fromCharCode(65 + appendices++) : String(++chapters);
    return { id, number, title, verdict, finding, blocks };
  });
}

function periodOf(month: Month): Period {
  return {
    id: month.id,
    name: formatMonth(month.id),
    zone: month.zone,
    fromMs: month.fromMs,
    toMs: month.toMs,
    hours: month.hours,
    clockChange: month.clockChange,
    days: month.days.map(({ date, hours, weekend }) => ({ date, hours, weekend })),
  };
}
