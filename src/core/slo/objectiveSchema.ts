import { z } from 'zod';
import { durationSeconds } from '../time/duration';
import { isZone } from '../time/zone';
import { DEFAULT_GUARDS, type Method, type Objective, type ObjectiveWindow, type Percent, type Sli } from './objective';
import { parseSelector, printSelector, type Selector } from './selector';

/**
 * An objective as people write it, in YAML or in the app's settings. Strict: an unknown field is an error. What OpenSLO v1 can say of
 * an SLO can be said here, with the same meaning.
 */

const MAX_DAYS = 366;

const line = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const promql = z.string().trim().min(1, 'must not be empty').max(5000, 'must have at most 5000 characters');
/** Looked at by the instant: there is no window in it. */
const atAnInstant = promql.refine(
  (text) => !text.includes('$window'),
  'is looked at by the instant and has no $window'
);
const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be the name of a label');

const percent = z
  .union([z.number().transform(String), z.string()])
  .transform((text) => text.replace(/\s*%$/, '').trim())
  .refine((text) => /^\d{1,3}(\.\d{1,6})?$/.test(text), 'must be a percentage with at most 6 decimals, such as 99.9')
  .refine((text) => Number(text) > 0 && Number(text) <= 100, 'must be more than 0 and at most 100 %');

const ratio = z
  .strictObject({
    total: promql,
    bad: promql.optional(),
    good: promql.optional(),
    rare: z.boolean().default(false),
    absentIsZero: z.boolean().default(false),
  })
  .refine(({ bad, good }) => (bad === undefined) !== (good === undefined), 'needs either bad or good')
  .refine(({ rare, total, bad, good }) => !rare || [total, bad, good].every(isSelector), {
    path: ['rare'],
    message: 'goes with plain selectors alone: an expression counts for itself, for example with $events',
  });

function isSelector(text: string | undefined): boolean {
  return text === undefined || parseSelector(text).ok;
}

const latency = z.strictObject({
  /** Base name of the histogram, or a selector of it: `http_request_duration_seconds{service="x"}`. */
  histogram: promql.refine((text) => parseSelector(text).ok, 'must be the base name of a histogram, with labels'),
  /** Upper bound of a bucket, as `le` has it. */
  below: z.number().positive(),
});

const sliShape = z
  .strictObject({
    ratio: ratio.optional(),
    latency: latency.optional(),
    share: z.strictObject({ bad: promql }).optional(),
    threshold: z
      .strictObject({ value: atAnInstant, op: z.enum(['gt', 'gte', 'lt', 'lte']), limit: z.number() })
      .optional(),
    uptime: promql.optional(),
    freshness: z.strictObject({ newest: atAnInstant, maxAge: durationSeconds }).optional(),
    composite: z
      .array(z.strictObject({ objective: line, weight: z.number().positive().max(100).default(1) }))
      .min(1)
      .max(50)
      .optional(),
  })
  .refine(
    (sli) => Object.values(sli).filter((kind) => kind !== undefined).length === 1,
    'needs exactly one of ratio, latency, share, threshold, uptime, freshness, composite'
  );

const slice = durationSeconds.refine(
  (value) => value >= 60 && value <= 3600 && 3600 % value === 0,
  'must divide an hour, 1m to 1h'
);

const methodShape = z.union(
  [
    z.literal('occurrences'),
    z.strictObject({ timeSlices: z.strictObject({ slice: slice.default(300), target: percent }) }),
    z.strictObject({ ratioTimeSlices: z.strictObject({ slice: slice.default(300) }) }),
  ],
  'must be occurrences, timeSlices: {slice, target} or ratioTimeSlices: {slice}'
);

const unit = z.enum(['week', 'month', 'quarter']);
const windowShape = z.union(
  [
    unit,
    durationSeconds.refine(
      (value) => value % 86_400 === 0 && value <= MAX_DAYS * 86_400,
      'must be whole days, at most 366'
    ),
    z.strictObject({ calendar: unit, zone: z.string().refine(isZone, 'is not an IANA time zone').optional() }),
  ],
  'must be whole days such as 30d, or week, month, quarter, or {calendar: month, zone: Europe/Berlin}'
);

