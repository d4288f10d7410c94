import { fireEvent, render, screen, within } from '@testing-library/react';

import { VERDICTS_WORST_FIRST } from '../../core/check/verdict';
import { buildReport } from '../../core/report/build';
import { SECTIONS } from '../../core/report/sections/registry';
import { toySection } from '../../core/report/testData';
import { monthIn } from '../../core/time/month';
import { initTexts } from '../../ui/t';
import { ReportSections } from './ReportSections';

const SAID = { finding: { lead: 'Said.', rest: '' }, blocks: [] };

beforeAll(initTexts);

function open(title: string): HTMLElement {
  const summary = screen.getByRole('heading', { name: title });
  const section = summary.closest('details');
  if (section === null) {
    throw new Error('no section');
  }
  section.open = true;
  fireEvent(section, new Event('toggle'));
  return section;
}

function showReport(): void {
  const result = monthIn('2026-02', 'UTC');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  const { month } = result;
  const history = { checks: new Map(), sources: [] };
  const input = { month, history, packTitle: (pack: string) => pack, organisation: null, preparedBy: null };
  render(<ReportSections sections={buildReport(input, [...SECTIONS, toySection(28)]).sections} />);
}

test('a section says its finding closed, and draws its blocks only when it is opened', () => {
  showReport();
  expect(screen.getByText('One of everything. Nothing more.')).toBeVisible();
  expect(screen.queryByRole('table', { name: 'Toy table' })).not.toBeInTheDocument();
  open('Toy');
  expect(screen.getByRole('table', { name: 'Toy table' })).toBeInTheDocument();
});

test('every kind of block is drawn, with the words of its cells', () => {
  showReport();
  const section = within(open('Toy'));
  const rows = within(section.getByRole('table', { name: 'Toy table' })).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual([
    'KindNameCountShareTimePartDaysStateSLISpent',
    'first=one1\u202f20499.51\u202fd\u00a002\u202fh1 of 2Warning99.86',
    'secondtwo–unknown—0 of 2Unknownunknown',
  ]);
  expect(section.getByRole('img', { name: 'unknown on 28 days' })).toBeInTheDocument();
  expect(section.getByRole('img', { name: '136\u202f% spent' })).toBeInTheDocument();
  expect(section.getAllByText(/^Tile \d$/)).toHaveLength(6);
  expect(section.getByRole('table', { name: 'Toy strip' })).toHaveTextContent('A stripFail');
  expect(section.getByText('Prose.')).toBeInTheDocument();
  expect(section.getByText('Term')).toBeInTheDocument();
  expect(section.getByText('No data.')).toBeInTheDocument();
  expect(section.getByRole('table', { name: 'Toy chart' })).toHaveTextContent('40 %, p95 50 %');
});

test.each(VERDICTS_WORST_FIRST)('a closed section that is %s says so only where it is not well', (verdict) => {
  render(<ReportSections sections={[{ id: 'one', number: '1', title: 'One', verdict, ...SAID }]} />);
  const word = { pass: '', na: '', warn: 'Warning', fail: 'Fail', unknown: 'Unknown' }[verdict];
  expect(screen.getByRole('heading', { name: 'One' }).closest('summary')).toHaveTextContent(
    new RegExp(`^One ?${word}Said\\.$`)
  );
});

test('days without a value are outlined, and their row says that there are no data', () => {
  showReport();
  const chart = within(open('Toy')).getByRole('table', { name: 'Toy chart' });
  const [, known, missing] = within(chart).getAllByRole('row');
  const outlines = (row: HTMLElement | undefined) => row?.querySelectorAll('rect[stroke-dasharray]').length;
  expect(outlines(known)).toBe(0);
  expect(outlines(missing)).toBe(1);
  expect(missing).toHaveTextContent('no data');
});

test('bars and blocks stand beside their numbers, unknown ones as outlines', () => {
  showReport();
  const table = within(within(open('Toy')).getByRole('table', { name: 'Toy table' }));
  expect(
    table.getByRole('img', { name: '0 warning, 0 fail, 20 unknown' }).querySelectorAll('[stroke-dasharray]')
  ).toHaveLength(20);
  const mixed = table.getByRole('img', { name: '1 warning, 1 fail, 1 unknown' });
  expect(mixed.querySelectorAll('rect')).toHaveLength(3);
  expect(mixed.querySelectorAll('[stroke-dasharray]')).toHaveLength(1);
});
