import { z } from 'zod';
import {
  UNITS,
  type CheckDefinition,
  type LabelWords,
  type Limit,
  type Operator,
  type CheckKind,
} from '../core/check/definition';
import { BACKUP_LABELS, BACKUP_MEASURES } from '../core/products/backups/measures';
import { OBJECTIVE_LABELS, OBJECTIVE_MEASURES } from '../core/slo/sloEvaluator';
import { label, line, newCheckId, reportTo, seconds, slug, text, type Report } from './fields';
import { calcOf, calcSchema, journalSchema, reviewComputed, shortOf } from './computedFields';
import { reviewLoki, reviewRaw } from './kindFields';
import { measureName, measuresFor } from './measures';
import { nearestName } from './nearestName';
import { labelsSchema, reviewSentences, sentenceFields, sentencesOf } from './sentenceSchema';
import { reviewShown, reviewSystem, shownFields, systemSchema } from './shownSchema';

/** What a pack or a checklist may say in YAML. Strict: an unknown field is an error. */

const limit = z.union([z.number(), z.tuple([z.number(), z.number()])], 'must be a number, or [low, high] for outside');

const thresholdSchema = z.strictObject({
  match: z.record(label, z.string()).refine((match) => Object.keys(match).length > 0, 'must name at least one label'),
  warn: limit.optional(),
  fail: limit.optional(),
});

const metric = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'must be the name of a metric such as node_md_state');

/**
 * What the metrics of a check are to it: a defining one says what there has to be, so that an entity goes with it; without an
 * optional one the check says the same with less. All others are needed: without one, nothing gets better.
 */
const seriesSchema = z.strictObject({
  defining: z.array(metric).default([]),
  optional: z.array(z.strictObject({ name: metric, absent: line })).default([]),
});
export type CheckSeries = z.infer<typeof seriesSchema>;

/** Fields of a check. */
export const checkShape = z.strictObject({
  id: newCheckId,
  title: line,
  ...sentenceFields,
  why: text.optional(),
  kind: z
    .enum([
      'prometheus',
      'loki',
      'grafana',
      'query',
      'journal',
      'calc',
      'proxmox',
      'argocd',
      'slo',
      'backups',
      'connect',
    ])
    .default('prometheus'),
  mode: z.enum(['value', 'offenders']).default('value'),
  query: z.string().trim().max(10_000).default(''),
  datasource: z.string().trim().min(1).max(100).optional(),
  model: z.record(z.string(), z.unknown()).optional(),
  value: z.string().min(1).max(200).optional(),
  range: seconds.optional(),
  maxAge: seconds.optional(),
  journal: journalSchema.optional(),
  calc: calcSchema.optional(),
  presence: z.string().trim().min(1).max(10_000).optional(),
  by: z.array(label).max(10),
  says: z.array(label).min(1).max(10).optional(),
  unit: z.enum(UNITS),
  op: z.enum(['gt', 'gte', 'lt', 'lte', 'outside', 'none']),
  warn: limit.optional(),
  fail: limit.optional(),
  thresholds: z.array(thresholdSchema).max(100).default([]),
  sustained: seconds.optional(),
  vanish: z.enum(['unknown', 'ignore']).default('unknown'),
  absent: z.enum(['unknown', 'na']).default('unknown'),
  series: seriesSchema.optional(),
  hint: text.optional(),
  remediation: text,
  severity: z.enum(['critical', 'warning', 'info']),
  seeds: z.array(z.string().min(1)).default([]),
  ...shownFields,
});

/** How old a value of a data source may be that knows no staleness. */
const MAX_AGE_SECONDS = 3600;

export type CheckInput = z.infer<typeof checkShape>;

export const checkSchema = checkShape.superRefine((check, context) => {
  const report = reportTo(context);
  reviewLimits(check, report);
  reviewThresholds(check, report);
  reviewSentences(check, report);
  reviewMeasure(check, report);
  reviewSeries(check, report);
  if (check.kind === 'prometheus' && check.query === '') {
    report(['query'], 'a check of kind prometheus needs a query', 'add query: with a PromQL expression');
  }
  reviewLoki(check, report);
  reviewRaw(check, report);
  reviewComputed(check, report);
  if (check.sustained !== undefined && (check.op === 'outside' || check.op === 'none')) {
    report(['sustained'], `sustained does not go with op: ${check.op}`, 'drop sustained, or use gt, gte, lt or lte');
  }
});

