import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '../../src/cli/test/command';
import type { TestOutcome } from '../../src/cli/test/outcome';
import { readTests } from '../../src/cli/test/readTests';
import type { CheckDefinition } from '../../src/core/check/definition';
import { identityBy } from '../../src/core/check/entityKey';
import type { CheckResult } from '../../src/core/check/result';
import { builtin } from '../../src/library/builtin.gen';
import type { CaseSeries, CaseStream, TestCase } from '../../src/library/cases/testCase';
import { parsePack } from '../../src/library/parsePack';
import type { CheckSeries } from '../../src/library/schema';

/** What holds for every built-in check, tried with the cases that the packs come with. */

const LIBRARY = path.resolve(__dirname, '../../src/library');
const files = (folder: string) =>
  readdirSync(path.join(LIBRARY, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.join(LIBRARY, folder, name));

const said = new Map<string, CheckSeries>(
  files('packs').flatMap((file) => {
    const reading = parsePack(readFileSync(file, 'utf8'), file);
    return reading.ok ? [...reading.pack.series] : [];
  })
);

const checks: ReadonlyMap<string, CheckDefinition> = new Map(builtin.checks.map((check) => [check.id, check]));

const run = async (tests: readonly TestCase[]): Promise<readonly TestOutcome[]> =>
  (
    await runTests(tests, checks, {
      env: process.env,
      signal: new AbortController().signal,
      clock: Date.now,
      err: () => undefined,
      isTty: false,
    })
  ).tests;

let tests: readonly TestCase[];
let outcomes: readonly TestOutcome[];
beforeAll(async () => {
  tests = await readTests(files('cases'));
  outcomes = await run(tests);
}, 300_000);

describe('every built-in check that somebody evaluates', () => {
  const evaluated = builtin.checks.filter(({ kind }) =>
    ['prometheus', 'loki', 'proxmox', 'argocd', 'journal', 'calc'].includes(kind)
  );
  /** Gone means unknown to it, and nothing else can be wrong with it. */
  const NEVER_BAD = ['obs.watchdog'];
  /** No version is both far from its end and has one announced on every day of the year. */
  const NOT_EVERY_DAY_WELL = ['pbs.end-of-life', 'proxmox.end-of-life'];

  it.each(evaluated.map(({ id }) => id))(
    '%s has a case that passes, one that does not and one in which nothing is there',
    (id) => {
      const results = outcomes.flatMap((outcome) => outcome.results.filter(({ definition }) => definition.id === id));
      const some = (is: (result: CheckResult) => boolean) => results.some(is);
      expect({
        passes: NOT_EVERY_DAY_WELL.includes(id) || some(({ counts }) => counts.pass > 0),
        isBad: some(({ counts }) => counts.fail + counts.warn > 0),
        isAbsent: some(({ counts }) => counts.pass + counts.warn + counts.fail === 0),
      }).toEqual({
        passes: true,
        isBad: checks.get(id)?.op !== 'none' && !NEVER_BAD.includes(id),
        isAbsent: true,
      });
    }
  );
});

/** Seconds before the verdict from which on a metric is missing. */
const CUT_SECONDS = 1800;

function without(series: readonly CaseSeries[], name: string, fromSeconds: number): readonly CaseSeries[] {
  return series.flatMap((one) => {
    if (one.name !== name) {
      return [one];
    }
    let room = Math.max(0, Math.floor((fromSeconds - one.startSeconds) / one.intervalSeconds));
    const runs = one.runs.flatMap((own) => {
      const count = Math.min(room, own.kind === 'stale' ? 1 : own.count);
      room -= count;
      return count === 0 ? [] : [own.kind === 'stale' ? own : { ...own, count }];
    });
    return runs.length === 0 ? [] : [{ ...one, runs }];
  });
}

interface Variant {
  test: TestCase;
  metric: string;
  of: TestOutcome;
}

function variants(fromSeconds: number): Variant[] {
  return outcomes.flatMap((of) => {
    const { series } = of.test;
    const names = [...new Set(series?.map(({ name }) => name) ?? [])].filter((name) => name !== 'up');
    return names.map((metric) => ({
      of,
      metric,
      test: {
        ...of.test,
        name: `${of.test.name} without ${metric}`,
        series: without(series ?? [], metric, fromSeconds),
      },
    }));
  });
}

/** Things that were not well and turned well when a metric went that the check needs. */
async function improved(all: readonly Variant[]): Promise<string[]> {
  const changed = await run(all.map(({ test }) => test));
  return all.flatMap(({ of, metric }, at) =>
    of.results.flatMap((before) => {
      const { definition } = before;
      const { id, by, query, presence } = definition;
      const { optional = [], defining = [] } = said.get(id) ?? {};
      const isNeeded = new RegExp(`(?<![a-zA-Z0-9_:])${metric}(?![a-zA-Z0-9_:])`).test(`${query} ${presence}`);
      if (!isNeeded || [...defining, ...optional.map(({ name }) => name)].includes(metric)) {
        return [];
      }
      const identify = identityBy(by);
      const after = changed[at]?.results.find((result) => result.definition.id === id);
      const verdicts = new Map(after?.entities.map((one) => [identify('', one.labels).key, one.verdict]));
      return before.entities
        .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'na')
        .filter(({ labels }) => verdicts.get(identify('', labels).key) === 'pass')
        .map(({ labels }) => `${id} ${JSON.stringify(labels)} in "${of.test.name}" passes without ${metric}`);
    })
  );
}

