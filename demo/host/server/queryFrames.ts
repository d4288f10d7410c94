/** Prometheus' answers as the data frames Grafana makes of them. */

export interface PrometheusData {
  resultType: 'matrix' | 'vector' | 'scalar' | 'string';
  result: unknown;
}

interface Series {
  metric: Record<string, string>;
  values: Array<[number, string]>;
}

export interface FrameContext {
  refId: string;
  /** After interpolation. */
  expr: string;
  stepMs: number;
  stepText: string;
  legendFormat: string;
}

export type Frame = Record<string, unknown>;

/** The one frame without fields that stands for an empty result. */
export const emptyFrame = (context: FrameContext): Frame => ({
  schema: {
    refId: context.refId,
    meta: { typeVersion: [0, 0], ...firstFrameMeta(context) },
    fields: [],
  },
  data: { values: [] },
});

const firstFrameMeta = ({ expr, stepMs, stepText }: FrameContext, resultType?: string) => ({
  custom: { calculatedMinStep: stepMs, ...(resultType && { resultType }) },
  executedQueryString: `Expr: ${expr}\nStep: ${stepText}`,
});

function seriesOf({ resultType, result }: PrometheusData): Series[] {
  switch (resultType) {
    case 'matrix':
      return result as Series[];
    case 'vector':
      return (result as Array<{ metric: Record<string, string>; value: [number, string] }>).map(
        ({ metric, value }) => ({
          metric,
          values: [value],
        })
      );
    default:
      return [{ metric: {}, values: [result as [number, string]] }];
  }
}

function displayName(metric: Record<string, string>, { legendFormat, expr }: FrameContext): string | undefined {
  const labels = Object.entries(metric).filter(([name]) => name !== '__name__');
  const text = `${metric['__name__'] ?? ''}${labels.length ? `{${labels.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(', ')}}` : ''}`;
  if (legendFormat === '__auto') {
    return Object.keys(metric).length > 0 ? undefined : text || expr;
  }
  if (legendFormat) {
    return legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => metric[name] ?? '');
  }
  return text || expr;
}

const notFinite: Record<string, string> = { NaN: 'NaN', '+Inf': 'Inf', Inf: 'Inf', '-Inf': 'NegInf' };

/** JSON has no NaN: such values are null, and `entities` says where they stood. */
function numbers(values: Array<[number, string]>) {
  const entities: Record<string, number[]> = {};
  const decoded = values.map(([, text], at) => {
    const kind = notFinite[text];
    if (kind) {
      (entities[kind] ??= []).push(at);
      return null;
    }
    return Number(text);
  });
  return { decoded, entities: Object.keys(entities).length > 0 ? entities : undefined };
}

/** One frame per series; only the first says what was executed. */
export function toFrames(data: PrometheusData, context: FrameContext): Frame[] {
  const series = seriesOf(data);
  const isString = data.resultType === 'string';
  const type = data.resultType === 'matrix' || isString ? 'timeseries-multi' : 'numeric-multi';
  return series.map(({ metric, values }, at) => {
    const { decoded, entities } = isString
      ? { decoded: values.map(([, text]) => text), entities: undefined }
      : numbers(values);
    const name = displayName(metric, context);
    const typeInfo = isString
      ? { type: 'string', typeInfo: { frame: 'string' } }
      : { type: 'number', typeInfo: { frame: 'float64' } };
    return {
      schema: {
        refId: context.refId,
        meta: {
          type,
          typeVersion: isString ? [0, 0] : [0, 1],
          ...(at === 0 ? firstFrameMeta(context, data.resultType) : { custom: { resultType: data.resultType } }),
        },
        fields: [
          { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: context.stepMs } },
          {
            name: metric['__name__'] ?? 'Value',
            ...typeInfo,
            labels: metric,
            ...(name !== undefined && { config: { displayNameFromDS: name } }),
          },
        ],
      },
      data: {
        values: [values.map(([seconds]) => Math.round(seconds * 1000)), decoded],
        ...(entities && { entities: [null, entities] }),
      },
    };
  });
}