function reviewLimits(check: CheckInput, report: Report): void {
  if (check.op === 'none') {
    for (const name of ['warn', 'fail'] as const) {
      if (check[name] !== undefined) {
        report([name], 'op: none has no limits', `drop ${name}, or choose another op`);
      }
    }
    if (check.mode === 'offenders') {
      report(['op'], 'offenders need an operator and a limit', 'use op: gt with fail: 0, or warn: 0');
    }
    return;
  }
  if (check.warn === undefined && check.fail === undefined) {
    report(['op'], 'a check with an operator needs warn, fail or both', 'add fail: or warn:, or use op: none');
  }
  reviewPair(check, check, [], report);
}

/** Beyond it no ratio has a limit: somebody wrote percents. */
const GREATEST_RATIO = 10;

/** Shape of each limit, and their order: the warning comes first on the way to the failure. */
function reviewPair(
  { op, unit }: Pick<CheckInput, 'op' | 'unit'>,
  limits: { warn?: Limit | undefined; fail?: Limit | undefined },
  path: ReadonlyArray<string | number>,
  report: Report
): void {
  for (const name of ['warn', 'fail'] as const) {
    const value = limits[name];
    if (value === undefined) {
      continue;
    }
    if ((op === 'outside') !== (typeof value !== 'number')) {
      const fix = op === 'outside' ? `write ${name}: [low, high]` : `write one number, or use op: outside`;
      report([...path, name], `the limit does not go with op: ${op}`, fix);
      return;
    }
    if (typeof value !== 'number' && value[0] > value[1]) {
      report([...path, name], 'low is greater than high', `write ${name}: [${value[1]}, ${value[0]}]`);
    }
    const most = Math.max(...[value].flat());
    if (unit === 'ratio' && most > GREATEST_RATIO) {
      report([...path, name], `a ratio of ${most} is ${most * 100} %`, `write ${most / 100} for ${most} %`);
    }
  }
  const { warn, fail } = limits;
  if (warn !== undefined && fail !== undefined && !inOrder(op, warn, fail)) {
    const fix = 'swap warn and fail, or turn the operator';
    report([...path, 'warn'], `warn would never speak before fail with op: ${op}`, fix);
  }
}

function inOrder(op: Operator, warn: Limit, fail: Limit): boolean {
  if (typeof warn !== 'number' || typeof fail !== 'number') {
    return typeof warn !== 'number' && typeof fail !== 'number' && fail[0] <= warn[0] && warn[1] <= fail[1];
  }
  return op === 'lt' || op === 'lte' ? warn >= fail : warn <= fail;
}

function reviewThresholds(check: CheckInput, report: Report): void {
  check.thresholds.forEach((override, index) => {
    const path = ['thresholds', index];
    if (override.warn === undefined && override.fail === undefined) {
      report(path, 'an override needs warn, fail or both', 'add warn: or fail:');
    }
    const both = { warn: override.warn ?? check.warn, fail: override.fail ?? check.fail };
    reviewPair(check, both, path, report);
    for (const [name, value] of Object.entries(override.match)) {
      if (!labelsOf(check).includes(name)) {
        report([...path, 'match', name], `"${name}" is not one of the check's by labels`, `add ${name} to by:`);
      }
      if (value.startsWith('~') && !isRegExp(value.slice(1))) {
        report([...path, 'match', name], 'not a regular expression', 'repair the part after ~');
      }
    }
  });
}

/** What a threshold and a finding may name. */
function labelsOf({ by, says = [] }: Pick<CheckInput, 'by' | 'says'>): readonly string[] {
  return [...by, ...says];
}

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

/** A check of an inventory names a measure, and can use what the measure gives and no more. */
function reviewMeasure(check: CheckInput, report: Report): void {
  const known = NAMED.get(check.kind);
  if (known !== undefined) {
    reviewNamed(check, known, report);
    return;
  }
  const measures = measuresFor(check.kind);
  if (measures === undefined) {
    if (check.says !== undefined && check.kind !== 'calc') {
      report(['says'], `a check of kind ${check.kind} has no says`, 'name the labels in by:');
    }
    return;
  }
  const measure = measures.get(measureName(check.kind, check.query));
  if (measure === undefined) {
    const nearest = nearestName(check.query, measures.keys());
    const fix = check.query === '' ? `write query: with one of ${[...measures.keys()].join(', ')}` : `write ${nearest}`;
    report(['query'], `"${check.query}" is no measure of kind ${check.kind}`, fix);
    return;
  }
  const labels = ['cluster', ...measure.labels];
  for (const field of ['by', 'says'] as const) {
    check[field]?.forEach((name, index) => {
      if (!labels.includes(name)) {
        report([field, index], `${check.query} has no label "${name}"`, `use one of ${labels.join(', ')}`);
      }
    });
  }
  const without: ReadonlyArray<[field: keyof CheckInput, isSet: boolean]> = [
    ['presence', check.presence !== undefined],
    ['sustained', check.sustained !== undefined],
    ['mode', check.mode !== 'value'],
  ];
  for (const [field, isSet] of without) {
    if (isSet) {
      report([field], `a check of kind ${check.kind} has no ${field}`, `drop ${field}`);
    }
  }
}

