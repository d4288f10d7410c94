import path from 'node:path';

import { startHost } from './server';

/** `tsx demo/host/main.ts`: the host alone, on a Prometheus that runs already. */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '../..');
  const host = await startHost({
    port: Number(process.env['PORT'] ?? 3000),
    dataDir: process.env['HOST_DATA'] ?? path.join(root, '.demo/host'),
    prometheusUrl: process.env['PROMETHEUS_URL'] ?? 'http://127.0.0.1:9090',
    distDir: process.env['DIST'] ?? path.join(root, 'dist'),
    subPath: process.env['SUB_PATH'],
    csp: process.env['CSP'] === '1',
    visitor: 'admin',
  });
  console.log(host.url);
}

void main();