/** Every test that has series, with them changed. */
function changed(change: (series: readonly CaseSeries[]) => readonly CaseSeries[]): Variant[] {
  return outcomes.flatMap((of) => {
    const { series } = of.test;
    return series === undefined ? [] : [{ of, metric: '', test: { ...of.test, series: change(series) } }];
  });
}

/** Every test that has logs, with each of its lines so much older. */
function olderLogs(seconds: number): Variant[] {
  const older = ({ labels, lines }: CaseStream): CaseStream => ({
    labels,
    lines: lines.map((one) => ({ ...one, agoSeconds: one.agoSeconds + seconds })),
  });
  return outcomes.flatMap((of) => {
    const { logs } = of.test;
    return logs === undefined ? [] : [{ of, metric: '', test: { ...of.test, logs: logs.map(older) } }];
  });
}

const WEEK_SECONDS = 7 * 86_400;

describe('a week without anything', () => {
  it('turns nothing green that was bad, and forgets nothing', async () => {
    const all = [
      ...changed((series) => series.map((one) => ({ ...one, startSeconds: one.startSeconds - WEEK_SECONDS }))),
      ...olderLogs(WEEK_SECONDS),
    ];
    const later = await run(all.map(({ test }) => test));
    const green = all.flatMap(({ of }, at) =>
      of.results.flatMap((before) => {
        const after = later[at]?.results.find(({ definition }) => definition.id === before.definition.id);
        const wasBad = before.verdict === 'fail' || before.verdict === 'warn';
        return wasBad && (after?.verdict === 'pass' || after?.verdict === 'na')
          ? [`${before.definition.id} in "${of.test.name}" is ${after.verdict}`]
          : [];
      })
    );
    expect(green).toEqual([]);
  }, 600_000);
});

/** A night's window is 16 hours, this Prometheus is three hours old. */
const AGE_SECONDS = 3 * 3600;

function youngerThan(ageSeconds: number, { startSeconds, intervalSeconds, runs, ...one }: CaseSeries): CaseSeries[] {
  let skip = Math.max(0, Math.ceil((-ageSeconds - startSeconds) / intervalSeconds));
  const start = startSeconds + skip * intervalSeconds;
  const left = runs.flatMap((own): Array<typeof own> => {
    const count = own.kind === 'stale' ? 1 : own.count;
    const gone = Math.min(skip, count);
    skip -= gone;
    if (own.kind === 'stale') {
      return gone === 1 ? [] : [own];
    }
    const first = own.kind === 'values' && { first: { ...own.first, value: own.first.value + gone * own.step } };
    return gone === count ? [] : [{ ...own, ...first, count: count - gone }];
  });
  return left.length === 0 ? [] : [{ ...one, startSeconds: start, intervalSeconds, runs: left }];
}

describe('a fresh Prometheus', () => {
  it('has seen no event of the time before it', async () => {
    const up: CaseSeries = {
      name: 'up',
      labels: { job: 'prometheus', instance: 'fresh' },
      startSeconds: -AGE_SECONDS,
      intervalSeconds: 60,
      runs: [{ kind: 'values', first: { value: 1, ofNow: false }, step: 0, count: AGE_SECONDS / 60 + 1 }],
    };
    const all = changed((series) => [...series.flatMap((one) => youngerThan(AGE_SECONDS, one)), up]);
    const fresh = await run(all.map(({ test }) => test));
    const events = all.flatMap(({ of }, at) =>
      of.results.flatMap((before) => {
        const { id, by, query } = before.definition;
        const after = fresh[at]?.results.find(({ definition }) => definition.id === id);
        const well = new Set(
          before.entities.filter(({ verdict }) => verdict === 'pass').map((one) => identityBy(by)('', one.labels).key)
        );
        return (query.includes('$events') ? (after?.entities ?? []) : [])
          .filter(({ verdict }) => verdict === 'warn' || verdict === 'fail')
          .filter(({ labels }) => well.has(identityBy(by)('', labels).key))
          .map(({ labels }) => `${id} ${JSON.stringify(labels)} in "${of.test.name}"`);
      })
    );
    expect(events).toEqual([]);
  }, 600_000);
});

describe('a metric that a check needs', () => {
  it('makes nothing well by not being there', async () => {
    expect(await improved(variants(-Infinity))).toEqual([]);
  }, 600_000);

  it('makes nothing well by leaving', async () => {
    expect(await improved(variants(-CUT_SECONDS))).toEqual([]);
  }, 600_000);
});
