import type { Tags } from 'yaml';
import { readYaml, type ContentError, type ErrorAt, type Path } from '../readYaml';
import { casesSchema, type CasesInput, type TestInput } from './caseSchema';
import { readEntity, type Wrong } from './entities';
import { readExpectations } from './expectations';
import { formatLabels, parseSeriesName } from './labels';
import { parseNotation, placesOf } from './notation';
import type { CaseAct, CaseJournal, CaseSeries, CaseServer, CaseStream, TestCase } from './testCase';

export type CasesReading = { ok: true; tests: readonly TestCase[] } | { ok: false; errors: readonly ContentError[] };

/** Tells the series of one test from those of another where all are in one Prometheus. No series may have it itself. */
export const CASE_LABEL = 'opsrounds_case';

/** Reads a file of tests; nothing is returned unless all of it is right. */
export function parseCases(text: string, file: string): CasesReading {
  const reading = readYaml(text, file, casesSchema, { customTags: withoutHex });
  if (!reading.ok) {
    return reading;
  }
  const { errorAt, value } = reading;
  const errors: ContentError[] = [];
  const wrong: Wrong = (...place) => errors.push(errorAt(...place));
  reviewNames(value, wrong);
  const tests = value.tests.map((test, index) => readTest(test, value, { file, index, errorAt }, wrong));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, tests };
}

/** `0x60` is 61 times 0 here, and not the number 96. */
function withoutHex(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !('format' in tag) || tag.format !== 'HEX');
}

function reviewNames({ tests }: CasesInput, wrong: Wrong): void {
  const seen = new Set<string>();
  tests.forEach(({ name }, index) => {
    if (seen.has(name)) {
      wrong(['tests', index, 'name'], `the name "${name}" is used twice`, 'give each test its own name');
    }
    seen.add(name);
  });
}

interface Place {
  file: string;
  index: number;
  errorAt: ErrorAt;
}

function readTest(test: TestInput, shared: CasesInput, { file, index, errorAt }: Place, wrong: Wrong): TestCase {
  const path = ['tests', index];
  const server = readServer(test, shared, path, wrong);
  const series = test.series === undefined ? undefined : readSeries(test, path, wrong);
  const logs = test.logs === undefined ? undefined : readLogs(test.logs, [...path, 'logs'], wrong);
  reviewInput(test, server !== undefined, path, wrong);
  return {
    name: test.name,
    file,
    line: errorAt(path, '', '').line,
    checks: [],
    ...(test.window !== undefined && { windowSeconds: test.window }),
    ...(series && { series }),
    ...(logs && { logs }),
    ...(server && test.input === undefined && { server }),
    ...(test.input !== undefined && { input: test.input }),
    refs: test.refs,
    known: test.known.map(({ check, entity: text, verdict, value, ago }, at) => ({
      check,
      labels: readEntity(text, [...path, 'known', at, 'entity'], wrong),
      verdict,
      value,
      agoSeconds: ago,
    })),
    gone: test.gone.map(({ check, entity: text, ago, by, why, until }, at) => ({
      check,
      labels: readEntity(text, [...path, 'gone', at, 'entity'], wrong),
      agoSeconds: ago,
      by,
      why,
      ...(until !== undefined && { untilSeconds: until }),
    })),
    restored: test.restored.map(({ target, ago, result }) => ({ target, agoSeconds: ago, result })),
    ...(test.journal !== undefined && { journal: readJournal(test.journal, test.lists) }),
    accepted: test.accepted.map(({ check, state, ago, by, until, withdrawn }, at) => ({
      check,
      things: Object.entries(state).map(([text, is]) => ({
        labels: readEntity(text, [...path, 'accepted', at, 'state', text], wrong),
        is: String(is),
      })),
      agoSeconds: ago,
      by,
      withdrawn,
      ...(until !== undefined && { untilSeconds: until }),
    })),
    ...(test.backupObjectives !== undefined && { backupObjectives: test.backupObjectives }),
    expect: readExpectations(test.expect, [...path, 'expect'], wrong),
  };
}

