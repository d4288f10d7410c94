import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareLab, savedFleet } from './backfill';
import { startExporters } from './exporters';
import { writeConfiguration } from './prometheus';
import { simulatorSwitches } from './simulators/control';
import { simulatorDataSources } from './simulators/dataSources';
import { startSimulators } from './simulators/start';
import { labTargets } from './targets';

/**
 * `tsx demo/lab/serve.ts`: the lab beside a Prometheus of another container. Makes history and Prometheus' configuration
 * in `LAB_DATA`, then serves the exporters, which Prometheus finds at `LAB_ADDRESS`, and the simulators on the four ports
 * after it. What Grafana needs to reach those is written to `LAB_DATA/simulators`, one file per secret.
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
  const [name = '', port = ''] = address.split(':');
  const simulators = await startSimulators(fleet, {
    dataDir,
    host: '0.0.0.0',
    port: Number(port) + 1,
    names: [name],
  });
  for (const { uid, secureJsonData } of simulatorDataSources(simulators)) {
    for (const [key, secret] of Object.entries(secureJsonData)) {
      await writeFile(path.join(dataDir, 'simulators', `${uid}.${key}`), secret);
    }
  }
  await startExporters(targets, { port: Number(port), host: '0.0.0.0', others: simulatorSwitches(simulators) });
  console.log(`Exporters listen on port ${port}, simulators on the four after it.`);
}

void main();
