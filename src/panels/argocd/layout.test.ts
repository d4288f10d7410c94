import * as fc from 'fast-check';

import { ROW_PX, TABLE_HEAD_PX } from '../../ui/panel/tableSize';
import { FINDING_PX, FOOT_PX, panelLayout, TALLY_PX } from './layout';

it('of 6 x 4 cells is the tally, one application and the foot', () => {
  expect(panelLayout({ width: 250, height: 104 }, 9)).toEqual({
    isWide: false,
    hasBars: false,
    hasTableHead: false,
    rows: 1,
  });
});

it('of 24 x 12 cells is a heading, the days and ten applications', () => {
  expect(panelLayout({ width: 1060, height: 408 }, 86)).toEqual({
    isWide: true,
    hasBars: true,
    hasTableHead: true,
    rows: 11,
  });
});

it('never is more than there is room for, and leaves none for another row', () => {
  const size = fc.record({ width: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 0, max: 3000 }) });
  fc.assert(
    fc.property(size, fc.nat(500), fc.boolean(), (panel, applications, hasFinding) => {
      const { hasTableHead, rows } = panelLayout(panel, applications, hasFinding);
      const always = TALLY_PX + FOOT_PX + (hasFinding ? FINDING_PX : 0);
      const used = always + (hasTableHead ? TABLE_HEAD_PX : 0) + rows * ROW_PX;
      expect(used).toBeLessThanOrEqual(Math.max(panel.height, always));
      expect(rows < applications && panel.height - used >= ROW_PX).toBe(false);
    })
  );
});
