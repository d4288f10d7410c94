import { z } from 'zod';
import type { LabelWords } from '../core/check/definition';
import { FINDING_WORDS, VANISHED_WORDS } from '../core/check/finding';
import { placeholders, templateProblem } from '../core/check/template';
import { label, line, type Report } from './fields';

/** What a check says, and what its labels are called. */

const words = line.max(40);

const findingSchema = z.union(
  [line, z.strictObject({ fail: line, warn: line.optional(), vanished: line.optional() })],
  'must be one line, or fail: with warn: or vanished: beside it'
);

/** Names of labels and of their values, of one check or of all of a pack. */
export const labelsSchema = z
  .record(
    label,
    z
      .strictObject({ name: words.optional(), values: z.record(z.string(), words).optional() })
      .refine((own) => Object.keys(own).length > 0, 'must have a name, values or both')
  )
  .optional();

export const sentenceFields = {
  subject: line.optional(),
  finding: findingSchema,
  asks: line.optional(),
  labels: labelsSchema,
};

const sentenceShape = z.object(sentenceFields);
type Sentences = z.infer<typeof sentenceShape>;

interface SentenceCheck extends Sentences {
  by: readonly string[];
  says?: readonly string[] | undefined;
}

/** A template is written as one, and has no words that nobody fills in. */
export function reviewSentences(check: SentenceCheck, report: Report): void {
  const labels = [...check.by, ...(check.says ?? [])];
  const { fail, warn, vanished } = variantsOf(check.finding);
  const path = typeof check.finding === 'string' ? ['finding'] : ['finding', 'fail'];
  reviewTemplate(path, fail, [...labels, ...FINDING_WORDS], report);
  reviewTemplate(['finding', 'warn'], warn, [...labels, ...FINDING_WORDS], report);
  reviewTemplate(['finding', 'vanished'], vanished, [...labels, ...VANISHED_WORDS], report);
  reviewTemplate(['subject'], check.subject, labels, report);
  reviewTemplate(['asks'], check.asks, [...labels, 'subject'], report);
  for (const name of Object.keys(check.labels ?? {})) {
    if (!labels.includes(name)) {
      report(['labels', name], `"${name}" is none of the check's labels`, `use one of ${labels.join(', ')}`);
    }
  }
}

function reviewTemplate(
  path: readonly string[],
  template: string | undefined,
  known: readonly string[],
  report: Report
): void {
  const problem = template === undefined ? undefined : templateProblem(template);
  if (problem !== undefined) {
    report(path, problem, 'write an optional part as [ of {cluster}] or [{subject} is|the nodes are]');
  }
  const strange = placeholders(template ?? '').find((name) => !known.includes(name));
  if (strange !== undefined) {
    report(
      path,
      `{${strange}} is neither a label of the check nor a word of this template`,
      `use one of ${known.join(', ')}`
    );
  }
}

interface Variants {
  fail: string;
  warn?: string | undefined;
  vanished?: string | undefined;
}

function variantsOf(finding: Sentences['finding']): Variants {
  return typeof finding === 'string' ? { fail: finding } : finding;
}

/** The sentences as the engine takes them, with the names that the pack gives to labels of this check. */
export function sentencesOf(
  { subject, finding, asks, labels, by, says = [] }: SentenceCheck,
  packLabels: Readonly<Record<string, LabelWords>> = {}
) {
  const { fail, warn, vanished } = variantsOf(finding);
  const own = [...by, ...says].flatMap((name): Array<[string, LabelWords]> => {
    const known = { ...packLabels[name], ...labels?.[name] };
    return Object.keys(known).length === 0 ? [] : [[name, known]];
  });
  return {
    ...(subject !== undefined && { subject }),
    finding: fail,
    ...((warn ?? vanished) !== undefined && { findings: { ...(warn && { warn }), ...(vanished && { vanished }) } }),
    ...(asks !== undefined && { asks }),
    ...(own.length > 0 && { labels: Object.fromEntries(own) }),
  };
}
