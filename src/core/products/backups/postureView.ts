import type { CheckResult } from '../../check/result';
import { worstVerdict, type Reason, type Verdict } from '../../check/verdict';
import type { Judged } from '../judged';
import type { Standing } from '../pending';
import { notPassing } from '../standing';
import { dayMatrix } from './days';
import type { BackupObjectives } from './objectiveSchema';
import { targetRow } from './posture';
import { PROVIDERS, TARGET_KINDS, type BackupTarget } from './target';
import {
  DAY_STATES,
  POSTURES,
  type CopyCell,
  type DayMatrix,
  type DayState,
  type KindRow,
  type Posture,
  type PostureSource,
  type PostureView,
  type RestoreTest,
  type RestoreTestCount,
  type TargetRow,
} from './view';

export const POSTURE_VERDICTS: Readonly<Record<Posture, Verdict>> = {
  unprotected: 'fail',
  unknown: 'unknown',
  attention: 'warn',
  protected: 'pass',
  excluded: 'na',
};

export interface PostureInput {
  targets: readonly BackupTarget[];
  sources: readonly PostureSource[];
  objectives: BackupObjectives;
  /** Null when the journal was not read; `journalFailed` says why. */
  restoreTests: readonly RestoreTest[] | null;
  journalFailed: Reason | null;
  /** By date and target key, of days that no source remembers. */
  summaries: ReadonlyMap<string, ReadonlyMap<string, DayState>>;
  fullestDatastore: PostureView['figures']['fullestDatastore'];
  /** What the checks say of the same. */
  checks: readonly CheckResult[];
  nowMs: number;
  /** IANA zone of local days. */
  zone: string;
  /** How many days the matrix has. */
  days: number;
}

export function postureView(input: PostureInput): PostureView {
  const { sources, journalFailed, checks, days, nowMs, zone, summaries } = input;
  const rows = rowsOf(input);
  const matrix = dayMatrix(rows, { days, nowMs, zone, summaries });
  const problem = sources.some((source) => source.problem !== null);
  const worst = worstVerdict([
    ...rows.map(({ posture }) => POSTURE_VERDICTS[posture]),
    ...checks.flatMap(({ definition, verdict }) => (definition.optional === true ? [] : verdict)),
    ...(problem ? (['unknown'] as const) : []),
  ]);
  const times = sources.flatMap(({ asOfMs }) => asOfMs ?? []);
  return {
    verdict: worst === 'na' && rows.length === 0 ? 'unknown' : worst,
    asOfMs: times.length === 0 ? null : Math.min(...times),
    counts: countsOf(rows),
    rows,
    kinds: TARGET_KINDS.flatMap((kind) => kindRow(kind, rows) ?? []),
    days: matrix,
    figures: {
      ...heard(sources, {
        lastNight: lastNightOf(matrix),
        pastObjective: pastObjectiveOf(rows),
        verified: verifiedOf(rows),
        restoreTests: restoreTestsOf(rows),
      }),
      fullestDatastore: input.fullestDatastore,
    },
    sources,
    journalFailed,
    attention: notPassing(checks),
  };
}

type OfTargets = Omit<PostureView['figures'], 'fullestDatastore'>;

/**
 * What figures of all targets are while a source says nothing at all: its targets are not even listed, so that nothing is well and no
 * share of them is known. What is bad is so all the same.
 */
function heard(sources: readonly PostureSource[], figures: OfTargets): OfTargets {
  if (!sources.some(({ problem, asOfMs }) => problem !== null && asOfMs === null)) {
    return figures;
  }
  const { lastNight, pastObjective, verified, restoreTests } = figures;
  const doubted = <T extends { verdict: Standing }>(one: T): T => ({
    ...one,
    verdict: one.verdict === 'pass' || one.verdict === 'na' ? 'unknown' : one.verdict,
  });
  return {
    lastNight: { ...doubted(lastNight), value: null },
    pastObjective: { ...doubted(pastObjective), value: pastObjective.value === 0 ? null : pastObjective.value },
    verified: { ...doubted(verified), value: null },
    restoreTests: { ...doubted(restoreTests), inTime: null },
  };
}

/** Worst first, within a posture by name. One that two sources tell of is there once, as bad as the worse of them says. */
function rowsOf({ targets, restoreTests, objectives, nowMs, zone }: PostureInput): readonly TargetRow[] {
  const byKey = restoreTests && testsByTarget(restoreTests);
  const rows = targets
    .map((target) => targetRow(target, { objectives, restoreTests: byKey, nowMs, zone }))
    .sort(
      (a, b) =>
        POSTURES.indexOf(a.posture) - POSTURES.indexOf(b.posture) ||
        compareText(a.target.name, b.target.name) ||
        compareText(a.target.key, b.target.key)
    );
  const seen = new Set<string>();
  return rows.filter(({ target: { key } }) => !seen.has(key) && seen.add(key));
}

