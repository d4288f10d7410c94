import type { CheckDefinition } from '../check/definition';
import { verdictRank, type Verdict } from '../check/verdict';
import { capital, plural } from './numbers';
import { whereWords, worstFirst, type PairRow } from './pairRows';

/** One check's troubled results, for a line of page 1. */
export interface Trouble {
  definition: CheckDefinition;
  rows: readonly PairRow[];
  verdict: Verdict;
}

/** Checks that failed or warned, worst first: verdict, severity, hours. `ended`: only those that had not passed at the end. */
export function troubles(rows: readonly PairRow[], ended: boolean): Trouble[] {
  const byCheck = new Map<string, PairRow[]>();
  for (const one of rows) {
    const bad = ended ? one.end === 'warn' || one.end === 'fail' : one.tally.notPassing > 0;
    if (bad) {
      byCheck.set(one.definition.id, [...(byCheck.get(one.definition.id) ?? []), one]);
    }
  }
  const list = [...byCheck.values()].map((own) => {
    const sorted = [...own].sort((a, b) => b.tally.failing - a.tally.failing || worstFirst(a, b));
    const failed = ended ? sorted.some(({ end }) => end === 'fail') : sorted.some(({ tally }) => tally.failing > 0);
    return { definition: (sorted[0] as PairRow).definition, rows: sorted, verdict: failed ? 'fail' : 'warn' } as const;
  });
  return list.sort(
    (a, b) =>
      verdictRank(a.verdict) - verdictRank(b.verdict) || severityRank(a) - severityRank(b) || hoursOf(b) - hoursOf(a)
  );
}

function severityRank(trouble: Trouble): number {
  return ['critical', 'warning', 'info'].indexOf(trouble.definition.severity);
}

function hoursOf(trouble: Trouble): number {
  return Math.max(...trouble.rows.map(({ tally }) => tally.notPassing));
}

/** `pve-a3`, `pve-a3 and two others`; empty for a check that has no parts. */
function whereOf({ rows }: Trouble): string {
  const [first] = rows;
  const others = plural(rows.length - 1, 'other', 'others');
  return rows.length > 1 && first ? `${whereWords(first)} and ${others}` : (first?.thing ?? '');
}

/** The title in the middle of a sentence keeps its own capitals; at the start it gets one. */
export function leadOf(trouble: Trouble): string {
  const where = whereOf(trouble);
  return capital(`${trouble.definition.title}${where === '' ? '' : `: ${where}`}.`);
}
