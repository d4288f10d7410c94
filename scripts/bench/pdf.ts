import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildReport } from '../../src/core/report/build';
import { referenceMonth } from '../../src/core/report/reference';
import { monthIn } from '../../src/core/time/month';
import { reportHtml } from './html';
import { measure, type Cost } from './processTree';
import { median, printTable } from './table';

const ROOT = path.resolve(__dirname, '../..');
const FONTS = path.join(ROOT, 'src/pdf/fonts');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const RUNS = 5;
/** Makes about 44 pages. */
const SIZE = { nodes: 220, troubledPerCheck: 84, healthyPerCheck: 160 };

/** The reference report in a fresh Node process against Chromium printing the same model, turn by turn. */
export async function benchPdf(): Promise<void> {
  const chromium = CHROMIUM.find((file) => existsSync(file));
  if (chromium === undefined) {
    console.log('skipped: Chromium is not installed (Debian: apt install chromium)');
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-bench-'));
  try {
    await compare(chromium, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(chromium: string, folder: string): Promise<void> {
  const at = (name: string) => path.join(folder, name);
  const result = monthIn('2026-10', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  const collected = referenceMonth(result.month, SIZE);
  const model = buildReport({ collected, packTitle: (pack) => pack, organisation: 'Example Retail', preparedBy: null });
  writeFileSync(at('model.json'), JSON.stringify(model));
  writeFileSync(at('model.html'), reportHtml(model, FONTS));
  await build({
    entryPoints: [path.join(__dirname, 'renderOnce.ts')],
    outfile: at('render.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
  });
  const ours: Cost[] = [];
  const theirs: Cost[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await measure(process.execPath, [at('render.cjs'), at('model.json'), FONTS, at('ours.pdf')]));
    theirs.push(
      await measure(chromium, [
        ...CHROMIUM_FLAGS,
        `--user-data-dir=${at(`profile-${run}`)}`,
        `--print-to-pdf=${at('theirs.pdf')}`,
        `file://${at('model.html')}`,
      ])
    );
  }
  report(ours, theirs, at('ours.pdf'), at('theirs.pdf'));
  await explain(at('render.cjs'), at('model.json'));
}

const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--no-pdf-header-footer',
  '--disable-background-networking',
  '--allow-file-access-from-files',
];

function report(ours: readonly Cost[], theirs: readonly Cost[], ourFile: string, theirFile: string): void {
  const middle = (costs: readonly Cost[], key: keyof Cost) => median(costs.map((cost) => cost[key]));
  const row = (name: string, key: keyof Cost, show: (value: number) => string, goal: string) => {
    const [mine, other] = [middle(ours, key), middle(theirs, key)];
    return [name, show(mine), show(other), `${(other / mine).toFixed(1)} x`, goal];
  };
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  const megabytes = (value: number) => `${(value / 1e6).toFixed(0)} MB`;
  const [size, otherSize] = [statSync(ourFile).size, statSync(theirFile).size];
  printTable([
    [`median of ${RUNS}`, 'Ops Rounds', 'Chromium', 'ratio', 'goal'],
    row('wall', 'wallSeconds', seconds, 'at least 2.5 x (5 x)'),
    row('CPU', 'cpuSeconds', seconds, ''),
    row('peak memory', 'peakBytes', megabytes, 'at least 4 x'),
    [
      'file',
      `${(size / 1e6).toFixed(2)} MB`,
      `${(otherSize / 1e6).toFixed(2)} MB`,
      `${(otherSize / size).toFixed(1)} x`,
      'at most 1.20 MB',
    ],
    ['pages', pages(ourFile), pages(theirFile), '', 'about 44'],
  ]);
}

function pages(file: string): string {
  try {
    return /^Pages: +(\d+)/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1] ?? '?';
  } catch {
    return 'pdfinfo is missing';
  }
}

/** What a fresh process spends before the first page: the part that no faster drawing takes away. */
async function explain(bundle: string, model: string): Promise<void> {
  const idle = await measure(process.execPath, ['-e', '0']);
  const loaded = await measure(process.execPath, [
    '-e',
    `process.argv[1]; require('fs').readFileSync(${JSON.stringify(model)}); new (require('vm').Script)(require('fs').readFileSync(${JSON.stringify(bundle)}, 'utf8'))`,
  ]);
  console.log(
    `Of our time ${idle.wallSeconds.toFixed(2)} s is Node's own start and ${(loaded.wallSeconds - idle.wallSeconds).toFixed(2)} s reading the program; the rest is laying out and tagging, of which half is pdfkit's structure elements, one object per table cell.`
  );
}
