import type { CheckDefinition } from '../../core/check/definition';
import type { OwnPack } from '../../core/check/ownPack';
import { isIn, type FoundPacks, type ProbedPack } from '../../core/check/packDetection';
import { commonHint } from '../../core/check/packStanding';
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
  return { ...about, verdict: isTold ? 'na' : 'unknown', params: { install: commonHint(checks.filter(isOf(pack))) } };
}

function isOf({ id }: ProbedPack): (check: CheckDefinition) => boolean {
  return ({ pack, kind }) => pack === id && kind === 'prometheus';
}

/** Packs of one's own that count, and those that do not and why. */
export function ownPackFacts(own: readonly OwnPack[]): readonly Fact[] {
  return own.flatMap(({ title, checks, customised, problems }): Fact[] =>
    problems.length === 0
      ? [
          {
            code: 'own-pack',
            verdict: 'pass',
            subject: title,
            params: { checks: checks.length, customised: customised.length },
          },
        ]
      : problems.map(({ line, field, message, fix }) => ({
          code: 'own-pack',
          verdict: 'fail',
          subject: title,
          params: { place: field === '' ? `line ${line}` : `line ${line}, ${field}`, message, fix },
        }))
  );
}
