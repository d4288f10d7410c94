import type { Browser, Page } from '@playwright/test';
import { startPve } from '../../demo/lab/simulators/pve/start';
import { dayCellPaths } from '../../src/core/chart/dayCells';
import { DAY_STATES } from '../../src/core/products/backups/view';
import { onHost, watchRows } from './fleetTable';
import { median, printTable } from './table';

const TARGETS = 1000;
const DAYS = 366;
const RUNS = 5;
const FIRST_READ_MS = 120_000;
const CELL = '[role="grid"] [data-cell]';

/** 1,000 targets by 366 days: what their shapes cost, and when the matrix can be used, in Chromium on the demo's host. */
export async function benchBackups(): Promise<void> {
  timeShapes();
  const server = await startPve({ scale: { nodes: 20, guests: TARGETS }, name: 'a' });
  try {
    await onHost([server], (browser, url) =>
      measureMatrix(browser, `${url}/a/opsrounds-ops-app/infrastructure/backups?days=${DAYS}`)
    );
  } finally {
    await server.close();
  }
}

function timeShapes(): void {
  const rows = Array.from({ length: TARGETS }, (_row, row) =>
    Uint8Array.from({ length: DAYS }, (_day, day) => (row * 7 + day * day) % DAY_STATES.length)
  );
  const wall = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now();
    rows.forEach((states) => dayCellPaths(states, { step: 8, height: 14, gap: 2 }));
    return performance.now() - startedMs;
  });
  printTable([
    ['shapes of days, every row drawn (a page draws those in view)', 'time', 'goal'],
    [`${TARGETS.toLocaleString('en')} targets, ${DAYS} days`, `${median(wall).toFixed(0)} ms`, ''],
  ]);
}

async function measureMatrix(browser: Browser, address: string): Promise<void> {
  const wall = { cells: [] as number[], view: [] as number[], key: [] as number[], end: [] as number[] };
  let rows = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(watchRows, CELL);
    await page.goto(address);
    await page.locator(CELL).waitFor({ timeout: FIRST_READ_MS });
    wall.cells.push(await page.evaluate(sinceLastAnswer));
    wall.key.push(await timeKey(page, 'ArrowDown'));
    wall.end.push(await timeKey(page, 'End'));
    wall.view.push(await timeView(page));
    rows = Number(await page.locator('[role="grid"]').getAttribute('aria-rowcount')) - 2;
    await context.close();
  }
  printTable([
    [`matrix of ${rows.toLocaleString('en')} targets in Chromium, median of ${RUNS}`, 'time', 'goal'],
    ['from what was judged to its cells', `${median(wall.view).toFixed(0)} ms`, 'at most 200 ms'],
    ['from the last answer to its cells, judging included', `${median(wall.cells).toFixed(0)} ms`, ''],
    ['from an arrow key to the next cell', `${median(wall.key).toFixed(0)} ms`, ''],
    ['from Ctrl+End to the last row', `${median(wall.end).toFixed(0)} ms`, ''],
  ]);
}

async function timeKey(page: Page, key: string): Promise<number> {
  return page.locator(CELL).evaluate(async (cell, pressed) => {
    (cell as HTMLElement).focus();
    const started = performance.now();
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, ctrlKey: pressed === 'End', bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - started;
  }, key);
}

/** In the page: ms from the last answer of any server, the journal's included, to the painted cells. */
async function sinceLastAnswer(): Promise<number> {
  while (performance.getEntriesByName('rows').length === 0) {
    await new Promise(requestAnimationFrame);
  }
  const at = performance.getEntriesByName('rows')[0]?.startTime ?? 0;
  const answers = performance
    .getEntriesByType('resource')
    .filter((entry): entry is PerformanceResourceTiming => entry.name.includes('/api/'))
    .map(({ responseEnd }) => responseEnd)
    .filter((end) => end <= at);
  return at - Math.max(...answers);
}

/** Other days and back: what was judged of them is known then, and is only drawn. */
async function timeView(page: Page): Promise<number> {
  await page.getByRole('radio', { name: '35 d' }).click({ force: true });
  await page.locator('[role="grid"][aria-colcount="36"]').waitFor({ timeout: FIRST_READ_MS });
  return page.getByRole('radio', { name: '366 d' }).evaluate(async (radio) => {
    const started = performance.now();
    (radio as HTMLElement).click();
    while (document.querySelector('[role="grid"][aria-colcount="367"]') === null) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - started;
  });
}
