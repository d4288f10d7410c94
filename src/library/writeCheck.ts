import type { CalcQuestion, CheckDefinition } from '../core/check/definition';
import { durationOf } from './durationOf';
import { yamlText } from './slo/yamlText';

/**
 * A check as a pack of its own, which `parsePack` reads as the same check. What is left at its default is left out, and so is where
 * the product's page shows it, which only the whole pack can say.
 */
export function writeCheck(check: CheckDefinition, packTitle: string): string {
  return yamlText({ version: 1, pack: check.pack, title: packTitle, checks: [checkEntry(check)] });
}

/** Its fields as they are written, without where the product's page shows it. */
export function checkEntry(check: CheckDefinition): Readonly<Record<string, unknown>> {
  const { finding, findings, labels, thresholds, sustainedSeconds, seeds, ask } = check;
  return withoutAbsent({
    id: check.id,
    title: check.title,
    subject: check.subject,
    finding: findings === undefined ? finding : { fail: finding, ...findings },
    asks: check.asks,
    labels,
    why: check.why,
    kind: unlessDefault(check.kind, 'prometheus'),
    mode: unlessDefault(check.mode, 'value'),
    query: ask || check.calc || check.journal ? undefined : unlessDefault(check.query, ''),
    datasource: ask?.datasource,
    model: ask?.model,
    value: ask?.value,
    range: ask?.rangeSeconds === undefined ? undefined : durationOf(ask.rangeSeconds),
    maxAge: ask === undefined ? undefined : durationOf(ask.maxAgeSeconds),
    journal: check.journal,
    calc: check.calc && writeCalc(check.calc),
    presence: unlessDefault(givenPresence(check), ''),
    by: check.by,
    says: check.says,
    unit: check.unit,
    op: check.op,
    warn: check.warn,
    fail: check.fail,
    thresholds: thresholds.length === 0 ? undefined : thresholds,
    sustained: sustainedSeconds === undefined ? undefined : durationOf(sustainedSeconds),
    vanish: check.calc || check.journal ? undefined : unlessDefault(check.vanish, 'unknown'),
    absent: unlessDefault(check.absent, 'unknown'),
    hint: check.hint,
    remediation: check.remediation,
    severity: check.severity,
    seeds: seeds.length === 0 ? undefined : seeds,
  });
}

/** The same with where the page of its product shows it. */
export function writtenFields(check: CheckDefinition): Readonly<Record<string, unknown>> {
  const { place, figures, short, optional } = check;
  return withoutAbsent({ ...checkEntry(check), place, figures, short, optional });
}

function writeCalc({ parts: _parts, ...calc }: CalcQuestion): object {
  switch (calc.fn) {
    case 'delta':
      return { fn: calc.fn, of: calc.of, ago: durationOf(calc.agoSeconds) };
    case 'baseline':
      return { fn: calc.fn, of: calc.of, maxAge: durationOf(calc.maxAgeSeconds) };
    default:
      return { fn: calc.fn, of: calc.of };
  }
}

/** Without what was put around one that was given: it would be put around it once more. */
function givenPresence({ presence, by }: CheckDefinition): string {
  const around = `group by (${by.join(', ')}) (`;
  const inner = presence.slice(around.length, -1);
  return presence.startsWith(around) && presence.endsWith(')') && isBalanced(inner) && !inner.startsWith('timestamp(')
    ? inner
    : presence;
}

/** No bracket is closed that was not opened in it. */
function isBalanced(expression: string): boolean {
  let depth = 0;
  for (const character of expression) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

function unlessDefault<T>(value: T, usual: T): T | undefined {
  return value === usual ? undefined : value;
}

function withoutAbsent(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
