import { STATE_LETTERS } from '../check/stateLetters';
import type { Month } from '../time/month';
import type { Tile } from './blocks';
import type { Coverage } from './coverage';
import type { ReportFacts } from './facts';
import { cutPercent, formatCount, formatHours, plural } from './numbers';
import type { PairRow } from './pairRows';
import { peakUse } from './peakUse';
import { countResults } from './resultCounts';
import { ENOUGH_COVERAGE, USE_FAIL, USE_WARN, type NodeUse } from './useOfNodes';

const UNKNOWN = 'unknown';

/** The five numbers of page 1. */
export function tilesOf({ rows, nodes, coverage, month, grid }: ReportFacts): Tile[] {
  return [
    passingTile(rows),
    troubledHoursTile(rows, grid.slots),
    nodesTile(nodes, month),
    headroomTile(nodes),
    coverageTile(coverage),
  ];
}

function passingTile(rows: readonly PairRow[]): Tile {
  const { all, checks, end } = countResults(rows);
  const judged = all - end.na;
  const label = 'Results passing at the end';
  if (judged === 0) {
    return { label, value: UNKNOWN, unit: '', verdict: 'unknown', target: 'all', lines: ['nothing was answered'] };
  }
  const verdict = end.fail > 0 ? 'fail' : end.unknown > 0 ? 'unknown' : end.warn > 0 ? 'warn' : 'pass';
  return {
    label,
    value: formatCount(end.pass),
    unit: `of ${formatCount(judged)}`,
    verdict,
    target: 'all',
    lines: [
      `${formatCount(end.fail)} fail, ${formatCount(end.unknown)} unknown, ${formatCount(end.warn)} warn`,
      `from ${plural(checks, 'check')}`,
    ],
  };
}

/** Hours of the month, however many results were bad in them: never more than the month has. */
function troubledHoursTile(rows: readonly PairRow[], slots: number): Tile {
  const label = 'Hours with trouble';
  if (rows.length === 0) {
    return { label, value: UNKNOWN, unit: '', verdict: 'unknown', target: null, lines: ['nothing was answered'] };
  }
  const hoursWith = (letters: readonly string[]) =>
    Array.from({ length: slots }, (_, slot) => rows.some(({ hours }) => letters.includes(hours.charAt(slot)))).filter(
      Boolean
    ).length;
  const failing = hoursWith([STATE_LETTERS.fail]);
  const bad = hoursWith([STATE_LETTERS.fail, STATE_LETTERS.warn]);
  const unknown = hoursWith([STATE_LETTERS.unknown]);
  return {
    label,
    value: formatCount(bad),
    unit: `of ${formatCount(slots)} h`,
    verdict: failing > 0 ? 'fail' : unknown > 0 ? 'unknown' : bad > 0 ? 'warn' : 'pass',
    target: null,
    lines: [
      failing > 0 ? `a result failed in ${formatCount(failing)}\u202fh` : 'no result failed',
      unknown > 0 ? `one was unknown in ${formatCount(unknown)}\u202fh` : 'no result was unknown',
    ],
  };
}

function nodesTile(nodes: readonly NodeUse[], month: Month): Tile {
  const label = 'Nodes watched all month';
  if (nodes.length === 0) {
    return { label, value: UNKNOWN, unit: '', verdict: 'unknown', target: null, lines: ['no node reported'] };
  }
  const missing = nodes.map((node) => Math.max(0, Math.floor(month.hours) - node.use.cpu.hours));
  const gaps = missing.filter((hours) => hours > 0).length;
  return {
    label,
    value: formatCount(nodes.length - gaps),
    unit: `of ${formatCount(nodes.length)}`,
    verdict: gaps > 0 ? 'unknown' : 'pass',
    target: 'all',
    lines:
      gaps === 0
        ? ['none with gaps']
        : [`${plural(gaps, 'node')} with gaps`, `up to ${formatHours(Math.max(...missing))} without data`],
  };
}

function headroomTile(nodes: readonly NodeUse[]): Tile {
  const label = 'Lowest headroom';
  const peak = peakUse(nodes);
  if (peak === null) {
    return {
      label,
      value: UNKNOWN,
      unit: '',
      verdict: 'unknown',
      target: `\u2265 ${100 - USE_WARN}\u202f%`,
      lines: ['no use is known'],
    };
  }
  return {
    label,
    value: Math.max(0, 100 - peak.percent).toFixed(1),
    unit: '%',
    verdict: peak.percent > USE_FAIL ? 'fail' : peak.percent > USE_WARN ? 'warn' : 'pass',
    target: `\u2265 ${100 - USE_WARN}\u202f%`,
    lines: [peak.node, `${peak.what.replace('the ', '')}, p95`],
  };
}

function coverageTile({ share, sources, failed }: Coverage): Tile {
  const label = 'Answers received';
  const target = `\u2265 ${(ENOUGH_COVERAGE * 100).toFixed(1)}\u202f%`;
  if (share === null) {
    return { label, value: UNKNOWN, unit: '', verdict: 'unknown', target, lines: ['no source was asked'] };
  }
  const asked = sources.reduce((sum, source) => sum + source.asked, 0);
  return {
    label,
    value: cutPercent(share),
    unit: '%',
    verdict: share >= ENOUGH_COVERAGE ? 'pass' : 'unknown',
    target,
    lines: [plural(sources.length, 'source'), `${formatCount(failed.length)} of ${formatCount(asked)} queries failed`],
  };
}
