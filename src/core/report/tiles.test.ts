/** @jest-environment node */
import { monthIn } from '../time/month';
import { factsOf, type ReportFacts } from './facts';
import { tilesOf } from './tiles';
import type { NodeUse, Use } from './useOfNodes';

const result = monthIn('2026-10', 'Europe/Berlin');
if (!result.ok) {
  throw new Error(result.problem.detail);
}
const month = result.month;

function node(name: string, hours: number): NodeUse {
  const use: Use = { verdict: 'pass', mean: 20, p95: 30, highest: 40, hours, days: [] };
  return { name, verdict: 'pass', use: { cpu: use, memory: use, disk: use, network: use } };
}

const NOTHING: ReportFacts = factsOf(
  month,
  { checks: new Map(), sources: [] },
  { objectives: null, figures: [] },
  (pack) => pack
);

function nodesTile(...hours: number[]) {
  const nodes = hours.map((one, index) => node(`node-${index}`, one));
  return tilesOf({ ...NOTHING, nodes }).find(({ label }) => label === 'Nodes watched all month');
}

describe('tilesOf', () => {
  it('calls a node watched all month only when no hour of it is missing', () => {
    expect(nodesTile(745, 745)).toMatchObject({ value: '2', verdict: 'pass', lines: ['none with gaps'] });
    expect(nodesTile(745, 742)).toMatchObject({ value: '1', unit: 'of 2', verdict: 'unknown' });
    expect(nodesTile(745, 742, 700)?.lines.join(' ')).toMatch(/two nodes with gaps.*1.d.21.h/);
  });

  it('is unknown, never 0 and never pass, where nothing was answered', () => {
    for (const tile of tilesOf(NOTHING)) {
      expect(tile).toMatchObject({ value: 'unknown', verdict: 'unknown' });
    }
  });
});
