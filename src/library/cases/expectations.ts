import type { Path } from '../readYaml';
import { parseVerdict, VERDICT_WORDS, type TestInput } from './caseSchema';
import { readEntity, reviewCheck, type Reading } from './entities';
import type { CheckExpectation, ExpectedEntity, ExpectedVerdict } from './testCase';

/** What each check has to say: its verdict, its entities, or both with words. */
export function readExpectations(expect: TestInput['expect'], path: Path, context: Reading): CheckExpectation[] {
  return Object.entries(expect).map(([check, said]) => {
    const at = [...path, check];
    reviewCheck(check, at, context);
    if (typeof said === 'string') {
      return { check, ...isOf(said, at, context) };
    }
    if (Array.isArray(said)) {
      return { check, entities: entitiesOf(check, said, at, context) };
    }
    const { is, finding, entities } = said;
    return {
      check,
      ...(is !== undefined && isOf(is, [...at, 'is'], context)),
      ...(finding !== undefined && { finding }),
      ...(entities && { entities: entitiesOf(check, entities, [...at, 'entities'], context) }),
    };
  });
}

function isOf(text: string, path: Path, { wrong }: Reading): { is?: ExpectedVerdict } {
  const is = parseVerdict(text);
  if (is === undefined) {
    wrong(path, `"${text}" is no verdict`, `use ${VERDICT_WORDS}`);
    return {};
  }
  return { is };
}

function entitiesOf(check: string, lines: readonly string[], path: Path, context: Reading): ExpectedEntity[] {
  return lines.flatMap((line, index) => {
    const at = [...path, index];
    const [, said = '', labels] = /^([^{]*)(\{[^]*)?$/.exec(line) ?? [];
    const verdict = parseVerdict(said);
    if (verdict === undefined || labels === undefined) {
      const message = labels === undefined ? 'the entity is missing' : `"${said.trim()}" is no verdict`;
      context.wrong(at, message, `write a verdict and the labels: fail {instance="a"}; verdicts are ${VERDICT_WORDS}`);
      return [];
    }
    return [{ ...verdict, labels: readEntity(check, labels, at, context) }];
  });
}
