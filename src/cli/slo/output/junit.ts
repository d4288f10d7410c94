import { xml } from '../../output/xml';
import { linesOf, tallyOf, type SloLine, type SloOutcome } from '../outcome';
import { becauseOf, numbersOf, titleOf, wordingIn } from '../words';

/**
 * For build servers: one suite, one case per objective or group. At risk is a failure of type `at-risk`, unknown is an error, since the
 * test itself could not be made.
 */
export function renderJunit(outcome: SloOutcome): string {
  const count = new Map(tallyOf(outcome));
  const failures = (count.get('fail') ?? 0) + (count.get('warn') ?? 0);
  const lines = linesOf(outcome);
  const attributes =
    `tests="${lines.length}" failures="${failures}" errors="${count.get('unknown') ?? 0}" ` +
    `skipped="${count.get('na') ?? 0}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="opsrounds" ${attributes}>`,
    `  <testsuite name="Objectives" ${attributes} timestamp="${new Date(outcome.scorecard.atMs).toISOString()}">`,
    ...lines.map((line) => testCase(line, outcome)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(line: SloLine, { zone, month }: SloOutcome): string {
  const { row, result } = line;
  const open = `    <testcase classname="${xml(`objectives.${row.objective.id}`)}" name="${xml(titleOf(line))}"`;
  const message = xml(becauseOf(line, wordingIn(zone)));
  const details = xml(numbersOf(line, month));
  switch (result.verdict) {
    case 'pass':
      return `${open}/>`;
    case 'na':
      return `${open}><skipped message="${message}"/></testcase>`;
    case 'fail':
      return `${open}><failure type="missed" message="${message}">${details}</failure></testcase>`;
    case 'warn':
      return `${open}><failure type="at-risk" message="${message}">${details}</failure></testcase>`;
    case 'unknown':
      return `${open}><error type="unknown" message="${message}">${details}</error></testcase>`;
  }
}
