/** @jest-environment node */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { buildReport, type ReportInput } from '../core/report/build';
import type { ReportModel } from '../core/report/model';
import { referenceMonth } from '../core/report/reference';
import { referenceObjectives } from '../core/report/referenceObjectives';
import { SECTIONS } from '../core/report/sections/registry';
import type { SectionMaker } from '../core/report/sections/section';
import { toySection } from '../core/report/testData';
import { monthIn } from '../core/time/month';
import { renderReport } from './renderReport';

const font = (name: string) => new Uint8Array(readFileSync(path.join(__dirname, 'fonts', `OpsRounds${name}.ttf`)));
const FONTS = {
  sans: font('Sans-Regular'),
  sansBold: font('Sans-Semibold'),
  serif: font('Serif-Regular'),
  serifBold: font('Serif-Semibold'),
};

function model(change: Partial<ReportInput> = {}, nodes = 12, more: readonly SectionMaker[] = []): ReportModel {
  const result = monthIn('2026-10', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  const { month } = result;
  const history = referenceMonth(month, { nodes, troubledPerCheck: 3, healthyPerCheck: 4 });
  const promises = { objectives: referenceObjectives(month), figures: [] };
  const packTitle = (pack: string) => pack;
  const input = { month, history, promises, packTitle, organisation: null, preparedBy: null, ...change };
  return buildReport(input, [...SECTIONS, ...more]);
}

const digest = (file: Uint8Array) => createHash('sha256').update(file).digest('hex');

/** The file with every compressed stream opened. */
function opened(file: Uint8Array): string {
  const bytes = Buffer.from(file);
  const parts: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('\nendstream', at);
    try {
      parts.push(inflateSync(bytes.subarray(at + 7, end)).toString('latin1'));
    } catch {
      continue;
    }
  }
  return parts.join('\n');
}

it('gives the same bytes every time, in one warm process', async () => {
  const first = await renderReport(model(), FONTS);
  const second = await renderReport(model(), FONTS);
  expect(digest(second.file)).toBe(digest(first.file));
});

it('gives other bytes for another month of data', async () => {
  const one = await renderReport(model(), FONTS);
  const other = await renderReport(model({}, 11), FONTS);
  expect(digest(one.file)).not.toBe(digest(other.file));
});

it('carries no clock: the only dates are the end of the period', async () => {
  const { file } = await renderReport(model(), FONTS);
  const dates = opened(file).match(/D:\d{14}Z/g) ?? [];
  expect(dates.length).toBeGreaterThan(0);
  expect(new Set(dates)).toEqual(new Set(['D:20261031230000Z']));
});

it('tags everything it draws: each text and shape lies between a begin and an end of marked content', async () => {
  const { file } = await renderReport(model(), FONTS);
  const pages = opened(file)
    .split('\n')
    .filter((line) => /(BDC|BMC|EMC| Tj | [fSB]$)/.test(line));
  let depth = 0;
  let drawn = 0;
  for (const line of pages) {
    depth += Number(/ B[DM]C$/.test(line)) - Number(line === 'EMC');
    if (/ (Tj ET|f|S|B)$/.test(line)) {
      drawn += 1;
      expect(depth).toBe(1);
    }
  }
  expect(depth).toBe(0);
  expect(drawn).toBeGreaterThan(500);
});

it('draws a section with every kind of block and column, and leads to each block', async () => {
  const { file } = await renderReport(model({}, 12, [toySection(31)]), FONTS);
  const text = opened(file);
  for (const title of [
    '4  Toy',
    'Toy table',
    'Toy tiles',
    'Toy strip',
    'Toy prose',
    'Toy terms',
    'Toy missing',
    'Toy chart',
  ]) {
    expect(text).toContain(`(${title})`);
  }
});

it('refuses a table that is wider than the page', async () => {
  const wide: SectionMaker = {
    id: 'wide',
    title: 'Wide',
    about: '',
    make: () => ({
      verdict: 'pass',
      weighs: 'pass',
      finding: { lead: '', rest: '' },
      blocks: [
        {
          kind: 'table',
          id: 'wide',
          title: 'Wide',
          note: '',
          columns: [
            { kind: 'text', title: 'One', width: 300, cells: ['a'] },
            { kind: 'text', title: 'Two', width: 199, cells: ['b'] },
          ],
        },
      ],
    }),
  };
  await expect(renderReport(model({}, 12, [wide]), FONTS)).rejects.toThrow('"One", "Two"');
});

it('lists characters that no font has', async () => {
  const plain = await renderReport(model({ organisation: 'Example Retail' }), FONTS);
  const odd = await renderReport(model({ organisation: 'Example 東京 Retail' }), FONTS);
  expect(opened(plain.file)).not.toContain('Characters that could not be drawn');
  expect(opened(odd.file)).toContain('Characters that could not be drawn');
});

it('says that nothing was asked instead of drawing nothing', async () => {
  const result = monthIn('2026-02', 'UTC');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  const objectives = { rows: [], unreadDefinitions: 0, journalFailed: null, unsearched: [] };
  const empty = model({
    month: result.month,
    history: { checks: new Map(), sources: [] },
    promises: { objectives, figures: [] },
  });
  expect(empty.verdict).toBe('unknown');
  expect(empty.tiles.every((tile) => tile.verdict === 'unknown' && tile.value === 'unknown')).toBe(true);
  const { pages } = await renderReport(empty, FONTS);
  expect(pages).toBe(4);
});

it('reports progress and stops when the signal aborts', async () => {
  const abort = new AbortController();
  const seen: number[] = [];
  const rendering = renderReport(
    model(),
    FONTS,
    (done) => {
      seen.push(done);
      abort.abort();
    },
    abort.signal
  );
  await expect(rendering).rejects.toThrow(/abort/i);
  expect(seen).toEqual([1]);
});
