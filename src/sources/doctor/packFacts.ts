import type { CheckDefinition } from '../../core/check/definition';
import { isIn, type FoundPacks, type ProbedPack } from '../../core/check/packDetection';
import type { Fact, Patient } from './fact';

/** Which packs of metrics have data and where, and what the others would need. */
export async function packFacts(
  { connection, clock, signal }: Patient,
  checks: readonly CheckDefinition[]
): Promise<readonly Fact[]> {
  const found = await connection.packs.find(clock(), signal);
  const untold = found.sources.flatMap(({ name, had }): Fact[] =>
    'code' in had ? [{ code: 'packs-told', verdict: 'unknown', subject: name, reason: had }] : []
  );
  const packs = found.packs.filter(({ probes }) => probes.length > 0);
  return [...untold, ...packs.map((pack) => packFact(pack, found, checks))];
}

function packFact(pack: ProbedPack, { sources }: FoundPacks, checks: readonly CheckDefinition[]): Fact {
  const having = sources.filter(({ had }) => !('code' in had) && isIn(pack, had));
  const about = { code: 'pack', subject: pack.title } as const;
  if (having.length > 0) {
    return { ...about, verdict: 'pass', params: { sources: having.map(({ name }) => name).join(', ') } };
  }
  const isTold = sources.every(({ had }) => !('code' in had));
  return { ...about, verdict: isTold ? 'na' : 'unknown', params: { install: hintOf(pack, checks) } };
}

/** How to get what most of its checks need. */
function hintOf({ id }: ProbedPack, checks: readonly CheckDefinition[]): string {
  const count = new Map<string, number>();
  for (const { pack, kind, hint } of checks) {
    if (pack === id && kind === 'prometheus' && hint !== undefined) {
      count.set(hint, (count.get(hint) ?? 0) + 1);
    }
  }
  const [most] = [...count].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}
