import fc from 'fast-check';

import { COLUMN_GAP_PX, FIGURES_PX, FOOT_PX, HEADLINE_PX, PADDING_PX, panelLayout, SMALL_HEADLINE_PX } from './layout';

test('of 6 x 4 cells there is the headline, and as many hosts as fit', () => {
  expect(panelLayout({ width: 250, height: 104 }, { hosts: 4, mostOsds: 6 })).toMatchObject({
    isWide: false,
    hasFigures: false,
    hosts: 2,
    chart: null,
  });
});

test('of 330 x 240 there are all hosts with numbers, and the figures', () => {
  expect(panelLayout({ width: 330, height: 200 }, { hosts: 4, mostOsds: 6 })).toMatchObject({
    isWide: false,
    hasFigures: true,
    hosts: 4,
    map: { hasNumbers: true },
  });
});

test('of 24 x 12 cells there is the forecast too', () => {
  const { chart, hosts } = panelLayout({ width: 1060, height: 408 }, { hosts: 4, mostOsds: 6 });
  expect(hosts).toBe(4);
  expect(chart?.width).toBeGreaterThan(500);
});

test('400 OSDs are dots, and what does not fit is left out by whole hosts', () => {
  expect(panelLayout({ width: 330, height: 240 }, { hosts: 10, mostOsds: 40 }).map.hasNumbers).toBe(false);
  expect(panelLayout({ width: 330, height: 240 }, { hosts: 40, mostOsds: 10 }).hosts).toBeLessThan(40);
});

test('never is more than there is room for', () => {
  const size = fc.record({ width: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 0, max: 3000 }) });
  const count = fc.record({ hosts: fc.nat(200), mostOsds: fc.nat(100) });
  fc.assert(
    fc.property(size, count, (panel, what) => {
      const { isWide, hasFigures, hosts, map, chart } = panelLayout(panel, what);
      const head = (isWide ? HEADLINE_PX : SMALL_HEADLINE_PX) + FOOT_PX;
      const used = head + (hasFigures ? FIGURES_PX : 0) + hosts * map.rowPx;
      expect(hosts).toBeLessThanOrEqual(what.hosts);
      expect(used).toBeLessThanOrEqual(Math.max(panel.height, head));
      if (chart) {
        expect(head + chart.height).toBeLessThanOrEqual(panel.height);
        expect(map.width + COLUMN_GAP_PX + chart.width + 2 * PADDING_PX).toBeLessThanOrEqual(panel.width);
      }
    })
  );
});
