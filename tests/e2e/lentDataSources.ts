import { request, type APIRequestContext } from '@playwright/test';

import { createFleet } from '../../demo/lab/fleet';
import { morningOf } from '../../demo/lab/model/story';
import { startExporters } from '../../demo/lab/exporters';
import { simulatorSwitches } from '../../demo/lab/simulators/control';
import { simulatorDataSources, type LabDataSource } from '../../demo/lab/simulators/dataSources';
import { startSimulators } from '../../demo/lab/simulators/start';
import { freePort } from '../freePort';

/** What to ask a server of each kind to see that it is there. */
const versions: Record<string, string> = {
  'opsrounds-proxmox-datasource': 'api2/json/version',
  'opsrounds-argocd-datasource': 'api/version',
};

/**
 * Gives a real Grafana the lab's data sources that it lacks: the simulators run here, on 127.0.0.1, and are asked through
 * Grafana. Where it cannot reach them the data sources are taken away again, and specs that need them say so and skip.
 */
export async function lendDataSources(grafana: string, closers: Array<() => unknown>): Promise<void> {
  const login = `${process.env['GRAFANA_USER'] ?? 'admin'}:${process.env['GRAFANA_PASSWORD'] ?? 'admin'}`;
  const context = await request.newContext({ extraHTTPHeaders: { Authorization: `Basic ${btoa(login)}` } });
  closers.push(() => context.dispose());
  const fleet = createFleet(7, morningOf(Date.now()));
  const simulators = await startSimulators(fleet);
  closers.push(() => simulators.close());
  const control = await startExporters([], { port: await freePort(), others: simulatorSwitches(simulators) });
  closers.push(() => control.close());
  const all = simulatorDataSources(simulators);
  const missing: LabDataSource[] = [];
  for (const one of all) {
    const there = await context.get(`${grafana}/api/datasources/uid/${one.uid}`);
    if (!there.ok()) {
      missing.push(one);
    }
  }
  const reached = await Promise.all(missing.map((one) => lend(context, grafana, one)));
  closers.push(() => Promise.all(missing.map(({ uid }) => context.delete(`${grafana}/api/datasources/uid/${uid}`))));
  // The control switches these simulators; data sources that were there before ask others.
  if (missing.length === all.length && reached.every(Boolean)) {
    process.env['OPSROUNDS_E2E_LAB'] = `http://127.0.0.1:${control.port}`;
  }
}

/** Whether Grafana reaches the simulator; without that the data source is gone again. */
async function lend(context: APIRequestContext, grafana: string, dataSource: LabDataSource): Promise<boolean> {
  const made = await context.post(`${grafana}/api/datasources`, { data: { ...dataSource, access: 'proxy' } });
  if (!made.ok()) {
    throw new Error(`Making the data source ${dataSource.name}: ${made.status()} ${await made.text()}`);
  }
  const { uid, type } = dataSource;
  const version = await context.get(`${grafana}/api/datasources/proxy/uid/${uid}/${versions[type]}`);
  if (!version.ok()) {
    await context.delete(`${grafana}/api/datasources/uid/${uid}`);
    console.log(`${grafana} does not reach the simulator of ${uid} on 127.0.0.1: ${version.status()}`);
  }
  return version.ok();
}
