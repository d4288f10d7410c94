/** @jest-environment node */
import { monthIn } from '../time/month';
import { USE_METRICS, type NodeUse, type Quality, type Use, type UseMetric } from './model';
import { tilesOf } from './tiles';

const result = monthIn('2026-10', 'Europe/Berlin');
if (!result.ok) {
  throw new Error(result.problem.detail);
}
const month = result.month;

function node(name: string, hours: number): NodeUse {
  const use: Use = { verdict: 'pass', mean: 20, p95: 30, highest: 40, hours, days: [] };
  return {
    name,
    verdict: 'pass',
    use: Object.fromEntries(USE_METRICS.map((metric) => [metric, use])) as Record<UseMetric, Use>,
  };
}

function nodesTile(...hours: number[]) {
  const finding = { lead: '', rest: '' };
  const nodes = hours.map((one, index) => node(`node-${index}`, one));
  const tiles = tilesOf([], { verdict: 'pass', finding, nodes }, quality(1), month);
  return tiles.find(({ label }) => label === 'Nodes watched all month');
}

describe('tilesOf', () => {
  it('calls a node watched all month only when no hour of it is missing', () => {
    expect(nodesTile(745, 745)).toMatchObject({ value: '2', verdict: 'pass', lines: ['none with gaps'] });
    expect(nodesTile(745, 742)).toMatchObject({ value: '1', unit: 'of 2', verdict: 'unknown' });
    expect(nodesTile(745, 742, 700)?.lines.join(' ')).toMatch(/two nodes with gaps.*1.d.21.h/);
  });

  it('is unknown, never 0 and never pass, where nothing was answered', () => {
    for (const tile of tilesOf(
      [],
      { verdict: 'unknown', finding: { lead: '', rest: '' }, nodes: [] },
      quality(null),
      month
    )) {
      expect(tile).toMatchObject({ value: 'unknown', verdict: 'unknown' });
    }
  });
});

function quality(coverage: number | null): Quality {
  return {
    verdict: 'pass',
    finding: { lead: '', rest: '' },
    coverage,
    sources: [],
    failed: [],
    unknown: [],
    unknownOmitted: 0,
    notCovered: [],
  };
}
