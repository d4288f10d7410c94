// Runs every suite, goes on after a failure, and closes with the sum of all.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const results = mkdtempSync(path.join(tmpdir(), 'opsrounds-test-'));
const file = (name) => path.join(results, `${name}.json`);

/**
 * Steps without a `count` are one test each: they pass or fail as a whole. What needs one core alone runs beside the lint, in this
 * order; what is said there is printed when it ends.
 */
const steps = [
  { name: 'types', command: ['npm', 'run', '-s', 'typecheck'], beside: true },
  { name: 'lint', command: ['npm', 'run', '-s', 'lint'] },
  { name: 'library', command: ['npm', 'run', '-s', 'library:check'], beside: true },
  { name: 'unit', command: ['npx', 'jest', '--ci', '--json', `--outputFile=${file('unit')}`], count: countJest },
  { name: 'build', command: ['npm', 'run', '-s', 'build'], beside: true },
  { name: 'cli', command: ['npm', 'run', '-s', 'cli:build'], beside: true },
  { name: 'dist', command: ['npm', 'run', '-s', 'dist:check'], beside: true },
  {
    name: 'contract',
    command: ['npm', 'run', '-s', 'contract', '--', '--json', `--outputFile=${file('contract')}`],
    count: countJest,
    beside: true,
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

function run({ name, command, env, count }, { isAlone }) {
  const started = Date.now();
  const said = [];
  if (isAlone) {
    console.log(`\n== ${name}`);
  }
  const child = spawn(command[0], command.slice(1), {
    stdio: ['inherit', ...(isAlone ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
    env: { ...process.env, ...env },
  });
  child.stdout?.on('data', (chunk) => said.push(chunk));
  child.stderr?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => said.push(Buffer.from(String(error))));
    child.on('close', (status) => {
      if (!isAlone) {
        console.log(`\n== ${name}\n${Buffer.concat(said).toString()}`);
      }
      console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`);
      resolve(countOf({ name, count }, status === 0));
    });
  });
}

function countOf({ name, count }, isOk) {
  if (count && existsSync(file(name))) {
    const counted = count(JSON.parse(readFileSync(file(name), 'utf8')));
    return !isOk && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  }
  return isOk && !count ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function runAll(some, where) {
  for (const step of some) {
    const counted = await run(step, where);
    for (const key of Object.keys(total)) {
      total[key] += counted[key];
    }
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`unknown step: ${unknown.join(', ')}; there are ${steps.map((step) => step.name).join(', ')}`);
  process.exit(2);
}
const total = { passed: 0, failed: 0, skipped: 0 };
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const lint = chosen.filter(({ name }) => name === 'lint');
const beside = chosen.filter((step) => step.beside);
const isAlone = lint.length === 0 || beside.length === 0;
await Promise.all([runAll(lint, { isAlone }), runAll(beside, { isAlone })]);
await runAll(
  chosen.filter((step) => !step.beside && step.name !== 'lint'),
  { isAlone: true }
);
rmSync(results, { recursive: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
