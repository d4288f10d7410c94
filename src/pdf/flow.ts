import { VERDICT_WORDS } from '../core/report/cellText';
import type { ReportModel, Section } from '../core/report/model';
import { capital } from '../core/report/numbers';
import { drawVerdict } from './marks';
import { Paper } from './paper';
import { CONTINUED_TOP, FLOOR, inColour, LEFT, RIGHT, TYPE } from './tokens';
import { breakLines, drawLines } from './words';

export interface Bookmark {
  title: string;
  /** Page, counted from 0. */
  page: number;
  top: number;
  children: Bookmark[];
}

/** Fills pages from the top, with heads, sections and headings; knows where it is. */
export class Flow {
  /** Where the next thing may begin. */
  y = CONTINUED_TOP;
  readonly bookmarks: Bookmark[] = [];
  private head: string | null = null;

  constructor(
    readonly paper: Paper,
    private readonly model: ReportModel
  ) {}

  /** A new page with the running head of the current section. */
  newPage(continued = true): void {
    this.paper.newPage();
    this.y = CONTINUED_TOP;
    const { head } = this;
    if (head !== null) {
      this.paper.artifact(() => {
        this.paper.text(LEFT, 42, continued ? `${head}, continued` : head, TYPE.foot);
        this.paper.text(RIGHT, 42, runningTitle(this.model), TYPE.foot, 'right');
        this.paper.line([LEFT, 49], [RIGHT, 49], 'hair');
      }, 'Pagination');
    }
  }

  /** Goes to a new page unless this much height is left. */
  need(height: number): void {
    if (this.y + height > FLOOR) {
      this.newPage();
    }
  }

  /** A section on a page of its own: title, verdict, finding, then what proves it. */
  section({ id, number, title, verdict, finding }: Section, build: () => void): void {
    const { paper } = this;
    this.head = `${number}  ${title}`;
    this.newPage(false);
    this.bookmark(this.head, 60);
    paper.destination(id, 60);
    paper.element('Sect', { title }, () => {
      paper.leaf('H2', {}, () => {
        paper.text(LEFT, 84, number, TYPE.titleNumber);
        paper.text(LEFT + 28, 84, title, TYPE.title);
      });
      const width = paper.width(VERDICT_WORDS[verdict], TYPE.mark) + TYPE.mark.size * 0.88 + 3.2;
      paper.leaf('P', {}, () => drawVerdict(paper, verdict, RIGHT - width, 84));
      paper.leaf('P', {}, () => {
        const runs = [
          { text: `${finding.lead} `, role: TYPE.findingLead },
          { text: finding.rest, role: TYPE.finding },
        ];
        this.y = drawLines(paper, breakLines(paper, runs, 420), LEFT, 105, 15) - 15 + 27;
      });
      build();
    });
  }

  /**
   * A block heading with a note that says how to read it; `keep` is the height that must follow on the same page. Returns where
   * its text ends.
   */
  heading(title: string, note: string, keep: number): number {
    this.need(16 + keep);
    const { paper } = this;
    const baseline = this.y + 7;
    const noteLeft = LEFT + paper.width(title, TYPE.block) + 7;
    this.bookmark(title, this.y - 4, true);
    paper.leaf('H3', {}, () => paper.text(LEFT, baseline, title, TYPE.block));
    if (note !== '') {
      paper.leaf('P', {}, () => paper.text(noteLeft, baseline, note, TYPE.note));
    }
    this.y = baseline + 4;
    return noteLeft + paper.width(note, TYPE.note);
  }

  private bookmark(title: string, top: number, inSection = false): void {
    const own: Bookmark = { title, page: this.paper.pages - 1, top: Math.max(0, top), children: [] };
    const section = this.bookmarks[this.bookmarks.length - 1];
    (inSection && section ? section.children : this.bookmarks).push(own);
  }
}

/** Right side of the running head. */
export function runningTitle({ organisation, period }: ReportModel): string {
  return [...(organisation === null ? [] : [organisation]), 'Operations report', capital(period.name)].join(' · ');
}

/** Page number and provenance at the foot of every page: the period and the digest of the model, no clock. */
export function drawFeet(paper: Paper, model: ReportModel, digest: string): void {
  for (let page = 0; page < paper.pages; page += 1) {
    paper.onPage(page, () =>
      paper.artifact(() => {
        paper.line([LEFT, 802], [RIGHT, 802], 'hair');
        const { name, zone } = model.period;
        paper.text(LEFT, 814, `Ops Rounds · ${name}, ${zone} · input sha256 ${digest.slice(0, 12)}`, TYPE.foot);
        paper.text(RIGHT, 814, `Page ${page + 1} of ${paper.pages}`, inColour(TYPE.foot, 'ink3'), 'right');
      }, 'Pagination')
    );
  }
}
