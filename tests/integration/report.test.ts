import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildReport } from '../../src/core/report/build';
import { referenceMonth } from '../../src/core/report/reference';
import { referenceObjectives } from '../../src/core/report/referenceObjectives';
import { SECTIONS } from '../../src/core/report/sections/registry';
import { toySection } from '../../src/core/report/testData';
import { monthIn } from '../../src/core/time/month';
import { renderReport } from '../../src/pdf/renderReport';

/** The report as others read it: qpdf and poppler on a drawn file. */
const TOOLS = ['qpdf', 'pdfinfo', 'pdffonts', 'pdftotext'];
const missing = TOOLS.filter((tool) => {
  try {
    execFileSync(tool, [tool === 'qpdf' ? '--version' : '-v'], { stdio: 'ignore' });
    return false;
  } catch {
    return true;
  }
});
if (missing.length > 0) {
  console.warn(
    `skipped: the report's file is not checked, ${missing.join(', ')} not installed (Debian: qpdf, poppler-utils)`
  );
}
const withTools = missing.length > 0 ? describe.skip : describe;

const font = (name: string) =>
  new Uint8Array(readFileSync(path.join(__dirname, `../../src/pdf/fonts/OpsRounds${name}.ttf`)));

interface Word {
  page: number;
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function readWords(file: string): Word[] {
  const xml = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 64e6 });
  let page = 0;
  return xml.split('\n').flatMap((line): Word[] => {
    page += Number(line.includes('<page '));
    const match = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/.exec(line);
    if (!match) {
      return [];
    }
    const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1, 5).map(Number);
    return [{ page, text: match[5] ?? '', left, top, right, bottom }];
  });
}

/** Overlap by more than rounding; the font's line boxes are taller than its letters, so a third may overlap upwards. */
function overlaps(a: Word, b: Word): boolean {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0.6 && height > 0.45 * Math.min(a.bottom - a.top, b.bottom - b.top);
}

withTools('the report as a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-report-'));
  const file = path.join(folder, 'report.pdf');
  let words: Word[] = [];

  beforeAll(async () => {
    const result = monthIn('2026-10', 'Europe/Berlin');
    if (!result.ok) {
      throw new Error(result.problem.detail);
    }
    const { month } = result;
    const model = buildReport(
      {
        month,
        history: referenceMonth(month, { nodes: 30, troubledPerCheck: 12, healthyPerCheck: 10 }),
        promises: { objectives: referenceObjectives(month), figures: [] },
        packTitle: (pack) => pack,
        organisation: 'Example Retail',
        preparedBy: 'lead1',
      },
      [...SECTIONS, toySection(month.days.length)]
    );
    const fonts = {
      sans: font('Sans-Regular'),
      sansBold: font('Sans-Semibold'),
      serif: font('Serif-Regular'),
      serifBold: font('Serif-Semibold'),
    };
    writeFileSync(file, (await renderReport(model, fonts)).file);
    words = readWords(file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is sound to qpdf', () => {
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors'
    );
  });

  it('is tagged and has its title', () => {
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^Title: +Operations report, October 2026$/m);
    expect(info).toMatch(/^Page size: .*A4/m);
  });

  it('has a structure with headings, tables whose head cells have a scope, and figures with words', () => {
    const structure = execFileSync('pdfinfo', ['-struct', file], { encoding: 'utf8', maxBuffer: 64e6 });
    expect(structure.match(/^ *H1/gm)).toHaveLength(1);
    expect(structure.match(/^ *H2/gm)).toHaveLength(5);
    for (const type of ['Sect', 'H3', 'Table', 'THead', 'TBody', 'TR', 'TH', 'TD', 'Figure', 'L', 'LI', 'Link']) {
      expect(structure).toMatch(new RegExp(`^ *${type}\\b`, 'm'));
    }
    expect(structure).toContain('/Scope /Column');
  });

  it('embeds every font as a subset with a map to characters', () => {
    const rows = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(rows).toHaveLength(4);
    expect(rows.every((row) => /yes yes yes/.test(row) && /OpsRounds/.test(row))).toBe(true);
  });

  it('keeps every word inside the margins', () => {
    expect(words.length).toBeGreaterThan(1000);
    expect(words.filter(({ left, right, bottom }) => left < 46 || right > 549 || bottom > 820)).toEqual([]);
  });

  it('never sets a word over another', () => {
    const clashes: string[] = [];
    for (const [index, word] of words.entries()) {
      for (const other of words.slice(index + 1, index + 400)) {
        if (other.page === word.page && overlaps(word, other)) {
          clashes.push(`page ${word.page}: ${word.text} and ${other.text}`);
        }
      }
    }
    expect(clashes).toEqual([]);
  });

  it('repeats the head of a table on each of its pages and numbers every page', () => {
    const pages = Math.max(...words.map(({ page }) => page));
    const heads = words.filter(({ text, top }) => text === 'Longest' && top < 100);
    expect(heads.length).toBeGreaterThan(2);
    const numbered = words.filter(({ text, top }) => text === 'Page' && top > 800).map(({ page }) => page);
    expect(numbered).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
  });
});