export const objectiveSchema = z
  .strictObject({
    id: z
      .string()
      .max(80)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words with hyphens, such as checkout-availability'),
    title: line,
    promise: line.optional(),
    service: line,
    owner: line,
    source: line.optional(),
    sli: sliShape,
    method: methodShape.default('occurrences'),
    window: windowShape.default(2_592_000),
    target: percent,
    agreement: percent.optional(),
    groupBy: z.array(label).max(5).default([]),
    guards: z
      .strictObject({
        minEvents: z.number().int().nonnegative().optional(),
        minBadEvents: z.number().int().nonnegative().optional(),
        minCoverage: z.number().min(0.5).max(1).optional(),
      })
      .default({}),
  })
  .refine(({ sli, method }) => sli.composite === undefined || method === 'occurrences', {
    path: ['method'],
    message: 'a composite adds budgets up and has no method of its own',
  })
  .refine(({ sli, method }) => !isShareOfSlices(method) || (sli.threshold ?? sli.freshness) === undefined, {
    path: ['method'],
    message: 'a slice of a threshold or of an age is good or bad and has no share: use timeSlices',
  });

function isShareOfSlices(method: unknown): boolean {
  return typeof method === 'object' && method !== null && 'ratioTimeSlices' in method;
}

/** The written form, before defaults. */
export type WrittenObjective = z.input<typeof objectiveSchema>;
type ReadObjective = z.output<typeof objectiveSchema>;

/** One field that does not fit. */
export interface ObjectiveProblem {
  /** `objectives[2]`, or the hash of a definition. */
  at: string;
  /** Its id, as far as it has one. */
  id: string;
  field: string;
  message: string;
}

export type ObjectiveReadingResult =
  { ok: true; objective: Objective } | { ok: false; problems: readonly ObjectiveProblem[] };

/** Reads one written objective. */
export function readObjective(written: unknown, at: string, origin: Objective['origin']): ObjectiveReadingResult {
  const read = objectiveSchema.safeParse(written);
  if (read.success) {
    return { ok: true, objective: toObjective(read.data, origin) };
  }
  const named = z.looseObject({ id: z.string() }).safeParse(written);
  const id = named.success ? named.data.id : '';
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => ({ at, id, field: path.join('.'), message })),
  };
}

/** What was read as an objective. */
export function toObjective(read: ReadObjective, origin: Objective['origin']): Objective {
  const { id, title, promise, service, owner, source, target, agreement, groupBy, guards } = read;
  return {
    id,
    title,
    ...(promise !== undefined && { promise }),
    service,
    owner,
    ...(source !== undefined && { sourceUid: source }),
    sli: sliFrom(read.sli),
    method: methodFrom(read.method),
    window: windowFrom(read.window),
    target,
    ...(agreement !== undefined && { agreement }),
    groupBy,
    guards: { ...DEFAULT_GUARDS, ...definedOnly(guards) },
    origin,
  };
}

function definedOnly<T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;
}

function sliFrom(sli: ReadObjective['sli']): Sli {
  if (sli.ratio) {
    const { total, bad, good, rare, absentIsZero } = sli.ratio;
    return { kind: 'ratio', total, ...(bad !== undefined ? { bad } : { good: good ?? '' }), rare, absentIsZero };
  }
  if (sli.latency) {
    return latencyRatio(sli.latency.histogram, sli.latency.below);
  }
  if (sli.share) {
    return { kind: 'share', bad: sli.share.bad };
  }
  if (sli.threshold) {
    return { kind: 'threshold', ...sli.threshold };
  }
  if (sli.uptime !== undefined) {
    return { kind: 'uptime', up: sli.uptime };
  }
  if (sli.freshness) {
    return { kind: 'freshness', newest: sli.freshness.newest, maxAgeSeconds: sli.freshness.maxAge };
  }
  return { kind: 'composite', members: sli.composite ?? [] };
}

