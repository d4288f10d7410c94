import { FieldType, type DataFrame, type Field, type FieldConfig, type QueryResultMetaNotice } from '@grafana/data';

type Value = string | number | boolean | null;

/** One column: how its values are read from a row, and in which unit Grafana shows them. */
export interface FrameColumn<Row> {
  name: string;
  type: FieldType;
  config?: FieldConfig;
  value: (row: Row) => Value;
}

export const text = <Row>(name: string, value: (row: Row) => string | null): FrameColumn<Row> => ({
  name,
  type: FieldType.string,
  value,
});

export const number = <Row>(name: string, value: (row: Row) => number | null, config?: FieldConfig) => ({
  name,
  type: FieldType.number,
  ...(config && { config }),
  value,
});

export const bytes = <Row>(name: string, value: (row: Row) => number | null) => number(name, value, { unit: 'bytes' });

/** 0..1, shown in percent; `max` lets bars and gauges know their end. */
export const ratio = <Row>(name: string, value: (row: Row) => number | null) =>
  number(name, value, { unit: 'percentunit', min: 0, max: 1 });

export const seconds = <Row>(name: string, value: (row: Row) => number | null) => number(name, value, { unit: 's' });

export const yesNo = <Row>(name: string, value: (row: Row) => boolean | null): FrameColumn<Row> => ({
  name,
  type: FieldType.boolean,
  value,
});

/** A moment, in ms; shown as date and time. */
export const moment = <Row>(name: string, value: (row: Row) => number | null): FrameColumn<Row> => ({
  name,
  type: FieldType.time,
  value,
});

/** A moment that is read by how long ago it is: "9 hours ago". */
export const ago = <Row>(name: string, value: (row: Row) => number | null): FrameColumn<Row> => ({
  ...moment(name, value),
  config: { unit: 'dateTimeFromNow' },
});

interface Meta {
  refId: string;
  name: string;
  notices: readonly QueryResultMetaNotice[];
}

/** A table, one row per thing; what could not be read stands in its notices. */
export function tableFrame<Row>(
  { refId, name, notices }: Meta,
  columns: ReadonlyArray<FrameColumn<Row>>,
  rows: readonly Row[]
): DataFrame {
  return {
    refId,
    name,
    length: rows.length,
    fields: columns.map(({ name: field, type, config, value }): Field => ({
      name: field,
      type,
      config: config ?? {},
      values: rows.map(value),
    })),
    meta: { preferredVisualisationType: 'table', ...(notices.length > 0 && { notices: [...notices] }) },
  };
}

export const share = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole;
