import type { CheckDefinition } from './definition';
import type { EvaluatorRegistry } from './evaluator';
import type { FoundPacks, ProbedPack } from './packDetection';
import type { Reason } from './verdict';

/** Whether there is something for a pack to look at, and what tells so. */
export interface PackStanding {
  id: string;
  title: string;
  /** `unknown`: a source did not say what it has. */
  state: 'found' | 'unknown' | 'missing';
  /** How many checks it has, and how many of them are asked. */
  checks: number;
  asked: number;
  /** A metric that shows it; absent where the data source itself does. */
  metric?: string;
  /** Names of the data sources that have it. */
  sources: readonly string[];
  /** How to get what most of its checks need; may be empty. */
  install: string;
  /** Of one that is unknown. */
  reason?: Reason;
}

/** Every pack, by title. */
export function packStandings(
  found: FoundPacks,
  checks: readonly CheckDefinition[],
  registry: EvaluatorRegistry
): PackStanding[] {
  return found.packs
    .map((pack) =>
      standingOf(
        pack,
        found,
        checks.filter(({ pack: id }) => id === pack.id),
        registry
      )
    )
    .filter((one) => one.checks > 0)
    .sort((a, b) => a.title.localeCompare(b.title));
}

function standingOf(
  { id, title, probes }: ProbedPack,
  { sources, isAsked }: FoundPacks,
  checks: readonly CheckDefinition[],
  registry: EvaluatorRegistry
): PackStanding {
  const having = sources.filter(({ had }) => !('code' in had) && probes.some((name) => had.has(name)));
  const metric = probes.find((name) => having.some(({ had }) => !('code' in had) && had.has(name)));
  const looksAt = (check: CheckDefinition): boolean => {
    switch (check.kind) {
      case 'prometheus':
        return sources.some(({ uid }) => isAsked(check, uid));
      case 'calc':
        // It has nothing but what it is made of has.
        return (check.calc?.parts ?? []).some(looksAt);
      default:
        return isConnected(check, registry);
    }
  };
  const asked = checks.filter(looksAt);
  const others = asked.filter(({ kind }) => kind !== 'prometheus' && kind !== 'calc');
  const names = [
    ...having.map(({ name }) => name),
    ...others.flatMap(({ kind }) => (registry[kind]?.sources ?? []).map(({ name }) => name)),
  ];
  const silent = sources.flatMap(({ had }) => ('code' in had ? [had] : []));
  const isFound = names.length > 0 || (probes.length === 0 && asked.length > 0);
  const isUnknown = !isFound && probes.length > 0 && silent.length > 0;
  return {
    id,
    title,
    state: isFound ? 'found' : isUnknown ? 'unknown' : 'missing',
    checks: checks.length,
    asked: asked.length,
    ...(metric !== undefined && { metric }),
    sources: [...new Set(names)],
    install: commonHint(checks),
    ...(isUnknown && silent[0] && { reason: silent[0] }),
  };
}

function isConnected(check: CheckDefinition, registry: EvaluatorRegistry): boolean {
  const evaluator = registry[check.kind];
  return evaluator !== undefined && evaluator.sources.length > 0 && evaluator.takes?.(check) !== false;
}

/** The hint that most of the checks share; empty where none has one. */
export function commonHint(checks: readonly CheckDefinition[]): string {
  const count = new Map<string, number>();
  for (const { hint } of checks) {
    if (hint !== undefined) {
      count.set(hint, (count.get(hint) ?? 0) + 1);
    }
  }
  const [most] = [...count].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? '';
}
