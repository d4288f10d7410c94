import { fakeObjective } from '../../core/slo/testData';
import { initTexts } from '../../ui/t';
import { burnFormula, formulaText } from './formula';
import { measuredRow, monthOfHours, silentRow } from './testData';

beforeAll(initTexts);

const HOUR_MS = 3_600_000;
const spaced = (text: string) => text.split('\n').map((line) => line.replace(/\s+/g, ' '));

test('the numbers of the window stand in the formula', () => {
  const row = measuredRow(
    fakeObjective(),
    monthOfHours((ago) => (ago === 200 ? [1000, 360] : [1000, 0]))
  );
  expect(spaced(formulaText(row, 0, [row]))).toEqual([
    'SLI = 1 - bad / total = 1 - 360 / 720,000 = 99.950 %',
    'budget = (1 - 0.999) × total = 720 requests',
    'budget left = 1 - bad / budget = 1 - 360 / 720 = 50 %',
    'coverage = time with data / window = 720 h / 720 h = 100 %',
  ]);
});

test('nothing that was counted gives no result', () => {
  const row = silentRow(fakeObjective(), { code: 'timeout' });
  expect(spaced(formulaText(row, 0, [row]))[0]).toMatch(/= \?$/);
  expect(formulaText(row, 0, [row])).not.toContain('100 %');
});

test('a composite tells what each of its members spent, and what is not known of one', () => {
  const [web, api] = [fakeObjective({ id: 'web' }), fakeObjective({ id: 'api' })];
  const both = fakeObjective({
    id: 'both',
    sli: { composite: [{ objective: 'web' }, { objective: 'api', weight: 0.5 }] },
  });
  const spent = measuredRow(
    web,
    monthOfHours((ago) => (ago === 200 ? [1000, 360] : [1000, 0]))
  );
  const row = { ...silentRow(both, { code: 'no-data' }), reading: null };
  expect(spaced(formulaText(row, 0, [spent, silentRow(api, { code: 'timeout' })]))).toEqual([
    'web = weight × spent = 1 × 50 %',
    'api = weight × spent = 0.5 × ?',
    'budget left = 1 - their sum = ?',
  ]);
});

test('a burn rate is that of the window that ends with the newest data', () => {
  const row = measuredRow(
    fakeObjective(),
    monthOfHours((ago) => (ago === 0 ? [1000, 2] : [1000, 0]))
  );
  expect(spaced(burnFormula(row, HOUR_MS))).toEqual([
    'burn rate = (bad / total) / (1 - 0.999) = (2 / 1,000) / 0.001 = 2.0 ×',
  ]);
});
