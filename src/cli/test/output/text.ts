import type { CheckResult } from '../../../core/check/result';
import { oneLine, plural } from '../../output/words';
import { entityDetails, entityLine, saidVerdict, type Difference } from '../compare';
import { byFile, countsOf, type Outcomes, type TestOutcome } from '../outcome';

/** For people: a line per file, below it what is not as expected. */
export function renderText({ tests, seconds }: Outcomes): string {
  const files = [...byFile(tests)].flatMap(([file, own]) => [
    `${file}: ${countWords(own)}`,
    ...own.flatMap(testLines).map((line) => oneLine(line).trimEnd()),
  ]);
  return `${[...files, '', `${plural(tests.length, 'test')}: ${countWords(tests)}. ${seconds.toFixed(1)} s`].join('\n')}\n`;
}

function countWords(tests: readonly TestOutcome[]): string {
  const counts = countsOf(tests);
  const words = [
    [counts['as-expected'], 'as expected'],
    [counts.differs, counts.differs === 1 ? 'differs' : 'differ'],
    [counts['nothing-expected'], 'with nothing to compare with'],
    [counts['not-asked'], 'not asked'],
  ] as const;
  return words.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(', ');
}

function testLines(outcome: TestOutcome): string[] {
  const { test, status, problem = '', results } = outcome;
  const place = `${test.file}:${test.line}`;
  switch (status) {
    case 'as-expected':
      return [];
    case 'not-asked':
      return [`  NOT ASKED  ${test.name} (${place})`, `    ${problem}`];
    case 'differs':
      return [`  DIFFERS  ${test.name} (${place})`, ...differenceLines(outcome.differences)];
    case 'nothing-expected':
      return [`  NOTHING EXPECTED  ${test.name} (${place}); it says`, ...expectLines(results)];
  }
}

function differenceLines(differences: readonly Difference[]): string[] {
  let check = '';
  return differences.flatMap((one) => {
    const head = one.check === check ? [] : [`    ${one.check}`];
    check = one.check;
    return [...head, `      expected  ${one.expected ?? 'nothing'}`, `      got       ${one.got ?? 'nothing'}`];
  });
}

/** As a test writes it, to be read and then taken over. */
function expectLines(results: readonly CheckResult[]): string[] {
  if (results.length === 0) {
    return ['    no check finds anything'];
  }
  return ['    expect:', ...results.flatMap(checkLines)];
}

function checkLines({ definition, verdict, reason, finding, entities }: CheckResult): string[] {
  const why = reason?.detail === undefined || entities.length > 0 ? '' : ` # ${reason.detail}`;
  return [
    `      ${definition.id}:`,
    `        is: ${saidVerdict(verdict, reason)}${why}`,
    ...(finding === null ? [] : [`        finding: ${quoted(finding)}`]),
    ...(entities.length === 0 ? [] : ['        entities:']),
    ...entities.map((entity) => {
      const details = entityDetails(entity);
      return `          - ${quoted(entityLine(entity))}${details === '' ? '' : ` # ${details}`}`;
    }),
  ];
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
