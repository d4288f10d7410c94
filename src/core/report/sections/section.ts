import type { Verdict } from '../../check/verdict';
import type { ReportFacts } from '../facts';
import type { Section } from '../model';

/** What a section says of a month. */
export interface MadeSection extends Pick<Section, 'verdict' | 'finding' | 'blocks'> {
  /** What it adds to the verdict of the month; `pass` when it only says what stands elsewhere. */
  weighs: Verdict;
}

/** An entry of the report. `make` is pure. */
export interface SectionMaker {
  /** `a-z0-9-` */
  id: string;
  title: string;
  /** What it holds, one sentence. */
  about: string;
  /** Lettered, at the end. */
  appendix?: true;
  /** Null: there is nothing of the kind, and no section. */
  make(facts: ReportFacts): MadeSection | null;
}
