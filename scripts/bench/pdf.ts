import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildReport } from '../../src/core/report/build';
import type { ReportModel } from '../../src/core/report/model';
import { referenceObjectives } from '../../src/core/report/referenceObjectives';
import { referenceMonth, type ReferenceSize } from '../../src/core/report/reference';
import { monthIn } from '../../src/core/time/month';
import { reportHtml } from './html';
import { measure, type Cost } from './processTree';
import { median, printTable } from './table';

const ROOT = path.resolve(__dirname, '../..');
const FONTS = path.join(ROOT, 'src/pdf/fonts');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const RUNS = 5;
/** CommonJS packages among the dependencies ask for Node's own modules with require. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
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
  const model = referenceModel(SIZE);
  writeFileSync(at('model.html'), reportHtml(model, FONTS));
  await bundleRenderer(at('render.mjs'));
  const draw = (of: ReportModel) => {
    writeFileSync(at('model.json'), JSON.stringify(of));
    return measure(process.execPath, [at('render.mjs'), at('model.json'), FONTS, at('ours.pdf')]);
  };
  const print = (profile: string) =>
    measure(chromium, [
      ...CHROMIUM_FLAGS,
      `--user-data-dir=${at(profile)}`,
      `--print-to-pdf=${at('theirs.pdf')}`,
      `file://${at('model.html')}`,
    ]);
  const ours: Cost[] = [];
  const theirs: Cost[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await draw(model));
    theirs.push(await print(`profile-${run}`));
  }
  report(ours, theirs, at('ours.pdf'), at('theirs.pdf'));
  await explain(draw, referenceModel({ nodes: 0, troubledPerCheck: 0, healthyPerCheck: 1 }));
}

function referenceModel(size: ReferenceSize): ReportModel {
  const result = monthIn('2026-10', 'Europe/Berlin');
  if (!result.ok) {
    throw new Error(result.problem.detail);
  }
  const { month } = result;
  const history = referenceMonth(month, size);
  const promises = { objectives: referenceObjectives(month), figures: [] };
  const packTitle = (pack: string) => pack;
  return buildReport({ month, history, promises, packTitle, organisation: 'Example Retail', preparedBy: null });
}

function bundleRenderer(outfile: string): Promise<unknown> {
  return build({
    entryPoints: [path.join(__dirname, 'renderOnce.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    banner: { js: REQUIRE },
    platform: 'node',
    target: 'node20',
    minify: true,
  });
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

/** What a process spends on a report without rows: the part that no faster drawing takes away. */
async function explain(run: (model: ReportModel) => Promise<Cost>, empty: ReportModel): Promise<void> {
  const idle = await measure(process.execPath, ['-e', '0']);
  const { wallSeconds } = await run(empty);
  console.log(
    `Of our time ${idle.wallSeconds.toFixed(2)} s is Node's own start; a report without a row takes ${wallSeconds.toFixed(2)} s, reading program and fonts included. ` +
      'The rest grows with the pages: layout, one structure element per table cell, and compressing all of it.'
  );
}
