import fc from 'fast-check';

import { ROW_PX, TABLE_HEAD_PX } from '../../ui/panel/tableSize';
import { FOOT_PX, panelLayout, TALLY_PX } from './layout';

describe('what fits into a panel', () => {
  it.each([
    ['6 x 4', { width: 250, height: 104 }, { isWide: false, hasBars: false, hasTableHead: false, rows: 1 }],
    ['8 x 8', { width: 340, height: 256 }, { isWide: false, hasBars: true, hasTableHead: false, rows: 7 }],
    ['12 x 8', { width: 520, height: 256 }, { isWide: true, hasTableHead: true, rows: 6 }],
    ['24 x 12', { width: 1060, height: 408 }, { isWide: true, hasTableHead: true, rows: 11 }],
  ])('of %s cells', (_cells, size, expected) => {
    expect(panelLayout(size, 11)).toMatchObject(expected);
  });

  it('never is more than there is room for, nor less', () => {
    const size = fc.record({ width: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 0, max: 3000 }) });
    fc.assert(
      fc.property(size, fc.nat(500), (panel, objectives) => {
        const { hasTableHead, rows } = panelLayout(panel, objectives);
        const used = TALLY_PX + FOOT_PX + (hasTableHead ? TABLE_HEAD_PX : 0) + rows * ROW_PX;
        expect(rows).toBeLessThanOrEqual(objectives);
        expect(used).toBeLessThanOrEqual(Math.max(panel.height, TALLY_PX + FOOT_PX));
        expect(panel.height - used >= ROW_PX && rows < objectives).toBe(false);
      })
    );
  });
});
