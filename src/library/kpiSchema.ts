import { z } from 'zod';
import { UNITS } from '../core/check/definition';
import { line, reportTo, seconds, slug, text, type Report } from './fields';

/** What a file of key figures may say in YAML. Strict: an unknown field is an error. */

const kpiId = z
  .string()
  .regex(/^[a-z0-9]+(_[a-z0-9]+)*$/, 'must look like mttr_critical: lower case letters, digits and _');
const expr = z.string().trim().min(1).max(10_000);
const named = z.strictObject({ name: line, expr });
const pair = z.tuple([z.number(), z.number()]);

const target = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('gte'), value: z.number(), atRisk: z.number().optional() }),
  z.strictObject({ op: z.literal('gt'), value: z.number(), atRisk: z.number().optional() }),
  z.strictObject({ op: z.literal('lte'), value: z.number(), atRisk: z.number().optional() }),
  z.strictObject({ op: z.literal('lt'), value: z.number(), atRisk: z.number().optional() }),
  z.strictObject({ op: z.literal('band'), value: pair, atRisk: pair.optional() }),
]);

const promql = z.strictObject({
  kind: z.literal('promql'),
  value: named.optional(),
  numerator: named.optional(),
  denominator: named.optional(),
  events: z.boolean().optional(),
  now: z.boolean().optional(),
  reporting: expr,
  of: expr.optional(),
  bounds: pair.optional(),
  change: z.strictObject({ sample: named.optional(), atLeast: z.number().int().positive() }).optional(),
  perWorkingDay: z.boolean().optional(),
});

const feed = z.discriminatedUnion('kind', [
  promql,
  z.strictObject({
    kind: z.literal('alerts'),
    measure: z.enum(['mttr', 'mtbf', 'longest', 'resolved-within', 'incidents-change', 'per-day']),
    severity: line.optional(),
    within: seconds.optional(),
  }),
  z.strictObject({ kind: z.literal('journal'), measure: z.enum(['automation-rate', 'two-signers']) }),
  z.strictObject({
    kind: z.literal('argocd'),
    measure: z.enum(['deployments', 'deploy-success', 'in-sync', 'drift']),
  }),
  z.strictObject({ kind: z.literal('backups'), measure: z.enum(['success', 'verified', 'restore-age']) }),
  z.strictObject({
    kind: z.literal('manual'),
    measure: z.enum(['value', 'days-since', 'sum']),
    valid: seconds.optional(),
  }),
]);

const kpiShape = z.strictObject({
  id: kpiId,
  title: line.max(60),
  shortTitle: line.max(30),
  sentence: line,
  formula: line,
  unit: z.enum(UNITS),
  direction: z.enum(['up', 'down', 'band']),
  target,
  window: z
    .union([z.literal('quarter'), seconds], 'must be quarter, or a number of days such as 90d')
    .default(2_592_000),
  pinned: z.boolean().default(false),
  role: z.enum(['availability', 'mtbf', 'mttr']).optional(),
  feeds: z.array(feed),
  wouldFeed: line,
  caveat: text.optional(),
  seeds: z.array(z.string().min(1)).default([]),
});
export type KpiInput = z.infer<typeof kpiShape>;

const kpiSchema = kpiShape.superRefine((kpi, context) => {
  const report = reportTo(context);
  reviewTarget(kpi, report);
  if (typeof kpi.window === 'number' && !isDays(kpi.window)) {
    report(['window'], 'the window is no whole number of days', 'write days such as 30d');
  }
  kpi.feeds.forEach((one, index) =>
    reviewFeed(one, kpi, (path, ...rest) => report(['feeds', index, ...path], ...rest))
  );
});

function reviewTarget({ direction, target: { op, value, atRisk } }: KpiInput, report: Report): void {
  const wanted = op === 'band' ? 'band' : op === 'gte' || op === 'gt' ? 'up' : 'down';
  if (direction !== wanted) {
    report(['direction'], `direction: ${direction} does not go with op: ${op}`, `write direction: ${wanted}`);
  }
  if (op !== 'band') {
    return;
  }
  if (value[0] > value[1]) {
    report(['target', 'value'], 'low is greater than high', `write value: [${value[1]}, ${value[0]}]`);
  }
  if (atRisk !== undefined && (atRisk[0] > value[0] || atRisk[1] < value[1])) {
    report(['target', 'atRisk'], 'the band of atRisk does not hold the target', 'make it wider than value');
  }
}

function reviewFeed(one: KpiInput['feeds'][number], { window }: KpiInput, report: Report): void {
  switch (one.kind) {
    case 'promql': {
      const isRatio = one.numerator !== undefined && one.denominator !== undefined;
      const isHalf = (one.numerator === undefined) !== (one.denominator === undefined);
      if (isHalf || isRatio === (one.value !== undefined)) {
        report([], 'a feed needs value, or numerator and denominator', 'give one of the two');
      }
      if (one.events === true && !isRatio) {
        report(['events'], 'a value has no events to count', 'drop events, or give numerator and denominator');
      }
      return;
    }
    case 'alerts':
      if ((one.measure === 'resolved-within') !== (one.within !== undefined)) {
        report(['within'], `within does not go with ${one.measure}`, 'give within with resolved-within alone');
      }
      return;
    case 'manual':
      if (one.valid !== undefined && !isDays(one.valid)) {
        report(['valid'], 'valid is no whole number of days', 'write days such as 90d');
      }
      if (one.valid === undefined && one.measure === 'days-since') {
        report(['valid'], 'days since an entry need to know how long one counts', 'add valid: 90d');
      }
      return;
    case 'journal':
    case 'argocd':
    case 'backups':
      if (window === 'quarter' && one.kind === 'journal') {
        report([], 'rounds are not told by quarter', 'give the window in days');
      }
  }
}

function isDays(duration: number): boolean {
  return duration % 86_400 === 0;
}

export const kpiFileSchema = z.strictObject({
  version: z.literal(1),
  group: slug,
  title: line,
  kpis: z.array(kpiSchema).min(1),
});