function readJournal(journal: NonNullable<TestInput['journal']>, lists: readonly string[]): CaseJournal {
  if (!Array.isArray(journal)) {
    return { lists, acts: [], fails: journal.fails };
  }
  return {
    lists,
    acts: journal.map(({ ago: agoSeconds, ...one }): CaseAct => {
      if ('signed' in one) {
        const { signed: list, done, ...rest } = one;
        return { act: 'signed', agoSeconds, list, ...(done !== undefined && { done }), ...rest };
      }
      return 'entered' in one
        ? { act: 'entered', agoSeconds, figure: one.entered, value: one.value }
        : { act: 'took-over', agoSeconds };
    }),
  };
}

/** The shared answers with the test's own over them; `null` takes one away. */
function readServer(test: TestInput, shared: CasesInput, path: Path, wrong: Wrong): CaseServer | undefined {
  const product = test.server ?? shared.server;
  if (product === undefined) {
    if (test.answers !== undefined) {
      wrong([...path, 'answers'], 'answers of no server', 'add server: proxmox-ve, proxmox-backup or argocd');
    }
    return undefined;
  }
  const answers = Object.entries({ ...shared.answers, ...test.answers }).filter(([, answer]) => answer !== null);
  return { product, answers: Object.fromEntries(answers) };
}

function reviewInput(test: TestInput, hasServer: boolean, path: Path, wrong: Wrong): void {
  const own = (['series', 'logs', 'journal', 'server', 'answers'] as const).filter(
    (field) => test[field] !== undefined
  );
  if (test.input !== undefined && own.length > 0) {
    wrong([...path, 'input'], `input does not go with ${own.join(', ')}`, 'make two tests of it');
  }
  const { input, series, logs, journal } = test;
  if (input === undefined && series === undefined && logs === undefined && journal === undefined && !hasServer) {
    wrong(path, 'there is nothing to ask', 'add series:, logs:, journal:, server: with answers:, or input:');
  }
  if (test.at !== undefined && test.series === undefined) {
    wrong([...path, 'at'], 'at is a time after the first sample, and there are no series', 'drop at');
  }
  for (const id of Object.keys(test.refs)) {
    if (test.input === undefined) {
      wrong([...path, 'refs', id], 'refs name answers of an input', 'add input: or drop refs');
    }
  }
}

function readLogs(logs: NonNullable<TestInput['logs']>, path: Path, wrong: Wrong): CaseStream[] {
  return Object.entries(logs).map(([stream, lines]) => ({
    labels: readEntity(stream, [...path, stream], wrong),
    lines: lines.map(({ line, ago, times, every }) => ({ line, agoSeconds: ago, times, everySeconds: every })),
  }));
}

function readSeries(test: TestInput, path: Path, wrong: Wrong): CaseSeries[] {
  const found: CaseSeries[] = [];
  const seen = new Set<string>();
  for (const [key, values] of Object.entries(test.series ?? {})) {
    const at = [...path, 'series', key];
    const parsed = parseSeriesName(key);
    const notation = parseNotation(String(values));
    if (!parsed.ok) {
      wrong(at, parsed.message, `write name{label="value"}`);
    } else if (parsed.series.name === '' || Object.hasOwn(parsed.series.labels, CASE_LABEL)) {
      const message = parsed.series.name === '' ? 'the series has no name' : `the label ${CASE_LABEL} is ours`;
      wrong(at, message, `write name{label="value"}`);
    } else if (!notation.ok) {
      wrong(at, notation.message, 'write values such as 0+1x60, see docs/testing-packs.md');
    } else {
      const same = `${parsed.series.name}${formatLabels(parsed.series.labels)}`;
      if (seen.has(same)) {
        wrong(at, `the series ${same} is there twice`, 'make one of them');
      }
      seen.add(same);
      found.push({ ...parsed.series, startSeconds: 0, intervalSeconds: test.interval, runs: notation.runs });
    }
  }
  const places = found.reduce((most, { runs }) => Math.max(most, placesOf(runs)), 1);
  const startSeconds = -(test.at ?? (places - 1) * test.interval);
  return found.map((series) => ({ ...series, startSeconds }));
}
