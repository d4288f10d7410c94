import type { Verdict } from '../check/verdict';

/**
 * What a section is made of: plain JSON that says what is shown and in which form, never where. PDF, page, CSV and the
 * bench's HTML draw every kind.
 */
export type Block = TableBlock | TilesBlock | StripBlock | NotesBlock | ChartBlock;

interface Headed {
  /** Unique in its section, `a-z0-9-`; names the file of a table. */
  id: string;
  /** Empty: no heading, the block belongs to the one before it. */
  title: string;
  /** How to read it, beside the title. */
  note: string;
}

export interface TableBlock extends Headed {
  kind: 'table';
  /** Column by column, all of the same length, so that the kind of a column is the type of its cells. */
  columns: readonly Column[];
  groups?: Groups;
}

/** Heads over some of the rows. */
export interface Groups {
  /** What the groups are, as the title of a column. */
  title: string;
  heads: ReadonlyArray<{
    /** Index of the first row under it; ascending. */
    at: number;
    title: string;
    note: string;
  }>;
}

/** `strong`: what the row is about; `quiet`: beside it; the others say what is not well about the cell. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'warn' | 'fail' | 'unknown';

interface ColumnOf<Kind extends string, Cell> {
  kind: Kind;
  title: string;
  /** In points of a page that is 500 wide; what is left over goes between the columns. */
  width: number;
  cells: readonly Cell[];
  /** Of all cells, or one per cell. `plain` when it is left out. */
  tone?: Tone | readonly Tone[];
}

/** `unknown`: asked and not answered. `inapplicable`: there is no such number. */
export type Amount = number | 'unknown' | 'inapplicable';

/** How many of a row did not pass. */
export type Marks = Readonly<Record<'warn' | 'fail' | 'unknown', number>>;

export type Column =
  | ColumnOf<'text', string>
  | ColumnOf<'count', Amount>
  /** 0..100, one decimal is shown. */
  | ColumnOf<'percent', Amount>
  /** A number of hours, shown as a duration. */
  | ColumnOf<'hours', Amount>
  /** A number as it is written, with as many decimals as its row needs; or one of the words of `Amount`. */
  | ColumnOf<'number', string>
  /** `2 of 62` */
  | ColumnOf<'share', { part: number; of: number }>
  | ColumnOf<'verdict', Verdict>
  /** One of `STATE_LETTERS` per day of the period. */
  | ColumnOf<'days', string>
  /** Drawn in proportion to the highest of the column. */
  | ColumnOf<'bar', number>
  /** One block for each. */
  | ColumnOf<'marks', Marks>
  /** Share of a budget that is spent, drawn up to `BUDGET_END` with a line where all of it is. */
  | ColumnOf<'budget', number | 'unknown'>;

/** A budget is drawn to here; what is spent beyond is not drawn. */
export const BUDGET_END = 1.5;
/** From here on a budget that is not overspent is tight. */
export const BUDGET_TIGHT = 0.75;

export interface TilesBlock extends Headed {
  kind: 'tiles';
  tiles: readonly Tile[];
}

/** A number that stands for itself. */
export interface Tile {
  label: string;
  /** `unknown` when there is none. */
  value: string;
  unit: string;
  verdict: Verdict;
  target: string | null;
  lines: readonly string[];
}

export interface StripBlock extends Headed {
  kind: 'strip';
  rows: ReadonlyArray<{
    title: string;
    /** One of `STATE_LETTERS` per day of the period. */
    days: string;
    /** At the end of the period. */
    end: Verdict;
  }>;
}

export interface NotesBlock extends Headed {
  kind: 'notes';
  /** Paragraphs, terms with what they mean, or that the whole block has no data and what to add. */
  form: 'prose' | 'definitions' | 'missing';
  notes: readonly Remark[];
}

/** The lead is set apart; it may be empty. */
export interface Remark {
  lead: string;
  rest: string;
}

/** Small multiples on one scale of 0 to 100 %: per row and column a band of daily lows and highs with the mean. */
export interface ChartBlock extends Headed {
  kind: 'chart';
  /** What the rows are: `Node`. */
  what: string;
  columns: readonly string[];
  rows: ReadonlyArray<{ title: string; panels: readonly Band[] }>;
  /** Number of rows above a dividing rule; null: no rule. */
  split: number | null;
}

/** In percent with one decimal; null where nothing is known. */
export interface Band {
  verdict: Verdict;
  mean: number | null;
  p95: number | null;
  highest: number | null;
  /** Per day: lowest, mean and highest hour; null where the day has no value. */
  days: ReadonlyArray<readonly [low: number, mean: number, high: number] | null>;
}

/** Number of rows of a table. */
export function rowsOf({ columns }: TableBlock): number {
  return columns[0]?.cells.length ?? 0;
}

/** How a cell is set: an amount that is not known says so, and what is none recedes, whatever its column's tone. */
export function toneOf(column: Column, row: number): Tone {
  const { tone = 'plain' } = column;
  if (column.kind === 'count' || column.kind === 'percent' || column.kind === 'hours' || column.kind === 'number') {
    const cell = column.cells[row];
    if (cell === 'unknown') {
      return 'unknown';
    }
    if (cell === 0 || cell === 'inapplicable') {
      return 'quiet';
    }
  }
  return typeof tone === 'string' ? tone : (tone[row] ?? 'plain');
}
