import type { Verdict } from '../check/verdict';
import type { Month } from '../time/month';
import type { Tile } from './blocks';
import type { Coverage } from './coverage';
import type { ReportFacts } from './facts';
import { cutPercent, formatCount, formatHours, formatPercent, plural } from './numbers';
import type { PairRow } from './pairRows';
import { peakUse } from './peakUse';
import { ENOUGH_COVERAGE, USE_FAIL, USE_WARN, type NodeUse } from './useOfNodes';

const UNKNOWN = 'unknown';

/** The five numbers of page 1. */
export function tilesOf({ rows, nodes, coverage, month }: ReportFacts): Tile[] {
  return [
    passingTile(rows),
    notPassingTile(rows, month),
    nodesTile(nodes, month),
    headroomTile(nodes),
    coverageTile(coverage),
  ];
}

function passingTile(rows: readonly PairRow[]): Tile {
  const judged = rows.filter(({ end }) => end !== 'na');
  const count = (verdict: Verdict) => judged.filter(({ end }) => end === verdict).length;
  const label = 'Checks passing at the end';
  if (judged.length === 0) {
    return { label, value: UNKNOWN, unit: '', verdict: 'unknown', target: 'all', lines: ['nothing was answered'] };
  }
  const verdict = count('fail') > 0 ? 'fail' : count('unknown') > 0 ? 'unknown' : count('warn') > 0 ? 'warn' : 'pass';
  return {
    label,
    value: formatCount(count('pass')),
    unit: `of ${formatCount(judged.length)}`,
    verdict,
    target: 'all',
    lines: [
      `${formatCount(count('fail'))} fail, ${formatCount(count('warn'))} warn`,
      `${formatCount(count('unknown'))} unknown`,
    ],
  };
}

function notPassingTile(rows: readonly PairRow[], month: Month): Tile {
  const label = 'Time not passing';
  if (rows.length === 0) {
    return { label, value: UNKNOWN, unit: '', verdict: 'unknown', target: null, lines: ['nothing was answered'] };
  }
  const bad = rows.filter(({ tally }) => tally.notPassing > 0);
  const hours = bad.reduce((sum, { tally }) => sum + tally.notPassing, 0);
  const failing = bad.reduce((sum, { tally }) => sum + tally.failing, 0);
  const judged = rows.reduce((sum, { tally }) => sum + tally.judged, 0);
  const longest = Math.min(Math.max(0, ...bad.map(({ tally }) => tally.longest)), month.hours);
  return {
    label,
    value: formatCount(hours),
    unit: 'h',
    verdict: failing > 0 ? 'fail' : hours > 0 ? 'warn' : 'pass',
    target: null,
    lines: [`${formatPercent((hours / judged) * 100, 2)} of hours watched`, `longest ${formatHours(longest)}`],
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
        : [`${plural(gaps, 'node')} with gaps`, `longest in all ${formatHours(Math.max(...missing))}`],
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
  const label = 'Hours answered';
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