/** Events of a classic histogram at or below a bound. Prometheus 3 writes whole numbers with a decimal: both spellings are asked. */
function latencyRatio(histogram: string, below: number): Sli {
  const read = parseSelector(histogram);
  const { metric, matchers }: Selector = read.ok ? read.selector : { metric: histogram, matchers: [] };
  const le = Number.isInteger(below)
    ? ({ label: 'le', op: '=~', value: `${below}(\\.0)?` } as const)
    : ({ label: 'le', op: '=', value: String(below) } as const);
  return {
    kind: 'ratio',
    total: printSelector({ metric: `${metric}_count`, matchers }),
    good: printSelector({ metric: `${metric}_bucket`, matchers: [...matchers, le] }),
    rare: false,
    absentIsZero: false,
  };
}

function methodFrom(method: ReadObjective['method']): Method {
  if (method === 'occurrences') {
    return { kind: 'occurrences' };
  }
  return 'timeSlices' in method
    ? {
        kind: 'timeSlices',
        sliceSeconds: method.timeSlices.slice,
        sliceTarget: Number((Number(method.timeSlices.target) / 100).toPrecision(12)),
      }
    : { kind: 'ratioTimeSlices', sliceSeconds: method.ratioTimeSlices.slice };
}

function windowFrom(window: ReadObjective['window']): ObjectiveWindow {
  if (typeof window === 'number') {
    return { kind: 'rolling', days: window / 86_400 };
  }
  return typeof window === 'string'
    ? { kind: 'calendar', unit: window }
    : { kind: 'calendar', unit: window.calendar, ...(window.zone !== undefined && { zone: window.zone }) };
}

/** The written form of an objective: what `readObjective` reads as the same. Latency is a ratio by then. */
export function writtenObjective(objective: Objective): WrittenObjective {
  const { id, title, promise, service, owner, sourceUid, target, agreement, groupBy, guards } = objective;
  return {
    id,
    title,
    ...(promise !== undefined && { promise }),
    service,
    owner,
    ...(sourceUid !== undefined && { source: sourceUid }),
    sli: writtenSli(objective.sli),
    ...(objective.method.kind !== 'occurrences' && { method: writtenMethod(objective.method) }),
    window: writtenWindow(objective.window),
    target,
    ...(agreement !== undefined && { agreement }),
    ...(groupBy.length > 0 && { groupBy: [...groupBy] }),
    ...(Object.keys(changedGuards(guards)).length > 0 && { guards: changedGuards(guards) }),
  };
}

function changedGuards(guards: Objective['guards']): Partial<Objective['guards']> {
  return Object.fromEntries(
    Object.entries(guards).filter(([name, value]) => DEFAULT_GUARDS[name as keyof typeof guards] !== value)
  );
}

function writtenSli(sli: Sli): WrittenObjective['sli'] {
  switch (sli.kind) {
    case 'ratio': {
      const { total, bad, good, rare, absentIsZero } = sli;
      const part = bad !== undefined ? { bad } : { good };
      return { ratio: { total, ...part, ...(rare && { rare }), ...(absentIsZero && { absentIsZero }) } };
    }
    case 'share':
      return { share: { bad: sli.bad } };
    case 'threshold':
      return { threshold: { value: sli.value, op: sli.op, limit: sli.limit } };
    case 'uptime':
      return { uptime: sli.up };
    case 'freshness':
      return { freshness: { newest: sli.newest, maxAge: `${sli.maxAgeSeconds}s` } };
    case 'composite':
      return { composite: sli.members.map((member) => ({ ...member })) };
  }
}

function writtenMethod(method: Exclude<Method, { kind: 'occurrences' }>): NonNullable<WrittenObjective['method']> {
  const slice = `${method.sliceSeconds}s`;
  return method.kind === 'timeSlices'
    ? { timeSlices: { slice, target: percentOf(method.sliceTarget) } }
    : { ratioTimeSlices: { slice } };
}

function percentOf(ratioValue: number): Percent {
  return String(Number((ratioValue * 100).toPrecision(12)));
}

function writtenWindow(window: ObjectiveWindow): NonNullable<WrittenObjective['window']> {
  if (window.kind === 'rolling') {
    return `${window.days}d`;
  }
  return window.zone === undefined ? window.unit : { calendar: window.unit, zone: window.zone };
}
