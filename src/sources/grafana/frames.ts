import { z } from 'zod';
import type { Series } from '../../core/check/series';
import { endsPiece, type Steps } from '../../core/check/steps';

interface Field {
  type?: string;
  labels?: Readonly<Record<string, string>> | null;
}

/** A plain guard: an answer has two fields for each of its series, and a schema copies them all. */
const fieldSchema = z.custom<Field>((value) => {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { name, type, labels }: { name?: unknown; type?: unknown; labels?: unknown } = value;
  return isText(name) && isText(type) && isLabels(labels);
});

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isLabels(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'object' &&
      !Array.isArray(value) &&
      Object.values(value).every((text) => typeof text === 'string'))
  );
}

/** Not looked into here: a month of many series is a million numbers. */
const columnSchema = z.custom<readonly unknown[]>(Array.isArray);

/** A data frame as `/api/ds/query` sends it. NaN and infinities are null in `values`, named in `entities`. */
const frameSchema = z.looseObject({
  schema: z.looseObject({
    fields: z.array(fieldSchema).nullish(),
    meta: z
      .looseObject({ executedQueryString: z.string().optional(), notices: z.array(z.unknown()).nullish() })
      .nullish(),
  }),
  data: z.looseObject({ values: z.array(columnSchema).nullish() }).nullish(),
});

/** Grafana 12.4 `data.Notice`: severities are info, warning and error. */
const noticeSchema = z.looseObject({ severity: z.string().optional(), text: z.string().optional() });

export interface DecodedFrames {
  series: readonly Series[];
  /** `Expr: ...` and the step, as Grafana executed it; empty when it does not say. */
  executed: string;
  /** What the data source says of its own answer that is not all: notices that are no mere information. */
  warnings: readonly string[];
}

/** Time series of the frames, without `__name__`; undefined when they are none we can read. NaN, Inf and null become null. */
export function* decodingFrames(frames: unknown): Steps<DecodedFrames | undefined> {
  const all = z.array(z.unknown()).nullish().safeParse(frames);
  if (!all.success) {
    return undefined;
  }
  const series: Series[] = [];
  const warnings = new Set<string>();
  let executed = '';
  for (const [index, one] of (all.data ?? []).entries()) {
    const { data: frame } = frameSchema.safeParse(one);
    const own = frame && seriesIn(frame);
    if (frame === undefined || own === undefined) {
      return undefined;
    }
    executed ||= frame.schema.meta?.executedQueryString ?? '';
    (frame.schema.meta?.notices ?? []).flatMap(warningOf).forEach((warning) => warnings.add(warning));
    own.forEach((each) => series.push(each));
    if (endsPiece(index)) {
      yield;
    }
  }
  return { series, executed, warnings: [...warnings] };
}

function seriesIn({ schema, data }: z.infer<typeof frameSchema>): Series[] | undefined {
  const fields = schema.fields ?? [];
  const values = data?.values ?? [];
  const timeIndex = fields.findIndex((field) => field.type === 'time');
  const hasNumbers = fields.some(({ type }) => type === 'number');
  // Lines of a log have a time too: without numbers it is no empty answer, but none of series.
  if (fields.length > 0 && (timeIndex < 0 || !hasNumbers)) {
    return undefined;
  }
  const times = readTimes(values[timeIndex] ?? []);
  return times === undefined
    ? undefined
    : fields.flatMap((field, index) =>
        field.type === 'number'
          ? [{ labels: withoutName(field.labels ?? {}), timesMs: times, values: readNumbers(times, values[index]) }]
          : []
      );
}

/** A notice that cannot be read may be a warning. */
export function warningOf(notice: unknown): string[] {
  const { data } = noticeSchema.safeParse(notice);
  return data?.severity === 'info' ? [] : [data?.text ?? 'a notice without words'];
}

function readTimes(values: readonly unknown[]): number[] | undefined {
  const times = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  return times.length === values.length ? times : undefined;
}

function readNumbers(times: readonly number[], values: readonly unknown[] = []): Array<number | null> {
  return times.map((_time, index) => {
    const value = values[index];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
}

function withoutName({ __name__: _name, ...labels }: Readonly<Record<string, string>>): Record<string, string> {
  return labels;
}
