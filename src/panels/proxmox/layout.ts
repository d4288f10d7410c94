import { ROW_PX, TABLE_HEAD_PX, WIDE_PX } from '../../ui/panel/tableSize';

/** What of a cluster fits into a panel, from most to least wanted. Heights in px are those that the styles give. */

export const HEADLINE_PX = 32;
/** A small panel's, over two lines: a finding that cannot be read is none. */
export const SMALL_HEADLINE_PX = 44;
export const TALLY_PX = 26;
export const FINDING_PX = 28;
export const FOOT_PX = 30;
/** Between the nodes and the findings below them. */
export const FINDINGS_GAP_PX = 9;

/** Below this the two meters leave no room for a node's name. */
const METERS_PX = 300;
/** From here on the tally has room for nodes and guests. */
const FACTS_PX = 660;

export interface Layout {
  isWide: boolean;
  hasMeters: boolean;
  hasTally: boolean;
  /** Nodes and guests stand in the tally; else in the foot, as far as there is room. */
  hasFacts: boolean;
  hasTableHead: boolean;
  /** Nodes that are drawn. */
  nodes: number;
  /** Findings that are drawn below the nodes, the headline not among them. */
  findings: number;
}

/** The headline and the foot always; then the nodes, their heading, the tally, and the other findings where room is left. */
export function panelLayout(
  { width, height }: { width: number; height: number },
  count: { nodes: number; findings: number }
): Layout {
  const isWide = width >= WIDE_PX;
  let room = height - (isWide ? HEADLINE_PX : SMALL_HEADLINE_PX) - FOOT_PX;
  const take = (px: number, whenLeft: number) => {
    const fits = room - px >= whenLeft;
    room -= fits ? px : 0;
    return fits;
  };
  // Where hardly a node fits, the tally tells more than one line of many.
  const isLow = room < ROW_PX + TALLY_PX;
  const hasTableHead = !isLow && take(TABLE_HEAD_PX, Math.min(count.nodes, 2) * ROW_PX);
  const hasTally = take(TALLY_PX, isLow ? 0 : Math.min(count.nodes, isWide ? 3 : count.nodes) * ROW_PX);
  const nodes = Math.max(0, Math.min(count.nodes, Math.floor(room / ROW_PX)));
  room -= nodes * ROW_PX + FINDINGS_GAP_PX;
  const findings = nodes === count.nodes ? Math.max(0, Math.min(count.findings, Math.floor(room / FINDING_PX))) : 0;
  const hasFacts = hasTally && width >= FACTS_PX;
  return { isWide, hasMeters: width >= METERS_PX, hasTally, hasFacts, hasTableHead, nodes, findings };
}