interface NamedKind {
  /** What the entities are, in words. */
  of: string;
  measures: readonly string[];
  labels: readonly string[];
}

/** Kinds whose entities come from no server alone. */
const NAMED: ReadonlyMap<CheckKind, NamedKind> = new Map([
  ['slo', { of: 'objectives', measures: Object.keys(OBJECTIVE_MEASURES), labels: OBJECTIVE_LABELS }],
  ['backups', { of: 'backups', measures: Object.keys(BACKUP_MEASURES), labels: BACKUP_LABELS }],
]);

/** A check of such a kind names what is asked of them, and can use their labels and no more. */
function reviewNamed({ query, by, says = [] }: CheckInput, { of, measures, labels }: NamedKind, report: Report): void {
  if (!measures.includes(query)) {
    report(['query'], `"${query}" is nothing that ${of} are asked`, `write one of ${measures.join(', ')}`);
  }
  for (const [field, names] of [
    ['by', by],
    ['says', says],
  ] as const) {
    names.forEach((name, index) => {
      if (!labels.includes(name)) {
        report([field, index], `${of} have no label "${name}"`, `use one of ${labels.join(', ')}`);
      }
    });
  }
}

/** A metric that is spoken of has to be asked for. */
function reviewSeries({ kind, query, presence = '', series }: CheckInput, report: Report): void {
  const asked = kind === 'prometheus' ? `${query} ${presence}` : '';
  const names = [
    ...(series?.defining ?? []).map((name, index) => ({ name, path: ['series', 'defining', index] })),
    ...(series?.optional ?? []).map(({ name }, index) => ({ name, path: ['series', 'optional', index, 'name'] })),
  ];
  for (const { name, path } of names) {
    if (!new RegExp(`(?<![a-zA-Z0-9_:])${name}(?![a-zA-Z0-9_:])`).test(asked)) {
      report(path, `neither query nor presence asks for "${name}"`, `drop ${name}, or ask for it`);
    }
  }
}

export const packSchema = z
  .strictObject({
    version: z.literal(1),
    pack: slug,
    title: line,
    labels: labelsSchema,
    system: systemSchema.optional(),
    /** Fields of built-in checks that are others here, by the id of the check; read with the check that they change. */
    overrides: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    checks: z.array(checkSchema).default([]),
  })
  .superRefine(({ system, overrides, checks }, context) => {
    const report = reportTo(context);
    if (checks.length === 0 && Object.keys(overrides).length === 0) {
      report(['checks'], 'a pack has checks, overrides or both', 'add checks: with a list, or overrides:');
    }
    checks.forEach((check, index) => {
      reviewShown(check, system?.product, (path, ...said) => report(['checks', index, ...path], ...said));
    });
    if (system !== undefined) {
      const ids = checks.map(({ id }) => id);
      reviewSystem(system, ids, report);
    }
  });

/** A valid check as the engine takes it; `presence` was given or derived. */
export function toDefinition(
  pack: string,
  check: CheckInput,
  presence: string,
  packLabels: Readonly<Record<string, LabelWords>> = {}
): CheckDefinition {
  const {
    sustained,
    presence: _given,
    series: _series,
    datasource,
    model,
    value,
    range,
    maxAge,
    journal,
    calc,
    ...rest
  } = check;
  const isRaw = datasource !== undefined && model !== undefined;
  const computed = calc ?? journal;
  return {
    ...rest,
    ...sentencesOf(check, packLabels),
    query: isRaw ? JSON.stringify(model, null, 2) : computed ? shortOf(computed) : measureName(check.kind, check.query),
    ...(journal && { journal }),
    ...(calc && { calc: calcOf(calc) }),
    // What is computed is there as long as its parts are: nothing of it left.
    ...(computed && { vanish: 'ignore' as const }),
    ...(isRaw && {
      ask: {
        datasource,
        model,
        maxAgeSeconds: maxAge ?? MAX_AGE_SECONDS,
        ...(value !== undefined && { value }),
        ...(range !== undefined && { rangeSeconds: range }),
      },
    }),
    pack,
    presence,
    ...(sustained === undefined ? {} : { sustainedSeconds: sustained }),
  };
}
