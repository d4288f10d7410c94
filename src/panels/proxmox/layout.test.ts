import fc from 'fast-check';

import { ROW_PX, TABLE_HEAD_PX } from '../../ui/panel/tableSize';
import { FINDING_PX, FINDINGS_GAP_PX, FOOT_PX, HEADLINE_PX, panelLayout, SMALL_HEADLINE_PX, TALLY_PX } from './layout';

describe('what fits into a panel', () => {
  it('of 6 x 4 cells is the headline, the tally and the foot', () => {
    expect(panelLayout({ width: 250, height: 104 }, { nodes: 4, findings: 3 })).toEqual({
      isWide: false,
      hasMeters: false,
      hasTally: true,
      hasFacts: false,
      hasTableHead: false,
      nodes: 0,
      findings: 0,
    });
  });

  it('of 12 x 8 cells is everything about four nodes', () => {
    expect(panelLayout({ width: 520, height: 256 }, { nodes: 4, findings: 3 })).toMatchObject({
      isWide: true,
      hasTally: true,
      hasTableHead: true,
      nodes: 4,
      findings: 0,
    });
  });

  it('of 24 x 12 cells is the other findings too', () => {
    expect(panelLayout({ width: 1060, height: 408 }, { nodes: 4, findings: 3 })).toMatchObject({
      nodes: 4,
      findings: 3,
    });
  });

  it('never is more than there is room for', () => {
    const size = fc.record({ width: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 0, max: 3000 }) });
    const count = fc.record({ nodes: fc.nat(300), findings: fc.nat(100) });
    fc.assert(
      fc.property(size, count, (panel, what) => {
        const { isWide, hasTally, hasTableHead, nodes, findings } = panelLayout(panel, what);
        const always = (isWide ? HEADLINE_PX : SMALL_HEADLINE_PX) + FOOT_PX;
        expect(nodes).toBeLessThanOrEqual(what.nodes);
        expect(findings).toBeLessThanOrEqual(what.findings);
        const used =
          always +
          (hasTally ? TALLY_PX : 0) +
          (hasTableHead ? TABLE_HEAD_PX : 0) +
          nodes * ROW_PX +
          (findings > 0 ? FINDINGS_GAP_PX + findings * FINDING_PX : 0);
        expect(used).toBeLessThanOrEqual(Math.max(panel.height, always));
        const isRoomLeft = panel.height - used >= ROW_PX;
        expect(isRoomLeft && nodes < what.nodes).toBe(false);
      })
    );
  });
});
