import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { nodeTransport } from '../../src/sources/transport/node';
import { onHost } from './fleetTable';
import { grafanaToken } from './grafanaSource';
import { measurePieces, type Pieces } from './pieces';
import { measure } from './processTree';
import { startSynthetic } from './synthetic';
import { median, printTable } from './table';

const ROOT = path.resolve(__dirname, '../..');
const SIZES = [870, 11_000, 50_000];
const RUNS = 3;
const PATIENCE_MS = 180_000;

/** What one look took, ms unless its name says otherwise. */
interface Look {
  /** From asking `module.js` until the queries left, until the values were back, until the decisions were painted. */
  left: number;
  back: number;
  decided: number;
  /** The longest task of the page after the values were back, the browser's own reading of the answer in it. */
  longest: number;
  heapMb: number;
  bytes: number;
  requests: number;
}

interface Sized {
  entities: number;
  look: Look;
  pieces: Pieces;
  cli: { seconds: number; mb: number };
}

/** Today on fleets of three sizes, side by side: each with a Prometheus that answers at once, so that what is left is our own. */
export async function benchScale(): Promise<void> {
  spawnSync(process.execPath, [path.join(ROOT, 'scripts/build-cli.mjs')], { stdio: 'ignore' });
  const sized: Sized[] = [];
  for (const size of SIZES) {
    const prometheus = await startSynthetic(size);
    try {
      await onHost(
        [],
        async (browser, url) => {
          const looks: Look[] = [];
          for (let run = 0; run < RUNS; run += 1) {
            looks.push(await lookAt(browser, `${url}/a/opsrounds-ops-app/today/morning`));
          }
          const token = await grafanaToken(url);
          const pieces = await measurePieces(nodeTransport({ baseUrl: new URL(url), token }));
          sized.push({ entities: prometheus.entities, look: middle(looks), pieces, cli: await check(url, token) });
        },
        prometheus.url
      );
    } finally {
      await prometheus.close();
    }
  }
  if (sized.length > 0) {
    print(sized);
  }
}

function print(sized: readonly Sized[]): void {
  const row = (name: string, of: (one: Sized) => string, goal = '') => [name, ...sized.map(of), goal];
  const ms = (of: (look: Look) => number) => (one: Sized) => `${of(one.look).toFixed(0)} ms`;
  const allowed = ({ back, left }: Look) => 1.5 * (back - left) + 500;
  printTable([
    row(`Today in Chromium, median of ${RUNS}`, ({ entities }) => `${entities} entities`, 'goal'),
    row(
      'module.js until the queries left',
      ms(({ left }) => left)
    ),
    row(
      'queries left until the values were back',
      ms(({ back, left }) => back - left)
    ),
    row(
      'values back until the decisions',
      ms(({ decided, back }) => decided - back)
    ),
    row(
      'module.js until the decisions',
      ms(({ decided }) => decided)
    ),
    row(
      'queries left until the decisions, of 1.5 x the values + 0.5 s',
      ({ look }) => `${((look.decided - look.left) / allowed(look)).toFixed(2)} x`,
      'at most 1'
    ),
    row(
      'longest piece of decoding and judging, of all of it (CPU)',
      ({ pieces }) => `${pieces.longest.toFixed(0)} of ${pieces.all.toFixed(0)} ms`,
      '200 ms'
    ),
    row('JSON.parse of the values, in one piece (CPU)', ({ pieces }) => `${pieces.json.toFixed(0)} ms`),
    row(
      'longest task of the page after the values',
      ms(({ longest }) => longest)
    ),
    row('size of the values', ({ look }) => `${(look.bytes / 1e6).toFixed(1)} MB`),
    row('heap of the page', ({ look }) => `${look.heapMb.toFixed(0)} MB`),
    row('requests beside those of sources', ({ look }) => String(look.requests), 'at most 6'),
    row('opsrounds check', ({ cli }) => `${cli.seconds.toFixed(1)} s, ${cli.mb.toFixed(0)} MB`),
  ]);
}

function middle(looks: readonly Look[]): Look {
  const of = (name: keyof Look) => median(looks.map((look) => look[name]));
  return {
    left: of('left'),
    back: of('back'),
    decided: of('decided'),
    longest: of('longest'),
    heapMb: of('heapMb'),
    bytes: of('bytes'),
    requests: of('requests'),
  };
}

async function check(url: string, token: string): Promise<Sized['cli']> {
  const args = ['check', '--url', url, '--token', token, '--format', 'json'];
  // Something is bad, as on every fleet: that is its exit code.
  const command = `${process.execPath} ${path.join(ROOT, 'dist-cli/opsrounds.mjs')} ${args.join(' ')} || true`;
  const { wallSeconds, peakBytes } = await measure('sh', ['-c', command]);
  return { seconds: wallSeconds, mb: peakBytes / 1e6 };
}

async function lookAt(browser: Browser, address: string): Promise<Look> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchDecisions);
    await page.goto(address);
    await page.waitForFunction(() => performance.getEntriesByName('decisions').length > 0, null, {
      timeout: PATIENCE_MS,
    });
    return await spansOf(page);
  } finally {
    await context.close();
  }
}

/** In the page, before anything else: notes long tasks, and when all decisions were painted. No function may have a name here. */
function watchDecisions(): void {
  performance.setResourceTimingBufferSize(10_000);
  const tasks: Array<{ startMs: number; ms: number }> = [];
  Object.assign(window, { longTasks: tasks });
  new PerformanceObserver((list) =>
    list.getEntries().forEach(({ startTime, duration }) => tasks.push({ startMs: startTime, ms: duration }))
  ).observe({ type: 'longtask', buffered: true });
  new MutationObserver((_, observer) => {
    const round = document.querySelector('article h4')?.closest('section');
    if (round && !round.textContent.includes('when every source has answered')) {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('decisions')));
    }
  }).observe(document, { childList: true, subtree: true });
}

async function spansOf(page: Page): Promise<Look> {
  return page.evaluate(() => {
    const decidedMs = performance.getEntriesByName('decisions')[0]?.startTime ?? 0;
    const all = performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry.startTime <= decidedMs);
    const beganMs = all.find(({ name }) => name.includes('opsrounds-ops-app/module.js'))?.startTime ?? 0;
    const queries = all.filter(({ name, responseEnd }) => name.includes('/api/ds/query') && responseEnd <= decidedMs);
    const backMs = Math.max(...queries.map(({ responseEnd }) => responseEnd));
    const tasks = (window as unknown as { longTasks: Array<{ startMs: number; ms: number }> }).longTasks;
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
    return {
      left: Math.min(...queries.map(({ startTime }) => startTime)) - beganMs,
      back: backMs - beganMs,
      decided: decidedMs - beganMs,
      longest: Math.max(0, ...tasks.filter(({ startMs, ms }) => startMs + ms > backMs).map(({ ms }) => ms)),
      heapMb: memory.usedJSHeapSize / 1e6,
      bytes: queries.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
      requests: all.filter(
        ({ name, startTime }) =>
          startTime >= beganMs && name.includes('/api/') && !/\/api\/ds\/|\/proxy\/|list%3Abackup/.test(name)
      ).length,
    };
  });
}
