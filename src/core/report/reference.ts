import type { CheckDefinition } from '../check/definition';
import type { CheckHistory, EntityHistory, HistoryResult } from '../check/history';
import { judgeHistory, withoutHistory } from '../check/judgeHistory';
import type { Month } from '../time/month';
import { hourGrid, type HourGrid } from './hours';
import { USE_CHECKS, USE_METRICS, type UseMetric } from './useChecks';

/** A synthetic month for the bench and the tests: as much of it as wanted, always the same. */
export interface ReferenceSize {
  nodes: number;
  /** Things per check that did not pass all month. */
  troubledPerCheck: number;
  /** Things per check that did. */
  healthyPerCheck: number;
}

const CHECKS: ReadonlyArray<readonly [pack: string, id: string, title: string]> = [
  ['nodes', 'nodes.filesystem-usage', 'Filesystem usage'],
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

export function referenceMonth(month: Month, size: ReferenceSize): HistoryResult {
  const grid = hourGrid(month);
  const random = generator(20_261_001);
  const checks = [
    ...CHECKS.map(([pack, id, title]) => check(definition(pack, id, title), size, grid, random)),
    refused(definition('argocd', 'argocd.app-health', 'Application healthy'), grid),
    withoutHistory(
      { ...definition('proxmox', 'proxmox.quorum', 'Cluster quorum'), kind: 'proxmox' },
      { code: 'no-history', detail: 'Proxmox keeps nothing of this that could be judged by the hour.' },
      grid.slots
    ),
    ...nodesHistory(size.nodes, grid, random),
  ];
  return {
    checks: new Map(checks.map((one) => [one.definition.id, one])),
    sources: [
      { uid: 'prometheus', name: 'Prometheus prom-a', asked: 62, alive: alive(grid, 400, 409) },
      { uid: 'remote', name: 'Prometheus prom-b', asked: 62, alive: alive(grid, -1, 118) },
    ],
  };
}

function refused(own: CheckDefinition, grid: HourGrid): CheckHistory {
  const reason = { code: 'query-error', detail: 'many-to-many matching not allowed' } as const;
  const problems = [{ sourceUid: 'remote', sourceName: 'Prometheus prom-b', reason }];
  return judgeHistory(own, { entities: [], problems }, grid);
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

function check(own: CheckDefinition, size: ReferenceSize, grid: HourGrid, random: () => number): CheckHistory {
  const entities = Array.from({ length: size.troubledPerCheck + size.healthyPerCheck }, (_, index): EntityHistory => {
    const labels = { instance: `${['pve-a', 'kw-', 'db-', 'edge-'][index % 4]}${index + 1}:9100` };
    const states = index < size.troubledPerCheck ? troubledHours(grid, random) : 'p'.repeat(grid.slots);
    return {
      key: `prometheus|instance=${labels.instance}`,
      sourceUid: 'prometheus',
      labels,
      states,
      ...(states.includes('u') ? { reason: 'vanished' as const } : {}),
    };
  });
  return { definition: own, entities, whole: { states: '-'.repeat(grid.slots) }, problems: [] };
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

function nodesHistory(nodes: number, grid: HourGrid, random: () => number): CheckHistory[] {
  const entities: Record<UseMetric, EntityHistory[]> = { cpu: [], memory: [], disk: [], network: [] };
  for (let node = 0; node < nodes; node += 1) {
    const instance = `${['pve-a', 'kw-', 'db-', 'edge-'][node % 4]}${node + 1}`;
    for (const metric of USE_METRICS) {
      entities[metric].push({
        key: `prometheus|instance=${instance}`,
        sourceUid: 'prometheus',
        labels: { instance },
        states: 'p'.repeat(grid.slots),
        values: hoursOf(metric, node, grid, random).map((percent) => (percent === null ? null : percent / 100)),
      });
    }
  }
  return USE_METRICS.map((metric) => ({
    definition: USE_CHECKS[metric],
    entities: entities[metric],
    whole: { states: '-'.repeat(grid.slots) },
    problems: [],
  }));
}

function hoursOf(metric: UseMetric, node: number, grid: HourGrid, random: () => number): Array<number | null> {
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
