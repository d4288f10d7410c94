import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import type { CheckDefinition } from '../../core/check/definition';
import type { CheckResult } from '../../core/check/result';
import type { TestCase } from '../../library/cases/testCase';
import type { Io } from '../io';
import { libraryWith, readPackFiles } from '../ownPacks';
import { EXIT, formatIn, UsageError } from '../usage';
import { differences, type Difference } from './compare';
import { openMetricsOf, type StoredCase } from './openMetrics';
import { exitCode, type Outcomes, type TestOutcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderText } from './output/text';
import { withPrometheus } from './prometheus';
import { prometheusApi, type PrometheusApi } from './prometheusApi';
import { readTests } from './readTests';
import { runTest, type Bench } from './runTest';
import { writeStaleMarkers } from './staleMarkers';
import { strangers } from './strangers';

const HELP = `Run tests of checks: series in a Prometheus of their own, a server's answers, and
what the checks have to say of them. See docs/testing-packs.md for the format.

Usage: opsrounds test FILE... [options]

FILE is a file of tests, a file of recorded input (series.json, api.json,
answer.json) or a folder of either. Tests with series need prometheus and
promtool on the PATH; what is started is ended again.

  --pack FILE        test this pack of your own too, may be given several times
  --format FORMAT    text, json or junit (default: text)
  --help             this text

Exit codes: 0 all as expected, 1 something differs, 3 nothing differs, but a
test expects nothing or could not be asked, 2 the command was not called right
or a file has mistakes.
`;

const FORMATS = { text: renderText, json: renderJson, junit: renderJunit } as const;

/** Tests that are under way at the same time. */
const AT_ONCE = 4;

const DAY_MS = 86_400_000;

interface Arguments {
  files: readonly string[];
  format: keyof typeof FORMATS;
  packs: readonly string[];
}

/** `opsrounds test`: the engine on what a file says is there. */
export async function test(argv: string[], io: Io): Promise<number> {
  const args = readArguments(argv);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const library = await libraryWith({}, await readPackFiles(args.packs));
  const checks = new Map(library.checks.map((check) => [check.id, check]));
  const outcomes = await runTests(await readTests(args.files), checks, io);
  io.out(FORMATS[args.format](outcomes));
  return exitCode(outcomes);
}

/** Runs all tests, those with series in one Prometheus, at noon UTC of the day before: whatever the hour, the same. */
export async function runTests(
  tests: readonly TestCase[],
  checks: ReadonlyMap<string, CheckDefinition>,
  { signal, clock, ...io }: Omit<Io, 'out'>
): Promise<Outcomes> {
  const startedMs = clock();
  const nowMs = Math.floor(startedMs / DAY_MS) * DAY_MS - DAY_MS / 2;
  const stored = tests.flatMap(({ series }, index): StoredCase[] =>
    series === undefined ? [] : [{ id: String(index), nowSeconds: nowMs / 1000, series }]
  );
  const progress = (text: string) => io.isTty && io.err(`\r\u001b[K${text}`);
  let done = 0;
  const runAll = (api: PrometheusApi | null) => {
    const inTurn = pLimit(AT_ONCE);
    return Promise.all(
      tests.map((one, index) =>
        inTurn(async () => {
          const outcome = await outcomeOf(one, String(index), { checks, nowMs, api, signal });
          done += 1;
          progress(`${done} of ${tests.length} tests`);
          return outcome;
        })
      )
    );
  };
  try {
    progress('starting');
    const outcomes =
      stored.length === 0
        ? await runAll(null)
        : await withPrometheus(openMetricsOf(stored), { env: io.env, signal }, async (url) => {
            await writeStaleMarkers(url, stored, signal);
            return runAll(prometheusApi(url));
          });
    return { tests: outcomes, seconds: (clock() - startedMs) / 1000 };
  } finally {
    progress('');
  }
}

async function outcomeOf(one: TestCase, id: string, bench: Bench): Promise<TestOutcome> {
  let results: readonly CheckResult[];
  try {
    results = await runTest(one, id, bench);
  } catch (error) {
    bench.signal.throwIfAborted();
    const problem = error instanceof Error ? error.message : String(error);
    return { test: one, status: 'not-asked', differences: [], results: [], problem };
  }
  const found = [...strangers(one, bench.checks), ...differencesOf(one, results)];
  if (found.length > 0) {
    return { test: one, status: 'differs', differences: found, results };
  }
  if (one.expect.length === 0) {
    const said = one.checks.length > 0 ? results : results.filter(({ entities }) => entities.length > 0);
    return { test: one, status: 'nothing-expected', differences: [], results: said };
  }
  return { test: one, status: 'as-expected', differences: [], results };
}

function differencesOf({ expect }: TestCase, results: readonly CheckResult[]): Difference[] {
  return expect.flatMap((expectation) => {
    const result = results.find(({ definition }) => definition.id === expectation.check);
    return result === undefined ? [] : differences(expectation, result);
  });
}

function readArguments(argv: string[]): Arguments | null {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      pack: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const format = formatIn(FORMATS, values.format);
  if (positionals.length === 0) {
    throw new UsageError('give a file of tests');
  }
  return { files: positionals, format, packs: values.pack };
}