function testsByTarget(tests: readonly RestoreTest[]): ReadonlyMap<string, readonly RestoreTest[]> {
  const found = new Map<string, RestoreTest[]>();
  for (const test of tests) {
    const own = found.get(test.targetKey);
    if (own === undefined) {
      found.set(test.targetKey, [test]);
    } else {
      own.push(test);
    }
  }
  return found;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function countsOf(rows: readonly TargetRow[]): Record<Posture, number> {
  const counts = { unprotected: 0, unknown: 0, attention: 0, protected: 0, excluded: 0 };
  rows.forEach(({ posture }) => (counts[posture] += 1));
  return counts;
}

function kindRow(kind: KindRow['kind'], all: readonly TargetRow[]): KindRow | null {
  const rows = all.filter(({ target }) => target.kind === kind);
  if (rows.length === 0) {
    return null;
  }
  const used = new Set(
    rows.flatMap(({ target: { jobs, copies } }) => [...jobs, ...copies].map(({ provider }) => provider))
  );
  return {
    kind,
    providers: PROVIDERS.filter((provider) => used.has(provider)),
    counts: countsOf(rows),
    verified: verifiedOf(rows),
    restoreTests: restoreTestsOf(rows),
    copiesKept: copiesKeptOf(rows),
  };
}

/** The cells that are asked for, together: unknown where none is broken and one is not known. */
export function cellsState(cells: readonly CopyCell[]): 'kept' | 'broken' | 'unknown' {
  return cells.some(({ state }) => state === 'broken')
    ? 'broken'
    : cells.some(({ state }) => state === 'unknown')
      ? 'unknown'
      : 'kept';
}

function copiesKeptOf(rows: readonly TargetRow[]): KindRow['copiesKept'] {
  const asked = rows.filter(({ objective, posture }) => objective.copies !== null && posture !== 'excluded');
  // One without a copy keeps nothing, unless nobody could look.
  const states = asked.map(({ cells, posture }) =>
    cells.length > 0 ? cellsState(cells) : posture === 'unknown' ? 'unknown' : 'broken'
  );
  return {
    kept: states.filter((state) => state === 'kept').length,
    of: states.length,
    unknown: states.filter((state) => state === 'unknown').length,
  };
}

/** Share of the targets that something verifies, or has to, whose newest backup is verified. */
function verifiedOf(rows: readonly TargetRow[]): PostureView['figures']['verified'] {
  const asked = rows.filter(
    ({ posture, verified, objective }) =>
      (posture === 'protected' || posture === 'attention') &&
      (verified.state !== 'none' || objective.verifiedWithinSeconds !== null)
  );
  const failed = asked.filter(({ verified }) => verified.state === 'failed').length;
  const good = asked.filter(({ verified: { state } }) => state === 'ok' || state === 'waiting').length;
  const isOpen = asked.some(({ verified }) => verified.state === 'unknown');
  const isNever = asked.length === 0;
  const verdict = isNever ? 'na' : failed > 0 ? 'fail' : isOpen ? 'unknown' : good < asked.length ? 'warn' : 'pass';
  return { value: isNever ? null : good / asked.length, verdict, failed, of: asked.length };
}

function restoreTestsOf(rows: readonly TargetRow[]): RestoreTestCount {
  const judged = rows.filter(({ posture }) => posture !== 'excluded').map(({ restoreTest }) => restoreTest);
  const asked = judged.filter(({ dueEverySeconds }) => dueEverySeconds !== null);
  const times = new Set(asked.map(({ dueEverySeconds }) => dueEverySeconds));
  const [only = null] = times;
  const isUnread = asked.some(({ verdict, isNever }) => verdict === 'unknown' && !isNever);
  const last = judged.reduce((newest, { last: test }) => Math.max(newest, test?.atMs ?? -Infinity), -Infinity);
  return {
    verdict: worstVerdict(judged.map(({ verdict }) => verdict)),
    inTime: isUnread ? null : asked.filter(({ verdict }) => verdict === 'pass').length,
    of: asked.length,
    withinSeconds: times.size === 1 ? only : null,
    lastMs: Number.isFinite(last) ? last : null,
  };
}

/** Of each target the last day on which it was expected to run, out of today and yesterday. */
function lastNightOf({ states }: DayMatrix): PostureView['figures']['lastNight'] {
  let [good, failed, unknown] = [0, 0, 0];
  for (const own of states.values()) {
    const [state] = [own.at(-1), own.at(-2)]
      .map((code) => DAY_STATES[code ?? -1])
      .filter((one) => one !== undefined && one !== 'not-expected');
    good += Number(state === 'good' || state === 'warning');
    failed += Number(state === 'failed' || state === 'missed');
    unknown += Number(state === 'unknown');
  }
  const of = good + failed + unknown;
  const verdict = of === 0 ? 'na' : unknown > 0 ? 'unknown' : failed > 0 ? 'warn' : 'pass';
  return { value: of === 0 ? null : good / of, verdict, failed, of, unknown };
}

function pastObjectiveOf(rows: readonly TargetRow[]): Judged & { of: number } {
  const judged = rows.filter(({ posture }) => posture !== 'excluded');
  const past = judged.filter(({ reasons }) =>
    reasons.some(({ code }) => code === 'too-old' || code === 'never-backed-up')
  ).length;
  const isOpen = judged.some(({ lastGood }) => lastGood.state === 'unknown');
  const verdict = judged.length === 0 ? 'na' : isOpen ? 'unknown' : past > 0 ? 'warn' : 'pass';
  return { value: judged.length === 0 || (past === 0 && isOpen) ? null : past, verdict, of: judged.length };
}
