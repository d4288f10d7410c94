import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseCases } from '../../library/cases/parseCases';
import { parseInput } from '../../library/cases/parseInput';
import type { CaseInput, TestCase } from '../../library/cases/testCase';
import { contentKind } from '../../library/readContent';
import { formatContentError, type ContentError } from '../../library/readYaml';
import { readText } from '../ownPacks';
import { UsageError } from '../usage';

/** What a folder of recorded input says of it. */
const EXPECT = 'expect.yaml';
const INPUTS = ['series.json', 'api.json', 'answer.json'];

/** All tests of the files and folders that were named. Throws UsageError with every mistake in them, one a line. */
export async function readTests(named: readonly string[]): Promise<readonly TestCase[]> {
  const problems: string[] = [];
  const report = (errors: readonly ContentError[]): never[] => {
    problems.push(...errors.map(formatContentError));
    return [];
  };
  const tests: TestCase[] = [];
  const read = new Set<string>();
  for (const file of (await Promise.all(named.map(filesAt))).flat()) {
    if (!read.has(path.resolve(file))) {
      read.add(path.resolve(file));
      tests.push(...(await readFileOf(file, report)));
    }
  }
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'), false);
  }
  return tests;
}

type Report = (errors: readonly ContentError[]) => never[];

/** A folder is its expectations, else its recorded input, else every YAML file in it. */
async function filesAt(named: string): Promise<string[]> {
  const isFolder = await stat(named).then(
    (found) => found.isDirectory(),
    () => false
  );
  if (!isFolder) {
    return [named];
  }
  const names = (await readdir(named)).sort();
  const chosen = [
    names.filter((name) => name === EXPECT),
    names.filter((name) => INPUTS.includes(name)),
    names.filter((name) => /\.ya?ml$/.test(name)),
  ].find((some) => some.length > 0);
  if (chosen === undefined) {
    throw new UsageError(`${named} has no tests: neither ${EXPECT}, ${INPUTS.join(', ')} nor another YAML file`, false);
  }
  return chosen.map((name) => path.join(named, name));
}

async function readFileOf(file: string, report: Report): Promise<TestCase[]> {
  if (!file.endsWith('.json')) {
    return readCases(file, report);
  }
  const beside = path.join(path.dirname(file), EXPECT);
  const isThere = await stat(beside).then(
    () => true,
    () => false
  );
  const own = (isThere ? await readCases(beside, report) : []).filter(
    ({ input }) => input !== undefined && path.resolve(path.dirname(file), input) === path.resolve(file)
  );
  return own.length > 0 ? own : readRecorded(file, report);
}

async function readCases(file: string, report: Report): Promise<TestCase[]> {
  const text = await readText(file);
  if (contentKind(text) === 'pack') {
    const error = {
      file,
      line: 1,
      column: 1,
      field: '',
      message: 'it is a pack',
      fix: 'give it with --pack, after the file of its tests',
    };
    return report([error]);
  }
  const reading = parseCases(text, file);
  if (!reading.ok) {
    return report(reading.errors);
  }
  const tests = reading.tests.map(async (test) => {
    if (test.input === undefined) {
      return test;
    }
    const input = await readInput(path.join(path.dirname(file), test.input), report);
    return input === undefined ? test : withInput(test, input, report);
  });
  return Promise.all(tests);
}

/** A window of the test's own counts. */
function withInput(test: TestCase, input: CaseInput, report: Report): TestCase {
  if (input.recorded !== undefined) {
    report(answersMissing(test, input.recorded));
  }
  return { ...test, ...input, windowSeconds: test.windowSeconds ?? input.windowSeconds };
}

/** Each check needs an answer, and each answer has to be recorded. */
function answersMissing(test: TestCase, recorded: NonNullable<CaseInput['recorded']>): ContentError[] {
  const { file, line, name, expect, refs } = test;
  const errorOf = (message: string, fix: string): ContentError => ({
    file,
    line,
    column: 1,
    field: name,
    message,
    fix,
  });
  const known = Object.keys(recorded).join(', ');
  return [
    ...expect
      .filter(({ check }) => refs[check] === undefined)
      .map(({ check }) => errorOf(`nothing says which answer is that of ${check}`, `add ${check} to refs:`)),
    ...Object.entries(refs)
      .filter(([, refId]) => !Object.hasOwn(recorded, refId))
      .map(([check, refId]) => errorOf(`there is no answer "${refId}" for ${check}`, `use one of ${known}`)),
  ];
}

async function readInput(file: string, report: Report): Promise<CaseInput | undefined> {
  const reading = parseInput(await readText(file), file);
  if (!reading.ok) {
    report(reading.errors);
    return undefined;
  }
  return reading.input;
}

/** Recorded input of which nothing is expected. */
async function readRecorded(file: string, report: Report): Promise<TestCase[]> {
  const input = await readInput(file, report);
  const name = path.basename(path.dirname(path.resolve(file)));
  return input === undefined
    ? []
    : [{ name, file, line: 1, refs: {}, known: [], gone: [], restored: [], accepted: [], expect: [], ...input }];
}
