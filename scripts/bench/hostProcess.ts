import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(__dirname, '../..');

/** The host as a process of its own, as Grafana is one: what it takes is not taken from who asks it. */
export async function startHostProcess(options: {
  dataDir: string;
  prometheusUrl: string;
}): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, 'demo/host/server.ts')], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST_DATA: options.dataDir, PROMETHEUS_URL: options.prometheusUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const said = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const first = await Promise.race([said, exited]);
  const [url] = first;
  if (typeof url !== 'string' || !URL.canParse(url)) {
    throw new Error('the host did not start');
  }
  return {
    url,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
