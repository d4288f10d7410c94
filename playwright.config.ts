import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';

import type { GrafanaOptions } from './tests/e2e/fixtures';

const chromium = '/usr/bin/chromium';
const onTheHost = !process.env['GRAFANA_URL'];

/** End to end on the embedded host, which `tests/e2e/stage.ts` starts, or on a real Grafana (GRAFANA_URL, GRAFANA_USER, GRAFANA_PASSWORD). */
export default defineConfig<GrafanaOptions>({
  testDir: './tests/e2e',
  outputDir: './test-results',
  globalSetup: './tests/e2e/stage.ts',
  // Rounds and settings are one state for all tests of a file: each worker has a stage of its own, and a real Grafana is one.
  workers: onTheHost ? 2 : 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  // A busy machine may take its time: nothing here is about speed.
  expect: { timeout: 30_000 },
  // What passes only the second time is listed as flaky, with what went wrong the first time.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    // Recording costs a third of the time: in CI the second attempt is recorded.
    trace: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      ...(existsSync(chromium) && { executablePath: chromium }),
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'grafana' },
    ...(onTheHost
      ? [{ name: 'sub path and CSP', grep: /smoke\.spec|a month is made/, use: { isBelowSubPath: true } }]
      : []),
  ],
});
