import { fakeObjective } from '../../core/slo/testData';
import { initTexts } from '../../ui/t';
import { scorecardCsv } from './scorecardCsv';
import { measuredRow, monthOfHours, silentRow } from './testData';

beforeAll(initTexts);

function records(csv: string): Array<Record<string, string>> {
  const [head = [], ...lines] = csv
    .trim()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, ''))
    );
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index] ?? ''])));
}

test('a line for each period, numbers as machines read them', () => {
  const row = measuredRow(
    fakeObjective({ agreement: '99.5' }),
    monthOfHours((ago) => (ago === 200 ? [1000, 900] : [1000, 0])),
    { code: 'a' }
  );
  const lines = records(scorecardCsv([row], 'Europe/Berlin'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({
    objective: 'checkout-availability',
    group: 'code=a',
    verdict: 'Missed',
    from: '2026-10-21T07:00:00.000Z',
    to: '2026-11-20T07:00:00.000Z',
    target_percent: '99.9',
    agreement_percent: '99.5',
    agreement_holds: 'yes',
    sli_percent: '99.875',
    budget_left_percent: '-25',
    bad: '900',
    total: '720000',
    burn_1h: '0',
    coverage_percent: '100',
    source: 'mimir-prod',
  });
});

test('what is not known is empty: no 0, no budget, and nothing that a contract would hold to', () => {
  const objective = fakeObjective({ agreement: '99.5' });
  const [silent] = records(scorecardCsv([silentRow(objective, { code: 'timeout' })], 'UTC'));
  expect(silent).toMatchObject({
    verdict: 'Unknown',
    agreement_holds: '',
    sli_percent: '',
    budget_left_percent: '',
    bad: '',
    total: '',
    burn_1h: '',
    burn_3d: '',
    coverage_percent: '0',
  });
  const half = measuredRow(
    objective,
    monthOfHours((ago) => (ago < 300 ? null : [1000, 0]))
  );
  expect(records(scorecardCsv([half], 'UTC'))[0]).toMatchObject({
    verdict: 'Unknown',
    agreement_holds: '',
    budget_left_percent: '',
    coverage_percent: '58.33',
  });
});
