import { z } from 'zod';
import { BASELINE_LABELS } from '../core/calc/baseline';
import { JOURNAL_ACTS, type CalcQuestion, type CheckDefinition, type Limit } from '../core/check/definition';
import { JOURNAL_LABELS } from '../core/journal-checks/labels';
import { checkId, seconds, type Report } from './fields';

/** Fields of checks whose entities come from the journal, or from other checks. */

const about = z
  .string()
  .regex(/^[a-z0-9_-]+(\/[a-z0-9-]+)?$/, 'must be an id such as weekly or monthly/disaster-recovery');

export const journalSchema = z.strictObject({
  last: z.enum(JOURNAL_ACTS),
  of: z.array(about).max(50).default([]),
});

const parts = z.array(checkId).min(1).max(50);
const part = z.array(checkId).length(1, 'must be one check');

export const calcSchema = z.discriminatedUnion('fn', [
  z.strictObject({ fn: z.literal('worst'), of: parts }),
  z.strictObject({ fn: z.literal('ratio'), of: parts }),
  z.strictObject({ fn: z.literal('delta'), of: part, ago: seconds }),
  z.strictObject({ fn: z.literal('baseline'), of: part, maxAge: seconds }),
]);

type JournalInput = z.infer<typeof journalSchema>;
type CalcInput = z.infer<typeof calcSchema>;

interface ComputedFields {
  kind: string;
  mode: string;
  query: string;
  presence?: string | undefined;
  sustained?: number | undefined;
  vanish: string;
  by: readonly string[];
  says?: readonly string[] | undefined;
  unit: string;
  op: string;
  warn?: Limit | undefined;
  fail?: Limit | undefined;
  journal?: JournalInput | undefined;
  calc?: CalcInput | undefined;
}

/** As the engine takes it. */
export function calcOf(calc: CalcInput): CalcQuestion {
  switch (calc.fn) {
    case 'delta':
      return { fn: calc.fn, of: calc.of, agoSeconds: calc.ago };
    case 'baseline':
      return { fn: calc.fn, of: calc.of, maxAgeSeconds: calc.maxAge };
    default:
      return calc;
  }
}

/** What is asked, in short: `signature(weekly)`, `worst(db.up, db.galera)`. */
export function shortOf(asked: JournalInput | CalcInput): string {
  return `${'fn' in asked ? asked.fn : asked.last}(${asked.of.join(', ')})`;
}

/** What only such a check has, and what it has not. */
export function reviewComputed(check: ComputedFields, report: Report): void {
  for (const kind of ['journal', 'calc'] as const) {
    if (check.kind !== kind && check[kind] !== undefined) {
      report([kind], `a check of kind ${check.kind} has no ${kind}`, `drop ${kind}, or write kind: ${kind}`);
    }
    if (check.kind === kind && check[kind] === undefined) {
      const example =
        kind === 'journal' ? '{ last: signature, of: [weekly] }' : '{ fn: worst, of: [db.up, db.galera] }';
      report([kind], `a check of kind ${kind} needs a ${kind}`, `add ${kind}: such as ${example}`);
    }
  }
  if (check.kind !== 'journal' && check.kind !== 'calc') {
    return;
  }
  const foreign = [
    ['query', check.query !== ''],
    ['presence', check.presence !== undefined],
    ['sustained', check.sustained !== undefined],
    ['mode', check.mode !== 'value'],
    ['vanish', check.vanish !== 'unknown'],
  ] as const;
  for (const [field, isSet] of foreign) {
    if (isSet) {
      report([field], `a check of kind ${check.kind} has no ${field}`, `drop ${field}`);
    }
  }
  if (check.journal !== undefined && check.kind === 'journal') {
    reviewJournal(check, check.journal, report);
  }
  if (check.calc !== undefined && check.kind === 'calc') {
    reviewCalc(check, check.calc, report);
  }
}

