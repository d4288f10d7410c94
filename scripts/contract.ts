// The contract suite: on the embedded host with a Prometheus of its own, or on a real Grafana when GRAFANA_URL is set.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startHost } from '../demo/host/server';
import { startPrometheus } from '../demo/lab/prometheus';
import { freePort } from '../tests/freePort';

const root = path.resolve(__dirname, '..');

function jest(options: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const runner = path.join(root, 'node_modules/jest/bin/jest.js');
  const config = path.join(root, 'tests/contract/jest.config.js');
  const child = spawn(process.execPath, [runner, '-c', config, '--ci', ...options], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** Nothing of Grafana is needed: the host, and a Prometheus that scrapes itself. */
async function onTheHost(options: string[]): Promise<number> {
  const distDir = process.env['DIST'] ?? path.join(root, 'dist');
  if (!existsSync(path.join(distDir, 'plugin.json'))) {
    console.error('The host loads the built plugin: run `npm run build` first.');
    return 2;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-contract-'));
  const port = await freePort();
  const itself = {
    name: 'prometheus',
    job: 'prometheus',
    instance: 'prometheus',
    labels: {},
    families: [],
    answers: () => true,
  };
  const prometheus = await startPrometheus({
    dataDir: path.join(folder, 'prometheus'),
    port,
    exporters: `127.0.0.1:${port}`,
    targets: [itself],
    scrapeSeconds: 1,
  });
  const host = await startHost({ port: 0, dataDir: path.join(folder, 'host'), prometheusUrl: prometheus.url, distDir });
  try {
    return await jest(options, { GRAFANA_URL: host.url, GRAFANA_USER: 'admin', GRAFANA_PASSWORD: 'admin' });
  } finally {
    await host.close();
    await prometheus.stop();
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<number> {
  const options = process.argv.slice(2);
  if (!process.env['GRAFANA_URL']) {
    return onTheHost(options);
  }
  console.log(`contract on ${process.env['GRAFANA_URL']}; the replay of recorded answers is for the host and left out`);
  return jest([...options, '--testPathIgnorePatterns', 'contract/conformance'], {});
}

void main().then((code) => {
  process.exitCode = code;
});
