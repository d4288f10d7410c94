/** @jest-environment node */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtin } from '../src/library/builtin.gen';
import { readCoverage, type Coverage } from './coverage';

const FILE = 'src/library/coverage.yaml';
const TEXT = readFileSync(join(__dirname, '..', FILE), 'utf8');
/** The inventory of the guides, of which coverage.yaml keeps ids and kinds. */
const INVENTORY = join(__dirname, '../../shared/research/task-inventory.csv');

const hasInventory = existsSync(INVENTORY);
if (!hasInventory) {
  console.error(`skipped: ${INVENTORY} is not here`);
}
const itWithInventory = hasInventory ? it : it.skip;

function coverage(): Coverage {
  const reading = readCoverage(TEXT, FILE, builtin);
  if (!reading.ok) {
    throw new Error(reading.errors.map(({ message }) => message).join('\n'));
  }
  return reading.coverage;
}

function errorsOf(text: string, homes = builtin): string[] {
  const reading = readCoverage(text, FILE, homes);
  return reading.ok ? [] : reading.errors.map(({ line, message }) => `${line}: ${message}`);
}

it('has a place for every task', () => {
  expect(Object.keys(coverage().tasks)).toHaveLength(341);
});

itWithInventory('knows every task of the guides, and what it lends itself to', () => {
  const kinds: Readonly<Record<string, string>> = { AUTO: 'auto', ASSIST: 'assisted', MANUAL: 'manual' };
  const text = readFileSync(INVENTORY, 'utf8');
  const cadence = '(?:morning|daily|end-of-day|weekly|monthly|quarterly|continuous|on-[a-z]+)';
  const rows = text.matchAll(new RegExp(`^(S\\d+-L\\w+),.*,${cadence},[a-z-]+,(AUTO|ASSIST|MANUAL),`, 'gm'));
  const found = Object.fromEntries([...rows].map(([, id = '', verdict = '']) => [id, kinds[verdict]]));
  expect(coverage().tasks).toEqual(found);
});

it('finds a task without a place, with its line', () => {
  expect(errorsOf(TEXT.replace('  S000-L004: auto\n', '  S000-L004: auto\n  S000-L099: auto\n'))).toEqual([
    '7: S000-L099 is in no list',
  ]);
});

it('finds a task that an item leaves', () => {
  const [first, ...others] = builtin.checklists;
  const checklists = [{ ...first!, items: first!.items.filter(({ id }) => id !== 'pipelines') }, ...others];
  expect(errorsOf(TEXT, { ...builtin, checklists }).map((error) => error.slice(error.indexOf(' ') + 1))).toEqual([
    'S001-L010 is in no list',
    'S001-L018 is in no list',
    'S001-L031a is in no list',
  ]);
});

it('finds a seed that is no task', () => {
  expect(errorsOf(TEXT.replace('  S000-L004: auto\n', ''))).toEqual(['4: S000-L004 is no task of the guides']);
});

it.each([
  ['in a list and elsewhere', 'S000-L004', 'has two places'],
  ['elsewhere twice', 'S001-L190', 'has two places'],
])('finds a task that is %s', (_what, id, message) => {
  const text = TEXT.replace(/(home: runbooks[\s\S]*?tasks:\s*\[)/, `$1${id}, `);
  expect(errorsOf(text)[0]).toContain(`${id} ${message}`);
});

it('finds a key figure that nobody measures', () => {
  const kpis = builtin.kpis.filter(({ id }) => id !== 'cross_training');
  expect(errorsOf(TEXT, { ...builtin, kpis })[0]).toContain('S001-L159 is no seed of a key figure');
});
