import type { CheckResult } from '../../core/check/result';
import type { TestCase } from '../../library/cases/testCase';
import { EXIT } from '../usage';
import type { Difference } from './compare';

/** What came of a test: nothing is fine that was not compared. */
export type TestStatus = 'as-expected' | 'differs' | 'nothing-expected' | 'not-asked';

export interface TestOutcome {
  test: TestCase;
  status: TestStatus;
  differences: readonly Difference[];
  results: readonly CheckResult[];
  /** Why it could not be asked. */
  problem?: string;
}

/** What came of all tests, for every output format. */
export interface Outcomes {
  tests: readonly TestOutcome[];
  seconds: number;
}

/** What differs wins over what was not compared. */
export function exitCode({ tests }: Outcomes): number {
  if (tests.some(({ status }) => status === 'differs')) {
    return EXIT.findings;
  }
  return tests.every(({ status }) => status === 'as-expected') ? EXIT.ok : EXIT.unknown;
}

/** How many tests came out how. */
export function countsOf(tests: readonly TestOutcome[]): Readonly<Record<TestStatus, number>> {
  const counts = { 'as-expected': 0, differs: 0, 'nothing-expected': 0, 'not-asked': 0 };
  for (const { status } of tests) {
    counts[status] += 1;
  }
  return counts;
}

/** The tests by their files, in order. */
export function byFile(tests: readonly TestOutcome[]): ReadonlyMap<string, readonly TestOutcome[]> {
  const files = new Map<string, TestOutcome[]>();
  for (const one of tests) {
    files.set(one.test.file, [...(files.get(one.test.file) ?? []), one]);
  }
  return files;
}
