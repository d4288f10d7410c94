import type { CheckResult } from '../../../core/check/result';
import { exitCode, type Outcomes, type TestOutcome } from '../outcome';

/** For programs: version 1; what each check said stands beside what differs. */
export function renderJson(outcomes: Outcomes): string {
  const document = {
    version: 1,
    exitCode: exitCode(outcomes),
    seconds: outcomes.seconds,
    tests: outcomes.tests.map(testOf),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function testOf({ test, status, problem, differences, results }: TestOutcome): object {
  return {
    file: test.file,
    line: test.line,
    name: test.name,
    status,
    ...(problem !== undefined && { problem }),
    differences,
    checks: results.map(checkOf),
  };
}

function checkOf({ definition, verdict, reason, finding, entities }: CheckResult): object {
  return {
    id: definition.id,
    verdict,
    ...(reason && { reason }),
    ...(finding !== null && { finding }),
    entities: entities.map((entity) => ({
      labels: entity.labels,
      verdict: entity.verdict,
      ...(entity.reason && { reason: entity.reason }),
      value: entity.value,
      ...(entity.limit !== undefined && { limit: entity.limit }),
    })),
  };
}
