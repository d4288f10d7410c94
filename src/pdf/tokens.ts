import type { Verdict } from '../core/check/verdict';

/** Grid, type and colour of the report, in points. */

export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;
export const LEFT = 48;
export const WIDTH = 500;
export const RIGHT = LEFT + WIDTH;
/** Content ends here at most. */
export const FLOOR = 783;
/** Content of a continuation page starts here. */
export const CONTINUED_TOP = 66;

const GUTTER = 12;
const COLUMN = 42.667;

/** Left edge of one of the 12 columns, counted from 0. */
export function column(index: number): number {
  return LEFT + index * COLUMN;
}

/** Width of some columns. */
export function span(columns: number): number {
  return columns * COLUMN - GUTTER;
}

export const COLOURS = {
  ink: '#16191d',
  ink2: '#474d55',
  ink3: '#6a717a',
  rule: '#b9bec4',
  hair: '#dfe2e5',
  wash: '#f4f5f6',
  band: '#eceff2',
  accent: '#1c4a73',
  accent2: '#8fabc4',
  use: '#c6d4e1',
  pass: '#2f7a63',
  passFill: '#cfe3dc',
  warn: '#c47f00',
  warnText: '#8a5a00',
  fail: '#a3231c',
  failFill: '#e6c5c2',
  unknown: '#5d6570',
  white: '#ffffff',
} as const;
export type Colour = keyof typeof COLOURS;

export const VERDICT_TEXT: Readonly<Record<Verdict, Colour>> = {
  pass: 'pass',
  warn: 'warnText',
  fail: 'fail',
  unknown: 'unknown',
  na: 'ink3',
};

export const VERDICT_FILL: Readonly<Record<Verdict, Colour>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
  na: 'ink3',
};

export type FontName = 'sans' | 'sansBold' | 'serif' | 'serifBold';
export const FONT_NAMES: readonly FontName[] = ['sans', 'sansBold', 'serif', 'serifBold'];

export interface Style {
  font: FontName;
  size: number;
  colour: Colour;
}

function style(font: FontName, size: number, colour: Colour): Style {
  return { font, size, colour };
}

/** The roles of text. */
export const TYPE = {
  kicker: style('sansBold', 8, 'accent'),
  month: style('serifBold', 32, 'ink'),
  period: style('sans', 9, 'ink2'),
  periodStrong: style('sansBold', 9, 'ink'),
  headline: style('serif', 19, 'ink'),
  title: style('serifBold', 20, 'ink'),
  titleNumber: style('serifBold', 20, 'ink3'),
  findingLead: style('serifBold', 11, 'ink2'),
  finding: style('serif', 11, 'ink2'),
  block: style('sansBold', 9.5, 'ink'),
  note: style('sans', 7.5, 'ink3'),
  definition: style('sansBold', 8.2, 'ink'),
  tileLabel: style('sansBold', 7.6, 'ink'),
  tileValue: style('sansBold', 23, 'ink'),
  tileUnit: style('sans', 9, 'ink2'),
  tileLine: style('sans', 7.6, 'ink2'),
  list: style('sans', 9, 'ink2'),
  listLead: style('sansBold', 9, 'ink'),
  listNumber: style('sansBold', 9, 'ink3'),
  prose: style('sans', 8, 'ink2'),
  proseLead: style('sansBold', 8, 'ink'),
  cell: style('sans', 7.8, 'ink'),
  cellQuiet: style('sans', 7.8, 'ink2'),
  cellStrong: style('sansBold', 7.8, 'ink'),
  head: style('sansBold', 7, 'ink2'),
  chart: style('sans', 6.5, 'ink3'),
  chartStrong: style('sansBold', 8.6, 'ink'),
  foot: style('sans', 7, 'ink3'),
  mark: style('sansBold', 8, 'ink'),
} as const satisfies Record<string, Style>;

/** The same role in another colour. */
export function inColour(role: Style, colour: Colour): Style {
  return { ...role, colour };
}
