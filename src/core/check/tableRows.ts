import type { CheckDefinition, RawQuestion } from './definition';
import type { ObservedEntity } from './evaluator';
import { CLOCK_TOLERANCE_MS } from '../time/clockTolerance';
import { formatValue } from './format';
import type { Table, TableField } from './ports';
import type { Reason } from './verdict';

type Row = Pick<ObservedEntity, 'labels' | 'value' | 'sampleMs' | 'trend' | 'reason'>;

/**
 * Entities of an answer: rows of tables, or series of wide frames, of which the newest value counts. What cannot be told from
 * the answer is a reason: a column that is not there, text where a number should be, several columns that could be meant.
 */
export function rowsOf(
  { by }: Pick<CheckDefinition, 'by'>,
  { value, maxAgeSeconds }: Pick<RawQuestion, 'value' | 'maxAgeSeconds'>,
  tables: readonly Table[],
  nowMs: number
): readonly Row[] | Reason {
  const rows: Row[] = [];
  let hasValue = false;
  for (const table of tables.filter((fields) => fields.length > 0)) {
    const fields = valueFields(table, by, value);
    if ('code' in fields) {
      return fields;
    }
    hasValue ||= fields.length > 0;
    const isJoined = fields.length > 1;
    fields.forEach((field) => rows.push(...rowsOfField(table, field, { by, isJoined, nowMs })));
  }
  if (!hasValue && tables.some((fields) => fields.length > 0)) {
    return unreadable(value === undefined ? 'No column holds numbers.' : `There is no column "${value}".`);
  }
  const lacking =
    rows.length === 0 ? undefined : by.find((label) => rows.every(({ labels }) => labels[label] === undefined));
  if (lacking !== undefined) {
    return unreadable(`There is neither a column nor a label "${lacking}".`);
  }
  const oldestMs = nowMs - maxAgeSeconds * 1000;
  return rows.map((row) => {
    if (row.sampleMs === null) {
      return withoutValue(row, 'Its value has no time, in a table that has one for each.');
    }
    if (row.sampleMs > nowMs + CLOCK_TOLERANCE_MS) {
      return withoutValue(row, `Its newest value is ${ageText(row.sampleMs - nowMs)} ahead of Grafana's clock.`);
    }
    return row.sampleMs < oldestMs
      ? withoutValue(row, `Its newest value is ${ageText(nowMs - row.sampleMs)} old.`)
      : row;
  });
}

function unreadable(detail: string): Reason {
  return { code: 'bad-response', detail };
}

function withoutValue(row: Row, detail: string): Row {
  return { ...row, value: null, reason: { code: 'no-data', detail } };
}

function ageText(ms: number): string {
  return formatValue(ms / 1000, 'seconds');
}

const isNumeric = ({ type }: TableField): boolean => type === 'number' || type === 'boolean';

/** The fields that hold values; none where the one that is asked for is not in this table. */
function valueFields(table: Table, by: readonly string[], value: string | undefined): readonly TableField[] | Reason {
  if (value !== undefined) {
    const named = table.filter(({ name, type }) => name === value && type !== 'time');
    const text = named.find((field) => !isNumeric(field));
    return text === undefined ? named : unreadable(`The column "${value}" holds text.`);
  }
  const numeric = table.filter((field) => isNumeric(field) && !by.includes(field.name));
  const isLong = table.some(({ name }) => by.includes(name));
  if (numeric.length > 1 && (isLong || numeric.some(({ labels }) => Object.keys(labels).length === 0))) {
    const names = numeric.map(({ name }) => name).join(', ');
    return unreadable(`Several columns hold numbers (${names}): the check has to name one in value.`);
  }
  return numeric.length === 0 ? unreadable('No column holds numbers.') : numeric;
}

interface Reading {
  by: readonly string[];
  /** Series that were joined by their times have gaps that are none. */
  isJoined: boolean;
  nowMs: number;
}

/**
 * The newest rows of each thing; all of them where the table has no time: they are of now. A row without a time, in a table that
 * has one for each, may be older or newer than any other: it stands beside them. A series of gaps alone is there, without a value.
 */
function rowsOfField(table: Table, field: TableField, { by, isJoined, nowMs }: Reading): Row[] {
  const time = table.find(({ type }) => type === 'time');
  const columns = by.map((label) => ({
    label,
    column: table.find((one) => one.name === label && one !== field && one.type !== 'time'),
  }));
  const undated: Row[] = [];
  const newest = new Map<string, Row[]>();
  field.values.forEach((value, index) => {
    if (isJoined && value === null) {
      return;
    }
    const labels = labelsOf(columns, field, index);
    const ms = time === undefined ? nowMs : time.values[index];
    const row: Row = { labels, value: numberOf(value), sampleMs: numberOf(ms), trend: [] };
    if (row.sampleMs === null) {
      undated.push(row);
      return;
    }
    const key = JSON.stringify(labels);
    const others = newest.get(key) ?? [];
    const latest = others[0]?.sampleMs ?? -Infinity;
    if (row.sampleMs >= latest) {
      newest.set(key, row.sampleMs === latest ? [...others, row] : [row]);
    }
  });
  const rows = [...[...newest.values()].flat(), ...undated];
  return rows.length > 0 || field.values.length === 0
    ? rows
    : [{ labels: labelsOf(columns, field, 0), value: null, sampleMs: nowMs, trend: [] }];
}

function labelsOf(
  columns: ReadonlyArray<{ label: string; column: TableField | undefined }>,
  field: TableField,
  index: number
): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { label, column } of columns) {
    const value = column === undefined ? field.labels[label] : column.values[index];
    if (value !== undefined && value !== null && value !== '') {
      labels[label] = String(value);
    }
  }
  return labels;
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'boolean') {
    return Number(value);
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