function reviewJournal(check: ComputedFields, { last, of }: JournalInput, report: Report): void {
  const isOne = JOURNAL_LABELS[last].length === 0;
  if (isOne !== (of.length === 0)) {
    const fix = isOne ? 'drop of:' : `add of: with ${last === 'entry' ? 'ids of key figures' : 'ids of lists'}`;
    report(['journal', 'of'], isOne ? `there is one ${last} alone` : `a ${last} is one of something`, fix);
  }
  of.forEach((id, at) => {
    if (id.includes('/') !== (last === 'item')) {
      const fix = last === 'item' ? 'write <list>/<item>' : 'write the id alone';
      report(['journal', 'of', at], `"${id}" is not what a ${last} is of`, fix);
    }
  });
  reviewLabels('by', check.by, JOURNAL_LABELS[last], report);
  reviewUnit(check, 'seconds', report);
}

/** By the way in which it is computed: what its values are, and which labels they have. */
function reviewCalc(check: ComputedFields, { fn }: CalcInput, report: Report): void {
  switch (fn) {
    case 'worst':
      reviewLabels('by', check.by, ['check'], report);
      reviewLabels('says', check.says ?? [], ['title', 'finding'], report);
      reviewUnit(check, 'none', report);
      reviewLimit(check, 'warn', 'gte', 1, report);
      reviewLimit(check, 'fail', 'gte', 2, report);
      return;
    case 'ratio':
      reviewLabels('by', check.by, [], report);
      reviewLabels('says', check.says ?? [], [], report);
      reviewUnit(check, 'ratio', report);
      if (check.op !== 'lt' && check.op !== 'lte') {
        report(['op'], 'a share of what passes is bad when it is small', 'write op: lt');
      }
      return;
    case 'baseline':
      reviewLabels('says', check.says ?? [], BASELINE_LABELS, report);
      if (!BASELINE_LABELS.every((name) => (check.says ?? []).includes(name))) {
        report(['says'], 'without them nobody knows what is different', `write says: [${BASELINE_LABELS.join(', ')}]`);
      }
      reviewUnit(check, 'bool', report);
      reviewLimit(check, check.fail === undefined ? 'warn' : 'fail', 'gte', 1, report);
      return;
    case 'delta':
      return;
  }
}

function reviewLabels(field: 'by' | 'says', names: readonly string[], known: readonly string[], report: Report): void {
  names.forEach((name, at) => {
    if (!known.includes(name)) {
      const fix = known.length === 0 ? `write ${field}: []` : `use one of ${known.join(', ')}`;
      report([field, at], `it has no label "${name}"`, fix);
    }
  });
}

function reviewUnit({ unit, kind }: ComputedFields, needed: string, report: Report): void {
  if (unit !== needed) {
    report(['unit'], `what kind ${kind} computes here is no ${unit}`, `write unit: ${needed}`);
  }
}

/** Values of a scale have one limit each: with another one a failure would be none. */
function reviewLimit(check: ComputedFields, field: 'warn' | 'fail', op: string, limit: number, report: Report): void {
  if (check.op !== op || check[field] !== limit) {
    report([field], 'the values are those of a scale', `write op: ${op} and ${field}: ${limit}`);
  }
}

/** What a check is made of has to be there, and is not made of others itself. */
export function referenceProblems(
  checks: readonly CheckDefinition[],
  known: ReadonlyMap<string, CheckDefinition>
): ReadonlyArray<{ check: CheckDefinition; message: string; fix: string }> {
  return checks.flatMap((check) =>
    (check.calc?.of ?? []).flatMap((id) => {
      const part = known.get(id);
      if (part === undefined) {
        return [{ check, message: `there is no check ${id}`, fix: 'name one that is there under of:' }];
      }
      if (part.calc !== undefined) {
        return [{ check, message: `${id} is computed from others itself`, fix: 'name what it is made of under of:' }];
      }
      const isSame = [...part.by].sort().join() === [...check.by].sort().join();
      const keeps = check.calc?.fn === 'baseline' || check.calc?.fn === 'delta';
      return keeps && !isSame
        ? [{ check, message: `its things are those of ${id}`, fix: `write by: [${part.by.join(', ')}]` }]
        : [];
    })
  );
}
