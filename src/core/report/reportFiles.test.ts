/** @jest-environment node */
import { monthIn } from '../time/month';
import { buildReport } from './build';
import type { ReportModel } from './model';
import { referenceMonth } from './reference';
import { reportCsv, reportJson } from './reportFiles';
import { SECTIONS } from './sections/registry';
import { toySection } from './testData';

const result = monthIn('2026-02', 'UTC');
if (!result.ok) {
  throw new Error(result.problem.detail);
}
const { month } = result;
const history = referenceMonth(month, { nodes: 12, troubledPerCheck: 3, healthyPerCheck: 2 });
const model: ReportModel = buildReport(
  { month, history, packTitle: (pack) => pack, organisation: null, preparedBy: null },
  [...SECTIONS, toySection(28)]
);
const tables = new Map(reportCsv(model).map(({ name, text }) => [name, text]));
const lines = (name: string) => (tables.get(name) ?? '').split('\r\n').slice(0, -1);

it('makes one CSV for each block with rows, none for prose, and no name twice', () => {
  expect([...tables.keys()]).toEqual([
    'utilisation-multiples',
    'utilisation-nodes',
    'checks-packs',
    'checks-not-passing',
    'quality-sources',
    'quality-failed',
    'quality-unknown',
    'quality-not-covered',
    'toy-table',
    'toy-tiles',
    'toy-strip',
    'toy-chart',
  ]);
});

it('writes plain numbers under heads that name the unit, one column per day, and the group of each row', () => {
  const [head = '', first = ''] = lines('checks-not-passing');
  expect(head).toMatch(/^Pack,Check,Where,"Fail or warn, h","Longest, h",2026-02-01,.*,2026-02-28,"End of month"$/);
  expect(first).toMatch(/^argocd,/);
  expect(head.split(',').length - 2).toBe(6 + 28);
  const rows = lines('checks-not-passing').slice(1);
  const troubled = model.sections.flatMap(({ blocks }) => blocks).find(({ id }) => id === 'not-passing');
  expect(rows).toHaveLength(troubled?.kind === 'table' ? (troubled.columns[0]?.cells.length ?? 0) : -1);
  expect(rows.every((row) => /,(pass|warn|fail|unknown|na)$/.test(row))).toBe(true);
});

it('tells unknown from what does not apply, and leaves pictures out', () => {
  expect(lines('toy-table')).toEqual([
    'Kind,Name,Count,"Share, %","Time, h",Part,"Part, of",' +
      `${Array.from({ length: 28 }, (_, day) => `2026-02-${String(day + 1).padStart(2, '0')}`).join(',')},State,SLI`,
    `first,"'=one",1204,99.5,26,1,2,${'pass,'.repeat(28)}warn,99.86`,
    `second,two,0,unknown,,0,2,${'unknown,'.repeat(28)}unknown,unknown`,
  ]);
});

it('gives JSON that is the model, whole', () => {
  expect(JSON.parse(reportJson(model))).toEqual(model);
});
