import type { CheckDefinition } from '../check/definition';
import type { Month } from '../time/month';
import type { Collected, CollectedCheck, CollectedUse } from './collected';
import { hourGrid, type HourGrid } from './hours';
import { USE_METRICS, type UseMetric } from './model';

/** A synthetic month for the bench and the tests: as much of it as wanted, always the same. */
export interface ReferenceSize {
  nodes: number;
  /** Things per check that did not pass all month. */
  troubledPerCheck: number;
  /** Things per check that did. */
  healthyPerCheck: number;
}

const CHECKS: ReadonlyArray<readonly [pack: string, id: string, title: string]> = [
  ['nodes', 'nodes.filesystem-usage', 'File system usage'],
  ['nodes', 'nodes.memory-pressure', 'Memory available'],
  ['nodes', 'nodes.load', 'Load per core'],
  ['nodes', 'nodes.clock-offset', 'Clock offset'],
  ['nodes', 'nodes.pending-updates', 'Pending security updates'],
  ['kubernetes', 'kubernetes.pod-crash-loop', 'Pod in crash loop'],
  ['kubernetes', 'kubernetes.node-ready', 'Node ready'],
  ['kubernetes', 'kubernetes.deployment-replicas', 'Deployment replicas available'],
  ['kubernetes', 'kubernetes.volume-usage', 'Persistent volume usage'],
  ['kubernetes', 'kubernetes.job-failed', 'Job failed'],
  ['observability-self', 'observability.target-up', 'Scrape target up'],
  ['observability-self', 'observability.rule-evaluation', 'Rule evaluation time'],
  ['backups', 'backups.newest-copy', 'Newest copy within its objective'],
  ['backups', 'backups.job-failed', 'Backup job succeeded'],
  ['ceph', 'ceph.osd-up', 'OSD up and in'],
  ['argocd', 'argocd.app-synced', 'Application in sync'],
  ['certificates', 'certificates.days-left', 'Certificate days left'],
];

export function referenceMonth(month: Month, size: ReferenceSize): Collected {
  const grid = hourGrid(month);
  const random = generator(20_261_001);
  const checks = CHECKS.map(([pack, id, title]) => check(definition(pack, id, title), size, grid, random));
  return {
    month,
    sources: [
      { uid: 'prometheus', name: 'Prometheus prom-a', asked: 62, failed: [], alive: alive(grid, 400, 409) },
      {
        uid: 'remote',
        name: 'Prometheus prom-b',
        asked: 62,
        failed: [
          {
            what: 'Application in sync',
            source: 'Prometheus prom-b',
            reason: 'query-error',
            detail: 'many-to-many matching not allowed',
          },
        ],
        alive: alive(grid, -1, 118),
      },
    ],
    checks: [
      ...checks,
      {
        definition: definition('argocd', 'argocd.app-health', 'Application healthy'),
        sourceUid: 'remote',
        pairs: [],
        problem: 'query-error',
      },
    ],
    notConnected: [{ ...definition('proxmox', 'proxmox.quorum', 'Cluster quorum'), kind: 'proxmox' }],
    use: Array.from({ length: size.nodes }, (_, node) => nodeUse(node, grid, random)).flat(),
  };
}

/** Small and fast; good enough for looks. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function definition(pack: string, id: string, title: string): CheckDefinition {
  return {
    id,
    pack,
    title,
    finding: '{instance} {value}',
    kind: 'prometheus',
    mode: 'value',
    query: id,
    presence: id,
    by: ['instance'],
    unit: 'none',
    op: 'gt',
    warn: 1,
    fail: 2,
    thresholds: [],
    vanish: 'unknown',
    absent: 'unknown',
    remediation: 'Find the cause on the node, free what can be freed and plan the rest with its owner.',
    severity: id.length % 3 === 0 ? 'critical' : 'warning',
    seeds: [],
  };
}

function alive(grid: HourGrid, gapFrom: number, gapTo: number): boolean[] {
  return Array.from({ length: grid.slots }, (_, slot) => slot < gapFrom || slot >= gapTo);
}

function check(own: CheckDefinition, size: ReferenceSize, grid: HourGrid, random: () => number): CollectedCheck {
  const pairs = Array.from({ length: size.troubledPerCheck + size.healthyPerCheck }, (_, index) => {
    const labels = { instance: `${['pve-a', 'kw-', 'db-', 'edge-'][index % 4]}${index + 1}:9100` };
    const troubled = index < size.troubledPerCheck;
    const hours = troubled ? troubledHours(grid, random) : 'p'.repeat(grid.slots);
    return {
      key: `prometheus|instance=${labels.instance}`,
      labels,
      hours,
      ...(hours.includes('u') ? { reason: 'vanished' as const } : {}),
    };
  });
  return { definition: own, sourceUid: 'prometheus', pairs };
}

function troubledHours(grid: HourGrid, random: () => number): string {
  const kind = random();
  const begin = Math.floor(random() * grid.slots);
  const length = Math.ceil(random() ** 3 * grid.slots * 0.4) + 1;
  const letters = new Array<string>(grid.slots).fill('p');
  const letter = kind < 0.5 ? 'w' : kind < 0.85 ? 'f' : 'u';
  for (let slot = begin; slot < Math.min(grid.slots, begin + length); slot += 1) {
    letters[slot] = letter;
  }
  if (letter === 'u') {
    letters.fill('u', begin);
  }
  return letters.join('');
}

function nodeUse(node: number, grid: HourGrid, random: () => number): CollectedUse[] {
  const name = `${['pve-a', 'kw-', 'db-', 'edge-'][node % 4]}${node + 1}`;
  return USE_METRICS.map((metric) => ({
    sourceUid: 'prometheus',
    node: name,
    metric,
    hours: useHours(metric, node, grid, random),
  }));
}

function useHours(metric: UseMetric, node: number, grid: HourGrid, random: () => number): Array<number | null> {
  const level = {
    cpu: 55 - (node % 10) * 4,
    memory: 84 - (node % 9) * 6,
    disk: 76 - (node % 7) * 7,
    network: 20 - (node % 5) * 3,
  }[metric];
  const swing = { cpu: 16, memory: 2, disk: 0.3, network: 12 }[metric];
  const growth = { cpu: 0, memory: 2, disk: node === 0 ? 20 : 3, network: 0 }[metric];
  return Array.from({ length: grid.slots }, (_, slot) => {
    if (metric === 'network' && node % 8 === 6 && slot > 390 && slot < 460) {
      return null;
    }
    const day = grid.dayOf[slot] ?? 0;
    const weekend = day % 7 === 2 || day % 7 === 3 ? -0.6 : 0;
    const rhythm = Math.sin(((slot % 24) / 24) * 2 * Math.PI - 2);
    const value = level + swing * (rhythm * 0.6 + weekend + (random() - 0.5) * 0.6) + (growth * slot) / grid.slots;
    return Math.round(Math.min(100, Math.max(0, value)) * 1000) / 1000;
  });
}
