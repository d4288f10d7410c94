import { startPve, type PveSimulator } from '../../demo/lab/simulators/pve/start';
import type { Inventory } from '../../src/core/inventory/port';
import { checksOfMeasures, readChecked, type CheckedReading } from '../../src/core/inventory/readChecked';
import { asksEveryGuest } from '../../src/core/products/proxmox-ve/asked';
import { CLUSTER_PARTS, clusterView } from '../../src/core/products/proxmox-ve/clusterView';
import { PVE_MEASURES } from '../../src/core/products/proxmox-ve/measures';
import type { PveParts } from '../../src/core/products/proxmox-ve/parts';
import { PROXMOX_VE } from '../../src/core/products/proxmox-ve/product';
import { builtin } from '../../src/library/builtin.gen';
import { proxmoxVe } from '../../src/sources/proxmox-ve/proxmoxVe';
import { proxyShim, pveUpstream } from '../../tests/integration/proxyShim';
import { benchFleetTable } from './fleetTable';
import { median, printTable } from './table';

const SCALE = { nodes: 20, guests: 1000 };
const CLUSTERS = ['a', 'b'] as const;
const RUNS = 15;
const INVENTORY = '/api2/json/cluster/resources';
/** After what stands for half a minute has run out, before what stands for longer. */
const A_REFRESH_LATER_MS = 60_000;

/** Two clusters of 20 nodes and 1,000 guests each: what is asked, what the view models cost, when the table can be used. */
export async function benchFleet(): Promise<void> {
  const servers: PveSimulator[] = [];
  try {
    for (const name of CLUSTERS) {
      servers.push(await startPve({ scale: SCALE, name }));
    }
    const { readings, inventories } = await countRequests(servers);
    await timeViews(servers, inventories, readings);
    await benchFleetTable(servers);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

interface Fleet {
  inventories: ReadonlyArray<Inventory<PveParts>>;
  readings: ReadonlyArray<CheckedReading<PveParts>>;
}

/** Reads both clusters as a cluster's page does, with all its checks, and again when the page refreshes. */
async function countRequests(servers: readonly PveSimulator[]): Promise<Fleet> {
  let nowMs = Date.now();
  const clock = () => nowMs;
  const transport = proxyShim(
    Object.fromEntries(servers.map((server, n) => [`pve-${n}`, pveUpstream(server.url, server.tokens.backups)]))
  );
  const inventories = servers.map((_, n) => proxmoxVe(transport, { uid: `pve-${n}`, name: `pve-${n}` }, { clock }));
  const definitions = checksOfMeasures(builtin.checks, PROXMOX_VE).filter(
    (check) => !asksEveryGuest(check, PVE_MEASURES)
  );
  const { signal } = new AbortController();
  const read = () =>
    Promise.all(
      inventories.map((source) => readChecked(source, CLUSTER_PARTS, definitions, PVE_MEASURES, { clock, signal }))
    );
  const counted = async () => {
    const before = transport.asked.length;
    const readings = await read();
    const asked = transport.asked.slice(before);
    return { readings, all: asked.length, inventory: asked.filter((path) => path === INVENTORY).length };
  };
  const first = await counted();
  nowMs += A_REFRESH_LATER_MS;
  const refresh = await counted();
  const perCluster = (count: number) => String(count / servers.length);
  printTable([
    [`per cluster of ${SCALE.nodes} nodes, ${SCALE.guests} guests`, 'first read', 'refresh', 'goal'],
    ['requests for the inventory', perCluster(first.inventory), perCluster(refresh.inventory), '1'],
    ['all requests, most of them one per node', perCluster(first.all), perCluster(refresh.all), ''],
    ['at the same time, over both', '', String(transport.most()), `${4 * servers.length}`],
  ]);
  return { inventories, readings: refresh.readings };
}

/** The view models of both clusters against parsing the JSON of the same inventories, turn by turn. */
async function timeViews(
  servers: readonly PveSimulator[],
  inventories: Fleet['inventories'],
  readings: Fleet['readings']
): Promise<void> {
  const payloads = await Promise.all(
    servers.map(async (server) => {
      const { url, authorization } = pveUpstream(server.url, server.tokens.backups);
      return (await fetch(`${url}${INVENTORY}`, { headers: { authorization } })).text();
    })
  );
  const nowMs = Date.now();
  const wall = { views: [] as number[], json: [] as number[] };
  for (let run = 0; run < RUNS; run += 1) {
    wall.views.push(
      timed(() =>
        readings.forEach(({ snapshot, checks }, n) => {
          const source = inventories[n];
          return source && clusterView(source, snapshot, checks, nowMs);
        })
      )
    );
    wall.json.push(timed(() => payloads.forEach((payload) => JSON.parse(payload))));
  }
  const [views, json] = [median(wall.views), median(wall.json)];
  const bytes = payloads.reduce((sum, payload) => sum + payload.length, 0);
  printTable([
    [`both clusters, median of ${RUNS}`, 'view models', 'JSON.parse', 'ratio', 'goal'],
    [
      `${SCALE.guests * servers.length} guests, ${(bytes / 1e6).toFixed(1)} MB`,
      `${views.toFixed(1)} ms`,
      `${json.toFixed(1)} ms`,
      `${(views / json).toFixed(1)} x`,
      'at most 30 ms',
    ],
  ]);
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
