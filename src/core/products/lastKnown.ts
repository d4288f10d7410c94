import type { CheckDefinition } from '../check/definition';
import type { VerdictMemory } from '../check/memory';
import type { CheckResult, Entity } from '../check/result';
import { worstVerdict, type Reason, type Verdict } from '../check/verdict';
import { systemNameOf, type PackSystem } from './packSystems';
import { METRICS, type LastKnown, type System } from './system';

/** The last good line of each system by its key, for as long as whoever reads is there. */
export type LastSystems = Map<string, System>;

/** What a signature is asked with. */
export interface Signed {
  memory: VerdictMemory;
  checks: readonly CheckDefinition[];
  packs: readonly PackSystem[];
}

/**
 * The lines of all that was there: a system whose source is silent now keeps its own, with what it was and "?" in its figures.
 * Nothing of what was seen before counts as seen now. What is seen now is remembered.
 */
export function keepSystems(now: readonly System[], last: LastSystems, signed: Signed): System[] {
  now.filter(({ silent }) => silent === null).forEach((system) => last.set(system.key, system));
  return now.flatMap((system) => {
    const { silent, sourceUid, key, product } = system;
    if (silent === null) {
      return [system];
    }
    if (product !== METRICS) {
      const before = last.get(key);
      return [
        {
          ...system,
          last: before ? lastOf(before) : signedStanding(sourceUid, signed, ({ pack }) => !isOfPack(pack, signed)),
        },
      ];
    }
    const present = new Set(now.map((one) => one.key));
    const before = [...last.values()].filter((one) => one.sourceUid === sourceUid && !present.has(one.key));
    const kept = before.map((one) => ({ ...unseen(one, silent), last: lastOf(one) }));
    const others = kept.length > 0 ? kept : signedSystems(system, silent, signed);
    return others.length > 0 ? [system, ...others] : [{ ...system, last: null }];
  });
}

function lastOf({ asOfMs, verdict }: System): LastKnown | null {
  return asOfMs === null ? null : { from: 'reading', atMs: asOfMs, verdict };
}

function unseen(system: System, silent: Reason): System {
  return {
    ...system,
    verdict: 'unknown',
    sinceMs: null,
    finding: null,
    more: 0,
    silent,
    asOfMs: null,
    figures: system.figures.map((figure) => ({
      ...figure,
      value: null,
      verdict: 'unknown',
      ...(figure.of !== undefined && { of: null }),
    })),
  };
}

function isOfPack(pack: string, { packs }: Signed): boolean {
  return packs.some((one) => one.pack === pack);
}

/** The worst that signatures know of one source, by these checks; null where they know nothing. */
function signedStanding(
  sourceUid: string,
  { checks, memory }: Pick<Signed, 'checks' | 'memory'>,
  isWanted: (check: CheckDefinition) => boolean,
  isOwn: (labels: Entity['labels']) => boolean = () => true
): LastKnown | null {
  const known = checks
    .filter(isWanted)
    .flatMap(({ id }) => memory.known(id))
    .filter((entity) => entity.sourceUid === sourceUid && isOwn(entity.labels));
  return known.length === 0
    ? null
    : {
        from: 'signature',
        atMs: Math.max(...known.map(({ seenMs }) => seenMs)),
        verdict: worstVerdict(known.map(({ verdict }) => verdict)),
      };
}

/** Systems behind a metrics source that nobody here has seen yet, as far as signatures name something of them. */
function signedSystems({ sourceUid, name }: System, silent: Reason, signed: Signed): System[] {
  return signed.packs.flatMap((pack) => {
    const own = signed.checks.filter((check) => check.pack === pack.pack);
    const names = new Set(
      own
        .flatMap(({ id }) => signed.memory.known(id))
        .filter((entity) => entity.sourceUid === sourceUid)
        .map(({ labels }) => systemNameOf(pack, labels))
    );
    return [...names].map((part): System => ({
      key: `${pack.product} ${sourceUid} ${part}`,
      product: pack.product,
      name: part === '' ? name : part,
      sourceUid,
      verdict: 'unknown',
      sinceMs: null,
      finding: null,
      more: 0,
      silent,
      figures: pack.figures.map(({ id, title, show }) => ({
        id,
        title,
        value: null,
        ...(show === 'passing' && { of: null }),
        unit: 'count',
        verdict: 'unknown',
      })),
      asOfMs: null,
      last: signedStanding(
        sourceUid,
        signed,
        (check) => check.pack === pack.pack,
        (labels) => systemNameOf(pack, labels) === part
      ),
    }));
  });
}

/**
 * A view and the checks behind it as they are drawn when they are not current any more: every value as it was, and every verdict
 * unknown. All views call theirs `verdict`.
 */
export function notCurrent<T>(value: T, reason: Reason): T {
  return outdated(value, reason) as T;
}

function outdated(value: unknown, reason: Reason): unknown {
  if (Array.isArray(value)) {
    return value.map((one: unknown) => outdated(one, reason));
  }
  if (typeof value !== 'object' || value === null || value instanceof Map) {
    return value;
  }
  const changed: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    changed[name] = name === 'definition' ? part : outdated(part, reason);
  }
  if (isStanding(changed['verdict'])) {
    changed['verdict'] = 'unknown' satisfies Verdict;
    if ('labels' in changed) {
      changed['reason'] = reason;
    }
  }
  if ('counts' in changed && 'entities' in changed) {
    changed['counts'] = unknownCounts(changed as unknown as CheckResult);
  }
  return changed;
}

function isStanding(verdict: unknown): boolean {
  return verdict === 'pass' || verdict === 'warn' || verdict === 'fail' || verdict === 'pending';
}

function unknownCounts({ counts: { pass, warn, fail, unknown, na } }: CheckResult): CheckResult['counts'] {
  return { pass: 0, warn: 0, fail: 0, unknown: pass + warn + fail + unknown, na };
}
