import { xml } from '../../output/xml';
import type { Difference } from '../compare';
import { byFile, countsOf, type Outcomes, type TestOutcome } from '../outcome';

/**
 * For build servers: one suite per file. What differs is a failure; what could not be asked or has nothing to be compared with
 * is an error, since no test was made.
 */
export function renderJunit({ tests, seconds }: Outcomes): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="opsrounds test" ${attributes(tests)} time="${seconds.toFixed(3)}">`,
    ...[...byFile(tests)].flatMap(([file, own]) => [
      `  <testsuite name="${xml(file)}" ${attributes(own)}>`,
      ...own.map((one) => testCase(one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function attributes(tests: readonly TestOutcome[]): string {
  const counts = countsOf(tests);
  const errors = counts['not-asked'] + counts['nothing-expected'];
  return `tests="${tests.length}" failures="${counts.differs}" errors="${errors}" skipped="0"`;
}

function testCase({ test, status, differences, problem = '' }: TestOutcome): string {
  const { file, line, name } = test;
  const open = `    <testcase classname="${xml(file)}" name="${xml(name)}" file="${xml(file)}" line="${line}"`;
  switch (status) {
    case 'as-expected':
      return `${open}/>`;
    case 'differs': {
      const [first] = differences;
      const message = first === undefined ? '' : words(first);
      return `${open}><failure message="${xml(message)}">${xml(differences.map(words).join('\n'))}</failure></testcase>`;
    }
    case 'nothing-expected':
      return `${open}><error message="nothing is expected"/></testcase>`;
    case 'not-asked':
      return `${open}><error message="${xml(problem)}"/></testcase>`;
  }
}

function words({ check, expected, got }: Difference): string {
  return `${check}: expected ${expected ?? 'nothing'}, got ${got ?? 'nothing'}`;
}
