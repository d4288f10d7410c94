import { render, screen } from '@testing-library/react';

import type { Forecast } from '../../core/capacity/forecast';
import { CEPH_NOW_MS, cephView } from '../../core/products/ceph/testData';
import { initTexts } from '../t';
import { ZoneProvider } from '../zone';
import { CapacityChart } from './CapacityChart';

const { capacity } = cephView();

beforeAll(initTexts);

function show(changes: Partial<typeof capacity> = {}, width = 640, height = 286) {
  render(
    <ZoneProvider value="Europe/Berlin">
      <CapacityChart capacity={{ ...capacity, ...changes }} nowMs={CEPH_NOW_MS} width={width} height={height} />
    </ZoneProvider>
  );
  return screen.getByRole('img');
}

const part = (chart: HTMLElement, name: string) => chart.querySelector(`[data-part=${name}]`);

test('what grows is dashed to the day on which it meets the limit, and the text says the same', () => {
  const chart = show();
  expect(chart).toHaveAccessibleName(
    /^Raw space used over 60 days: 47.% at first, 71.% now. It grows by 0.41 % a day. Nearfull, 85.%: 24 Dec, in 34 d, 26 to 46 d\.$/
  );
  expect(part(chart, 'forecast')).not.toBeNull();
  expect(part(chart, 'band')).not.toBeNull();
  expect(part(chart, 'crossing')).toHaveTextContent('24 Dec, in 34 d');
  expect(part(chart, 'full')).toHaveTextContent(/^full 95.%$/);
});

test.each<[Forecast, string]>([
  [{ state: 'flat', days: 60 }, 'No forecast: it does not grow'],
  [{ state: 'falls', days: 60 }, 'No forecast: it gets emptier'],
  [{ state: 'too-little', days: 6, needed: 14 }, 'No forecast: too little history, 6 of 14 days'],
])('of %j there is no line, and the reason', (forecast, why) => {
  const chart = show({ forecast });
  expect(part(chart, 'forecast')).toBeNull();
  expect(part(chart, 'crossing')).toBeNull();
  expect(screen.getByText(why)).toBeVisible();
  expect(chart).toHaveAccessibleName(expect.stringContaining(why));
});

test('a limit that is met later than the chart shows has no ring', () => {
  const forecast = { ...capacity.forecast, perDay: 0.001, lowPerDay: 0.0005, highPerDay: 0.002 } as Forecast;
  const chart = show({ forecast });
  expect(part(chart, 'crossing')).toBeNull();
  expect(chart).toHaveAccessibleName(expect.stringContaining('in 140 d'));
});

test('days that nobody knows are hatched, and none is not a line at 0', () => {
  const known = show();
  expect(part(known, 'gaps')?.children).toHaveLength(0);
  const { container } = render(
    <ZoneProvider value="UTC">
      <CapacityChart
        capacity={{ ...capacity, points: [], forecast: { state: 'too-little', days: 0, needed: 14 } }}
        nowMs={CEPH_NOW_MS}
        width={300}
        height={140}
      />
    </ZoneProvider>
  );
  expect(container.querySelector('[data-part=gaps]')?.children).toHaveLength(1);
  expect(container.querySelector('[role=img]')).toHaveAccessibleName(/nothing is known/);
});
