import fc from 'fast-check';

import { AXIS_PX, BAR_PX, FOOT_PX, HEAD_PX, NIGHT_PX, panelLayout, TALLY_PX } from './layout';
import { ROW_PX } from '../../ui/panel/tableSize';

test.each([
  ['6 x 4 cells', { width: 330, height: 104 }, { shows: 'targets', hasTally: true, rows: 0 }],
  ['6 x 8 cells', { width: 330, height: 248 }, { shows: 'targets', hasBar: true, rows: 5 }],
  ['12 x 9 cells', { width: 680, height: 290 }, { shows: 'nights', hasBar: false, rows: 7 }],
  ['24 x 12 cells', { width: 1380, height: 400 }, { shows: 'nights', rows: 12 }],
] as const)('%s', (_name, size, layout) => {
  expect(panelLayout(size, 'auto', 142)).toMatchObject(layout);
});

test('whatever the size, what is drawn fits', () => {
  const sizes = fc.record({ width: fc.integer({ min: 100, max: 2000 }), height: fc.integer({ min: 60, max: 1200 }) });
  fc.assert(
    fc.property(sizes, fc.constantFrom('auto', 'targets', 'nights'), fc.nat(200), (size, part, targets) => {
      const { shows, rows, hasBar, hasTally } = panelLayout(size, part, targets);
      const body = shows === 'nights' ? AXIS_PX + rows * NIGHT_PX : rows * ROW_PX;
      const used = HEAD_PX + FOOT_PX + (hasBar ? BAR_PX : 0) + (hasTally ? TALLY_PX : 0) + body;
      return rows <= targets && used <= Math.max(size.height, HEAD_PX + FOOT_PX);
    })
  );
});
