import { z } from 'zod';
import { RESTORE_RESULTS } from '../../core/products/backups/events';
import { backupObjectivesSchema } from '../../core/products/backups/objectiveSchema';
import { VERDICTS_WORST_FIRST, type ReasonCode, type Verdict } from '../../core/check/verdict';
import { checkId, line, slug } from '../fields';
import { durationSeconds } from './notation';
import type { CaseProduct, ExpectedVerdict } from './testCase';

/** What a file of tests may say in YAML. Strict: an unknown field is an error. */

const duration = z
  .string('must be a duration such as 1m, 16h or 1d12h')
  .transform((text) => durationSeconds(text.trim()) ?? Number.NaN)
  .refine((seconds) => !Number.isNaN(seconds), 'must be a duration such as 1m, 16h or 1d12h');
const longerThanNothing = duration.refine((seconds) => seconds > 0, 'must be longer than 0s');

const REASONS = {
  'no-data': true,
  vanished: true,
  'source-down': true,
  timeout: true,
  unauthorized: true,
  'not-permitted': true,
  'query-error': true,
  'bad-response': true,
  'not-connected': true,
  'no-history': true,
  'too-many': true,
  'bad-definition': true,
  internal: true,
} satisfies Readonly<Record<ReasonCode, true>>;

const product = z.enum(['proxmox-ve', 'proxmox-backup', 'argocd', 'grafana']) satisfies z.ZodType<CaseProduct>;
const answers = z.record(z.string().startsWith('/', 'must be a path such as /cluster/resources'), z.unknown());
/** What is kept of an entity when a round is signed: only of those that were not well. */
const knownVerdict = z.enum(['fail', 'unknown', 'warn']);

const expectation = z.union(
  [
    z.string(),
    z.array(z.string()),
    z.strictObject({ is: z.string().optional(), finding: line.optional(), entities: z.array(z.string()).optional() }),
  ],
  'must be a verdict, a list of entities, or is:, finding: and entities:'
);

/** As they stand in the app's settings, which read them once more. */
const backupSettings = z.record(z.string(), z.unknown()).superRefine((written, context) => {
  const issues = backupObjectivesSchema.safeParse(written).error?.issues ?? [];
  issues.forEach(({ path, message }) => context.addIssue({ code: 'custom', path: [...path], message }));
});

/** Lines of one stream; `ago` is the age of the newest. */
const logLines = z
  .array(
    z.strictObject({
      line: z.string(),
      ago: duration.default(60),
      times: z.int().min(1).max(100_000).default(1),
      every: longerThanNothing.default(60),
    })
  )
  .min(1);

const act = z.union(
  [
    z.strictObject({
      signed: slug,
      ago: duration,
      done: slug.optional(),
      incomplete: z.boolean().default(false),
      changed: z.boolean().default(false),
      countersigned: z.boolean().default(true),
    }),
    z.strictObject({ entered: line, ago: duration, value: z.number().default(1) }),
    z.strictObject({ takenOver: z.literal(true), ago: duration }),
  ],
  'must be signed: of a list, entered: of a key figure or takenOver: true, each with ago:'
);

/** What people did, or why the journal cannot be read. */
const journal = z.union(
  [z.array(act), z.strictObject({ fails: z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]) })],
  'must be a list of acts, or fails: with a reason'
);

/** `state` names things and what each was as text, such as 3 or yes. */
const accepted = z.strictObject({
  check: checkId,
  state: z.record(z.string(), z.union([z.string(), z.number()])),
  ago: duration,
  by: line.default('ops1'),
  until: duration.optional(),
  withdrawn: z.boolean().default(false),
});

const testSchema = z.strictObject({
  name: line,
  interval: longerThanNothing.default(60),
  series: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  at: duration.optional(),
  window: longerThanNothing.optional(),
  logs: z.record(z.string(), logLines).optional(),
  server: product.optional(),
  answers: answers.optional(),
  input: z.string().min(1).optional(),
  refs: z.record(checkId, z.string()).default({}),
  known: z
    .array(
      z.strictObject({
        check: checkId,
        entity: z.string(),
        verdict: knownVerdict,
        value: z.number().nullable().default(null),
        ago: duration,
      })
    )
    .default([]),
  gone: z
    .array(
      z.strictObject({
        check: checkId,
        entity: z.string(),
        ago: duration,
        by: line,
        why: line,
        until: duration.optional(),
      })
    )
    .default([]),
  restored: z
    .array(
      z.strictObject({
        target: line,
        ago: duration,
        result: z.enum(RESTORE_RESULTS).default('restored'),
      })
    )
    .default([]),
  lists: z.array(slug).default([]),
  journal: journal.optional(),
  accepted: z.array(accepted).default([]),
  backupObjectives: backupSettings.optional(),
  expect: z.record(checkId, expectation).default({}),
});

export const casesSchema = z.strictObject({
  version: z.literal(1),
  server: product.optional(),
  answers: answers.optional(),
  tests: z.array(testSchema).min(1),
});

export type CasesInput = z.infer<typeof casesSchema>;
export type TestInput = CasesInput['tests'][number];

/** Parses `unknown/vanished`; undefined when it is no verdict. */
export function parseVerdict(text: string): ExpectedVerdict | undefined {
  const [, name = '', reason] = /^\s*([a-z]+)(?:\/([a-z-]+))?\s*$/.exec(text) ?? [];
  if (!isVerdict(name) || (reason !== undefined && !isReasonCode(reason))) {
    return undefined;
  }
  return reason === undefined ? { verdict: name } : { verdict: name, reason };
}

/** What `parseVerdict` takes, for words. */
export const VERDICT_WORDS = `${VERDICTS_WORST_FIRST.join(', ')}, with a reason such as unknown/vanished: ${Object.keys(REASONS).join(', ')}`;

function isVerdict(text: string): text is Verdict {
  return VERDICTS_WORST_FIRST.some((one) => one === text);
}

function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(REASONS, text);
}
