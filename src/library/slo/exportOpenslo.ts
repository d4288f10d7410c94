import { Scalar } from 'yaml';
import type { Left } from '../../core/slo/exportLeft';
import {
  allowedRatio,
  DEFAULT_GUARDS,
  type Method,
  type Objective,
  type ObjectiveWindow,
  type Sli,
} from '../../core/slo/objective';
import { parseSelector } from '../../core/slo/selector';
import type { Exported } from './exportRules';
import { OWN } from './opensloAnnotations';
import { yamlText } from './yamlText';

/** OpenSLO v1, one document per objective. `zone` is the app's, for calendar windows that name none. */
export function exportOpenslo(objectives: readonly Objective[], zone: string): Exported {
  const documents = objectives.map((objective) => documentOf(objective, zone));
  return {
    text: documents.flatMap(({ document }) => (document ? [yamlText(document)] : [])).join('---\n'),
    left: documents.flatMap(({ left }) => left),
  };
}

function documentOf(objective: Objective, zone: string): { document: object | null; left: readonly Left[] } {
  const { id, title, promise, service, sli, method, window, target } = objective;
  if (sli.kind === 'composite') {
    return { document: null, left: [{ objective: id, field: 'sli', code: 'composite' }] };
  }
  const annotations = annotationsOf(objective);
  const left: Left[] = [
    ...Object.keys(annotations).map((name) => ({
      objective: id,
      field: name.slice(OWN.length),
      code: 'openslo-own' as const,
    })),
    ...(allowedRatio(target) === 0 ? [{ objective: id, field: 'target', code: 'openslo-target' as const }] : []),
    ...(window.kind === 'calendar' && window.zone === undefined
      ? [{ objective: id, field: 'window', code: 'openslo-zone' as const }]
      : []),
  ];
  const document = {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: id, displayName: title, annotations },
    spec: {
      ...(promise !== undefined && { description: promise }),
      service,
      indicator: { metadata: { name: `${id}-sli` }, spec: indicatorOf(sli) },
      timeWindow: [windowOf(window, zone)],
      budgetingMethod: METHODS[method.kind],
      objectives: [{ displayName: title, ...limitOf(sli), targetPercent: decimal(target), ...sliceOf(method) }],
    },
  };
  return { document, left };
}

const METHODS: Readonly<Record<Method['kind'], string>> = {
  occurrences: 'Occurrences',
  timeSlices: 'Timeslices',
  ratioTimeSlices: 'RatioTimeslices',
};

/** What OpenSLO has no field for. */
function annotationsOf(objective: Objective): Record<string, string> {
  const { owner, sourceUid, agreement, groupBy, guards, sli } = objective;
  const fields: ReadonlyArray<readonly [string, string | undefined]> = [
    ['owner', owner],
    ['source', sourceUid],
    ['agreement', agreement],
    ['group-by', groupBy.length > 0 ? groupBy.join(',') : undefined],
    ['min-events', changed(guards.minEvents, DEFAULT_GUARDS.minEvents)],
    ['min-bad-events', changed(guards.minBadEvents, DEFAULT_GUARDS.minBadEvents)],
    ['min-coverage', changed(guards.minCoverage, DEFAULT_GUARDS.minCoverage)],
    ['rare', sli.kind === 'ratio' && sli.rare ? 'true' : undefined],
    ['absent-is-zero', sli.kind === 'ratio' && sli.absentIsZero ? 'true' : undefined],
    ['sli', sli.kind === 'uptime' || sli.kind === 'freshness' ? sli.kind : undefined],
  ];
  return Object.fromEntries(
    fields.flatMap(([name, value]) => (value === undefined ? [] : [[`${OWN}${name}`, value] as const]))
  );
}

function changed(value: number, usual: number): string | undefined {
  return value === usual ? undefined : String(value);
}

function indicatorOf(sli: Exclude<Sli, { kind: 'composite' }>): object {
  switch (sli.kind) {
    case 'ratio': {
      const isBare = [sli.total, sli.bad ?? sli.good ?? ''].every((text) => parseSelector(text).ok);
      const counted = (text: string) => source(isBare ? `sum(${text})` : windowed(text));
      const part = sli.bad !== undefined ? { bad: counted(sli.bad) } : { good: counted(sli.good ?? '') };
      return { ratioMetric: { counter: isBare, ...part, total: counted(sli.total) } };
    }
    case 'share':
      return { ratioMetric: { counter: false, rawType: 'failure', raw: source(sli.bad) } };
    case 'uptime':
      return { thresholdMetric: source(sli.up) };
    case 'freshness':
      return { thresholdMetric: source(`time() - (${sli.newest})`) };
    case 'threshold':
      return { thresholdMetric: source(sli.value) };
  }
}

/** What a plain selector counts, beside an expression that has a window. */
function windowed(text: string): string {
  return parseSelector(text).ok ? `sum(increase(${text}[$window]))` : text;
}

function source(query: string): object {
  return {
    metricSource: { type: 'Prometheus', spec: { query: query.split('$window').join('{{.window}}') } },
  };
}

function limitOf(sli: Sli): object {
  switch (sli.kind) {
    case 'threshold':
      return { op: sli.op, value: sli.limit };
    case 'uptime':
      return { op: 'gte', value: 1 };
    case 'freshness':
      return { op: 'lte', value: sli.maxAgeSeconds };
    default:
      return {};
  }
}

function sliceOf(method: Method): object {
  if (method.kind === 'occurrences') {
    return {};
  }
  const { sliceSeconds } = method;
  const timeSliceWindow = sliceSeconds % 60 === 0 ? `${sliceSeconds / 60}m` : `${sliceSeconds}s`;
  return method.kind === 'timeSlices' ? { timeSliceTarget: method.sliceTarget, timeSliceWindow } : { timeSliceWindow };
}

/** Any calendar begins somewhere: on a Monday that is the first day of a quarter. */
const CALENDAR_START = '2024-01-01 00:00:00';
const CALENDAR = { week: '1w', month: '1M', quarter: '1Q' } as const;

function windowOf(window: ObjectiveWindow, zone: string): object {
  return window.kind === 'rolling'
    ? { duration: `${window.days}d`, isRolling: true }
    : {
        duration: CALENDAR[window.unit],
        isRolling: false,
        calendar: { startTime: CALENDAR_START, timeZone: window.zone ?? zone },
      };
}

/** A number that keeps the decimals it was written with. */
function decimal(text: string): Scalar {
  const scalar = new Scalar(Number(text));
  const decimals = text.split('.')[1]?.length ?? 0;
  if (decimals > 0) {
    scalar.minFractionDigits = decimals;
  }
  return scalar;
}
