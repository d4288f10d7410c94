import type { FullConfig } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildChanged } from '../../demo/build';
import { startHost } from '../../demo/host/server';
import { prepareLab } from '../../demo/lab/backfill';
import { startExporters } from '../../demo/lab/exporters';
import type { Fleet } from '../../demo/lab/fleet';
import { startPrometheus } from '../../demo/lab/prometheus';
import { simulatorSwitches } from '../../demo/lab/simulators/control';
import { simulatorDataSources } from '../../demo/lab/simulators/dataSources';
import { startSimulators } from '../../demo/lab/simulators/start';
import { labTargets } from '../../demo/lab/targets';
import { freePort } from '../freePort';
import { lendDataSources } from './lentDataSources';
import type { StageAddresses } from './stageAddresses';

const root = path.resolve(__dirname, '../..');
const HISTORY_DAYS = 2;

/**
 * Playwright's global set-up: for each worker the lab with two days of history, a real Prometheus, the simulators and two hosts,
 * one of them below a sub path with Grafana's content security policy. With `GRAFANA_URL` only the simulators are started.
 */
export default async function setStage({ workers }: FullConfig): Promise<() => Promise<void>> {
  const grafana = process.env['GRAFANA_URL']?.replace(/\/$/, '');
  const closers: Array<() => unknown> = [];
  const close = async () => {
    for (const one of closers.reverse()) {
      await one();
    }
  };
  try {
    await (grafana ? lendDataSources(grafana, closers) : start(workers, closers));
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}

async function start(workers: number, closers: Array<() => unknown>): Promise<void> {
  const { signal } = new AbortController();
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-e2e-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  await buildChanged(root, signal, console.log);
  const first = path.join(folder, 'lab-0');
  const fleet = await prepareLab({ dataDir: first, from: Date.now() / 1000 - HISTORY_DAYS * 86_400, signal });
  const labDirs = Array.from({ length: workers }, (_, worker) => path.join(folder, `lab-${worker}`));
  labDirs.slice(1).forEach((labDir) => cpSync(first, labDir, { recursive: true }));
  const stages: StageAddresses[] = [];
  for (const [worker, labDir] of labDirs.entries()) {
    stages.push(await startOne(fleet, labDir, path.join(folder, `hosts-${worker}`), closers));
  }
  process.env['OPSROUNDS_E2E_STAGES'] = JSON.stringify(stages);
}

async function startOne(
  fleet: Fleet,
  labDir: string,
  hostsDir: string,
  closers: Array<() => unknown>
): Promise<StageAddresses> {
  const targets = labTargets(fleet);
  const simulators = await startSimulators(fleet, { dataDir: labDir });
  closers.push(() => simulators.close());
  const exporters = await startExporters(targets, {
    port: await freePort(),
    others: simulatorSwitches(simulators),
  });
  closers.push(() => exporters.close());
  const prometheus = await startPrometheus({
    dataDir: labDir,
    port: await freePort(),
    exporters: `127.0.0.1:${exporters.port}`,
    targets,
    scrapeSeconds: 5,
  });
  closers.push(() => prometheus.stop());
  const common = {
    port: 0,
    prometheusUrl: prometheus.url,
    distDir: path.join(root, 'dist'),
    dataSources: [
      {
        uid: 'prometheus',
        name: 'Prometheus',
        type: 'prometheus',
        url: prometheus.url,
        isDefault: true,
        jsonData: { timeInterval: '2m' },
      },
      ...simulatorDataSources(simulators),
    ],
    appSettings: { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] },
  };
  const plain = await startHost({ ...common, dataDir: path.join(hostsDir, 'plain') });
  closers.push(() => plain.close());
  const subPath = await startHost({ ...common, dataDir: path.join(hostsDir, 'sub'), subPath: '/grafana', csp: true });
  closers.push(() => subPath.close());
  return { host: plain.url, subPath: subPath.url, control: `http://127.0.0.1:${exporters.port}` };
}
