import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startHost, type RunningHost } from '../../demo/host/server';
import { startPrometheus, tsdbDir, type RunningPrometheus } from '../../demo/lab/prometheus';
import { nodeTransport } from '../../src/sources/transport/node';
import type { Transport } from '../../src/sources/transport/port';

const root = path.resolve(__dirname, '../..');

export interface World {
  url: string;
  prometheus: RunningPrometheus | undefined;
  /** A new service account's token; without a role it may do nothing. */
  token(role: 'Viewer' | 'Editor' | 'Admin' | 'None'): Promise<string>;
  transport(role: 'Viewer' | 'Editor' | 'Admin' | 'None'): Promise<Transport>;
  /** A request as the login admin; gives status and body. */
  asAdmin(method: string, address: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

export interface WorldOptions {
  prometheusPort: number;
  /** OpenMetrics text that the Prometheus holds. Without it there is no Prometheus behind the data source. */
  openMetrics?: string;
  subPath?: string;
  appSettings?: Record<string, unknown>;
}

/** A Grafana (the embedded host) in front of a real Prometheus with given samples. Needs no built plugin. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-world-'));
  const prometheus = options.openMetrics === undefined ? undefined : await filledPrometheus(folder, options);
  const distDir = path.join(folder, 'dist');
  cpSync(path.join(root, 'src/plugin.json'), path.join(distDir, 'plugin.json'));
  const host: RunningHost = await startHost({
    port: 0,
    dataDir: path.join(folder, 'host'),
    distDir,
    prometheusUrl: `http://127.0.0.1:${options.prometheusPort}`,
    ...(options.subPath !== undefined && { subPath: options.subPath }),
    ...(options.appSettings !== undefined && { appSettings: options.appSettings }),
  });
  const basic = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
  const asAdmin: World['asAdmin'] = async (method, address, body) => {
    const headers = { authorization: basic, 'content-type': 'application/json' };
    const response = await fetch(`${host.url}${address}`, { method, headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  let accounts = 0;
  const token: World['token'] = async (role) => {
    const name = `${role}-${++accounts}`;
    const made = await asAdmin('POST', '/api/serviceaccounts', { name, role });
    const { id } = made.body as { id: number };
    const { body } = await asAdmin('POST', `/api/serviceaccounts/${id}/tokens`, { name });
    return (body as { key: string }).key;
  };
  return {
    url: host.url,
    prometheus,
    token,
    transport: async (role) => nodeTransport({ baseUrl: new URL(host.url), token: await token(role) }),
    asAdmin,
    close: async () => {
      await host.close();
      await prometheus?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function filledPrometheus(folder: string, options: WorldOptions): Promise<RunningPrometheus> {
  const dataDir = path.join(folder, 'prometheus');
  const file = path.join(folder, 'data.om');
  mkdirSync(tsdbDir(dataDir), { recursive: true });
  writeFileSync(file, options.openMetrics ?? '');
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', file, tsdbDir(dataDir)];
  const filled = spawnSync('promtool', args, { encoding: 'utf8' });
  if (filled.status !== 0) {
    throw new Error(`promtool is needed (Debian: apt-get install prometheus): ${filled.stderr ?? filled.error}`);
  }
  return startPrometheus({ dataDir, port: options.prometheusPort });
}
