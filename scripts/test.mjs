// Runs every suite one after the other, goes on after a failure, and closes with the sum of all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const results = mkdtempSync(path.join(tmpdir(), 'opsrounds-test-'));
const file = (name) => path.join(results, `${name}.json`);

/** Steps without a `count` are one test each: they pass or fail as a whole. */
const steps = [
  { name: 'types', command: ['npm', 'run', '-s', 'typecheck'] },
  { name: 'lint', command: ['npm', 'run', '-s', 'lint'] },
  { name: 'library', command: ['npm', 'run', '-s', 'library:check'] },
  { name: 'unit', command: ['npx', 'jest', '--ci', '--json', `--outputFile=${file('unit')}`], count: countJest },
  { name: 'build', command: ['npm', 'run', '-s', 'build'] },
  { name: 'cli', command: ['npm', 'run', '-s', 'cli:build'] },
  { name: 'dist', command: ['npm', 'run', '-s', 'dist:check'] },
  {
    name: 'contract',
    command: ['npm', 'run', '-s', 'contract', '--', '--json', `--outputFile=${file('contract')}`],
    count: countJest,
  },
  {
    name: 'integration',
    command: [
      'npx',
      'jest',
      '-c',
      'jest.integration.config.js',
      '--ci',
      '--json',
      `--outputFile=${file('integration')}`,
    ],
    count: countJest,
  },
  {
    name: 'e2e',
    command: ['npx', 'playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file('e2e') },
    count: countPlaywright,
  },
];

function countJest(report) {
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (errors ?? []).length,
    skipped: stats.skipped,
  };
}

function run({ name, command, env, count }) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`);
  if (count && existsSync(file(name))) {
    const counted = count(JSON.parse(readFileSync(file(name), 'utf8')));
    return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  }
  return status === 0 && !count ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`unknown step: ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}`);
  process.exit(2);
}
const total = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const counted = run(step);
  for (const key of Object.keys(total)) {
    total[key] += counted[key];
  }
}
rmSync(results, { recursive: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
