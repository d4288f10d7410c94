import { mkdir } from 'node:fs/promises';
import { prepareLab, savedFleet } from './backfill';
import { startExporters } from './exporters';
import { writeConfiguration } from './prometheus';
import { labTargets } from './targets';

/**
 * `tsx demo/lab/serve.ts`: the lab beside a Prometheus of another container. Makes history and Prometheus' configuration
 * in `LAB_DATA`, then serves the exporters, which Prometheus finds at `LAB_ADDRESS`.
 */
async function main(): Promise<void> {
  const dataDir = process.env['LAB_DATA'] ?? '/lab';
  const address = process.env['LAB_ADDRESS'] ?? 'lab:9100';
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      stopping.abort();
      process.exit(0);
    });
  }
  await mkdir(dataDir, { recursive: true });
  // Where only the lab was restarted, Prometheus has the database open: it must not be touched then.
  const answer = await fetch(`${process.env['PROMETHEUS_URL']}/-/ready`).catch(() => null);
  const saved = answer?.ok === true ? await savedFleet(dataDir) : null;
  const onProgress = (done: number, total: number) => console.log(`History: ${done} of ${total} blocks.`);
  const fleet = saved ?? (await prepareLab({ dataDir, signal: stopping.signal, onProgress }));
  const targets = labTargets(fleet);
  await writeConfiguration(dataDir, { targets, exporters: address, scrapeSeconds: 15 });
  const { port } = await startExporters(targets, { port: Number(address.split(':')[1]), host: '0.0.0.0' });
  console.log(`Exporters listen on port ${port}.`);
}

void main();
