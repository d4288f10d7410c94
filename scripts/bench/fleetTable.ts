import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { startHost } from '../../demo/host/server';
import type { PveSimulator } from '../../demo/lab/simulators/pve/start';
import { median, printTable } from './table';

const ROOT = path.resolve(__dirname, '../..');
const DIST = path.join(ROOT, 'dist');
const HOST_CLIENT = path.join(ROOT, '.demo/host-client');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const RUNS = 5;
const FIRST_READ_MS = 120_000;
const ROW = 'table[aria-label="Guests"] tr[data-index]';

/** The guests' table of one of the clusters, in Chromium on the demo's host: from the last answer to rows, and to another order. */
export async function benchFleetTable(servers: readonly PveSimulator[]): Promise<void> {
  await onHost(servers, (browser, url) =>
    measureTable(browser, `${url}/a/opsrounds-ops-app/infrastructure/proxmox/fleet-0/guests`)
  );
}

/**
 * Chromium and the demo's host with these servers as data sources `fleet-0`, `fleet-1` ..., or with a Prometheus; says so where
 * it cannot be.
 */
export async function onHost(
  servers: readonly PveSimulator[],
  measure: (browser: Browser, url: string) => Promise<void>,
  prometheusUrl = 'http://127.0.0.1:9'
): Promise<void> {
  const executablePath = CHROMIUM.find((file) => existsSync(file));
  if (executablePath === undefined || !existsSync(path.join(DIST, 'module.js')) || !existsSync(HOST_CLIENT)) {
    console.log('The page was skipped: it takes Chromium, dist/ (npm run build) and the host (npm run demo, once).');
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-bench-'));
  const host = await startHost({
    port: 0,
    dataDir: path.join(folder, 'host'),
    prometheusUrl,
    distDir: DIST,
    visitor: 'admin',
    appSettings: { version: 1, checklists: ['morning'] },
    ...(servers.length > 0 && { dataSources: servers.map(dataSourceOf) }),
  });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    await measure(browser, host.url);
  } finally {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function dataSourceOf({ url, tokens: { backups } }: PveSimulator, n: number) {
  const { user, tokenId, tokenSecret } = backups;
  return {
    uid: `fleet-${n}`,
    name: `fleet-${n}`,
    type: 'opsrounds-proxmox-datasource',
    url,
    jsonData: { product: 'pve', user, tokenId },
    secureJsonData: { tokenSecret },
  };
}

async function measureTable(browser: Browser, address: string): Promise<void> {
  const wall = { rows: [] as number[], order: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(watchRows, ROW);
    await page.goto(address);
    await page.locator(ROW).first().waitFor({ timeout: FIRST_READ_MS });
    wall.rows.push(await page.evaluate(sinceLastAnswer));
    wall.order.push(await timeOrder(page));
    await context.close();
  }
  printTable([
    [`guests' table in Chromium, median of ${RUNS}`, 'time', 'goal'],
    ['from the last answer to its rows', `${median(wall.rows).toFixed(0)} ms`, 'at most 200 ms'],
    ['from a click on a heading to the other order', `${median(wall.order).toFixed(0)} ms`, ''],
  ]);
}

/** In the page, before anything else: notes when rows were first painted. */
export function watchRows(row: string): void {
  performance.setResourceTimingBufferSize(10_000);
  new MutationObserver((_, observer) => {
    if (document.querySelector(row)) {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('rows')));
    }
  }).observe(document, { childList: true, subtree: true });
}

/** In the page: ms from the last answer of a server to the painted rows. No function may have a name here: tsx marks those. */
async function sinceLastAnswer(): Promise<number> {
  while (performance.getEntriesByName('rows').length === 0) {
    await new Promise(requestAnimationFrame);
  }
  const at = performance.getEntriesByName('rows')[0]?.startTime ?? 0;
  const answers = performance
    .getEntriesByType('resource')
    .filter((entry): entry is PerformanceResourceTiming => entry.name.includes('/api/datasources/proxy/'))
    .map(({ responseEnd }) => responseEnd)
    .filter((end) => end <= at);
  return at - Math.max(...answers);
}

async function timeOrder(page: Page): Promise<number> {
  const heading = page.locator('table[aria-label="Guests"] thead button').nth(1);
  return heading.evaluate(async (button) => {
    const started = performance.now();
    (button as HTMLElement).click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - started;
  });
}
