import { CAPACITY } from './capacity';
import { CHECKS } from './checks';
import { QUALITY } from './quality';
import { SCORECARD } from './scorecard';
import type { SectionMaker } from './section';
import { UTILISATION } from './utilisation';

/** The sections of the report in their order; an appendix comes last. */
export const SECTIONS: readonly SectionMaker[] = [SCORECARD, UTILISATION, CAPACITY, CHECKS, QUALITY];
