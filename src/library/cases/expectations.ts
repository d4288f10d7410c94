import type { Path } from '../readYaml';
import { parseVerdict, VERDICT_WORDS, type TestInput } from './caseSchema';
import { readEntity, type Wrong } from './entities';
import { formatLabels } from './labels';
import type { CheckExpectation, ExpectedEntity, ExpectedVerdict } from './testCase';

/** What each check has to say: its verdict, its entities, or both with words. */
export function readExpectations(expect: TestInput['expect'], path: Path, wrong: Wrong): CheckExpectation[] {
  return Object.entries(expect).map(([check, said]) => {
    const at = [...path, check];
    if (typeof said === 'string') {
      return { check, ...isOf(said, at, wrong) };
    }
    if (Array.isArray(said)) {
      return { check, entities: entitiesOf(said, at, wrong) };
    }
    const { is, finding, entities } = said;
    return {
      check,
      ...(is !== undefined && isOf(is, [...at, 'is'], wrong)),
      ...(finding !== undefined && { finding }),
      ...(entities && { entities: entitiesOf(entities, [...at, 'entities'], wrong) }),
    };
  });
}

function isOf(text: string, path: Path, wrong: Wrong): { is?: ExpectedVerdict } {
  const is = parseVerdict(text);
  if (is === undefined) {
    wrong(path, `"${text}" is no verdict`, `use ${VERDICT_WORDS}`);
    return {};
  }
  return { is };
}

function entitiesOf(lines: readonly string[], path: Path, wrong: Wrong): ExpectedEntity[] {
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    const at = [...path, index];
    const [, said = '', text] = /^([^{]*)(\{[^]*)?$/.exec(line) ?? [];
    const verdict = parseVerdict(said);
    if (verdict === undefined || text === undefined) {
      const message = text === undefined ? 'the labels are missing' : `"${said.trim()}" is no verdict`;
      wrong(at, message, `write a verdict and the labels: fail {instance="a"}; verdicts are ${VERDICT_WORDS}`);
      return [];
    }
    const labels = readEntity(text, at, wrong);
    const name = formatLabels(labels);
    if (seen.has(name)) {
      wrong(at, `the entity ${name} is there twice`, 'make one of them');
    }
    seen.add(name);
    return [{ ...verdict, labels }];
  });
}
