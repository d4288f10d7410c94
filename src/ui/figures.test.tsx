import { fireEvent, render, screen } from '@testing-library/react';

import type { Verdict } from '../core/check/verdict';
import { Figures } from './Figures';
import { Meter } from './Meter';
import { initTexts } from './t';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from './VerdictFilter';

beforeAll(initTexts);

test('a figure that nobody knows is a question mark, never a zero', () => {
  render(<Figures label="Cluster" figures={[{ key: 'quorum', label: 'Quorum', value: null, verdict: 'unknown' }]} />);
  expect(screen.getByText('?')).toBeVisible();
  expect(screen.getByText('Unknown')).toBeVisible();
});

test('a figure opens what is behind it', () => {
  let opened = false;
  const figure = { key: 'memory', label: 'Memory', value: '77', unit: '%', verdict: 'pass' as const };
  render(<Figures label="Cluster" figures={[{ ...figure, onOpen: () => (opened = true) }]} />);
  fireEvent.click(screen.getByRole('button', { name: '77 %' }));
  expect(opened).toBe(true);
});

test('a meter of an unknown value has no fill and no limit', () => {
  const { container } = render(<Meter ratio={null} verdict="unknown" limit={0.9} />);
  expect(container.querySelector('[data-part]')).toBeNull();
});

test('a meter stays on its scale whatever comes', () => {
  const { container } = render(<Meter ratio={3} verdict="fail" limit={1} under={-1} scale={1.25} />);
  const style = (part: string) => container.querySelector<HTMLElement>(`[data-part="${part}"]`)?.style;
  expect(style('fill')?.width).toBe('100%');
  expect(style('under')?.width).toBe('0%');
  expect(style('limit')?.left).toBe('80%');
});

test('counts are toggles, several at once, and the empty ones are off', () => {
  let chosen: ReadonlySet<Verdict> = new Set();
  const draw = () => (
    <VerdictFilter
      counts={countVerdicts(['fail', 'warn', 'warn'])}
      chosen={chosen}
      onChange={(next) => {
        chosen = next;
      }}
    />
  );
  const { rerender } = render(draw());
  fireEvent.click(screen.getByRole('button', { name: '2 warning' }));
  rerender(draw());
  fireEvent.click(screen.getByRole('button', { name: '1 fail' }));
  rerender(draw());
  expect(verdictsParam(chosen)).toBe('fail,warn');
  expect(screen.getByRole('button', { name: '1 fail', pressed: true })).toBeEnabled();
  expect(screen.getByRole('button', { name: '0 pass' })).toBeDisabled();
  fireEvent.click(screen.getByRole('button', { name: '1 fail' }));
  expect(verdictsParam(chosen)).toBe('warn');
});

test('the address names verdicts; other words mean nothing', () => {
  expect([...verdictsOf('warn,green,fail')]).toEqual(['fail', 'warn']);
  expect(verdictsOf(null).size).toBe(0);
  expect(verdictsParam(new Set())).toBeNull();
});
