/** The sentences of all built-in checks with example labels, as `docs/sentences.md` holds them to be read. */
import type { CheckDefinition, Limit } from '../src/core/check/definition';
import { badFinding, unknownFinding, wholeUnknown } from '../src/core/check/finding';
import { labelName, labelValue } from '../src/core/check/labelWords';
import { limitsFor, type Limits } from '../src/core/check/limits';
import type { Entity } from '../src/core/check/result';
import type { Labels } from '../src/core/check/series';
import { leavesQuietly } from '../src/core/check/presence';
import type { Reason, Verdict } from '../src/core/check/verdict';

const NOW_MS = Date.UTC(2026, 10, 27, 8, 37);
const HOUR_MS = 3_600_000;

/** A value of each label, for all checks or, as `label@check`, for one. */
const EXAMPLES: Readonly<Record<string, string>> = {
  account: 'deploy',
  account_id: '123456789012',
  alertmanager: 'http://am-1:9093/api/v2/alerts',
  alertname: 'DiskFull',
  backup_location_name: 'offsite',
  change: 'added',
  check: 'backup.velero-age',
  ceph_daemon: 'osd.3',
  'cluster@argocd': 'argo-prod',
  'cluster@pbs': 'pbs-1',
  'cluster@proxmox': 'pve-a',
  cluster: 'prod',
  'condition@k8s.hpa-inactive': 'ScalingActive',
  condition: 'MemoryPressure',
  container: 'app',
  controller: 'kustomization',
  controller_name: 'policy-controller',
  counted: 'used',
  cronjob: 'db-dump',
  customresource_kind: 'Kustomization',
  daemonset: 'node-exporter',
  datasource: 'Loki',
  datastore: 'main',
  deployment: 'web',
  destination: 'https://10.0.0.5:6443',
  'device@node.network-errors': 'eno1',
  'device@node.raid': 'md0',
  device: 'sda',
  disk: '/dev/sda',
  disks: 'scsi1',
  enforcement_action: 'deny',
  every: 'day',
  exported_namespace: 'flux-system',
  file: 'pve-ssl.pem',
  finding: 'Schedule daily last succeeded 3 d ago, limit 1 d',
  'group@k8s.deprecated-api': 'flowcontrol.apiserver.k8s.io',
  health: 'Degraded',
  horizontalpodautoscaler: 'web',
  host: 'shop.example',
  'id@proxmox.node-online': 'node/pve-a3',
  'id@proxmox.quorate': 'cluster/pve-a',
  'id@proxmox.replication': '101-0',
  'id@proxmox.replication-failures': '101-0',
  'id@proxmox.replication-lag': '101-0',
  'id@proxmox.stopped-guests': 'qemu/101',
  id: 'storage/pve-a1/local',
  image_repository: 'shop/api',
  'instance@cert.expiry': 'https://shop.example',
  'instance@cert.https-only': 'http://shop.example',
  'instance@cert.tls-version': 'https://shop.example',
  'instance@k8s.etcd-fsync': 'cp-1:2379',
  'instance@k8s.etcd-leader': 'cp-1:2379',
  'instance@k8s.etcd-leader-changes': 'cp-1:2379',
  'instance@k8s.etcd-members': 'cp-1:2379',
  'instance@k8s.etcd-space': 'cp-1:2379',
  'instance@k8s.kubelet-certificates': 'w1:10250',
  'instance@secrets.vault-audit': 'kms-1:8200',
  'instance@secrets.vault-sealed': 'kms-1:8200',
  instance: 'pve-a3',
  system: 'PostgreSQL',
  integration: 'email',
  item: 'documentation',
  jenkins_job: 'nightly',
  'job@pbs.job-late': 'v-main',
  'job@pbs.job-never-ran': 'v-main',
  'job@pbs.job-state': 'v-main',
  job: 'node',
  job_name: 'migrate-29',
  kind: 'verify',
  label_topology_kubernetes_io_zone: 'eu-1a',
  list: 'morning',
  lock: 'backup',
  manager: 'lrm',
  message: 'no such chart',
  mountpoint: '/var/lib/vz',
  'name@ceph.pool-usage': 'rbd',
  'name@cert.acm-expiry': 'shop-tls',
  'name@cert.manager-expiry': 'shop-tls',
  'name@cert.manager-ready': 'shop-tls',
  'name@k8s.aggregated-api': 'v1beta1.metrics.k8s.io',
  'name@k8s.webhook-errors': 'validate.kyverno.svc',
  'name@node.systemd-failed': 'ssh.service',
  'name@proxmox.quorum': 'pve-a',
  'name@secrets.external-ready': 'db',
  'name@secrets.push-ready': 'db',
  'name@secrets.sealed-synced': 'db',
  'name@secrets.store-ready': 'vault',
  name: 'shop',
  namespace: 'shop',
  node: 'pve-a1',
  'now@access.k8s-admins-accepted': '1',
  'now@grafana.administrators-accepted': '1',
  now: 'yes',
  node_group: 'workers-a',
  persistentvolume: 'pvc-7c1e',
  persistentvolumeclaim: 'data-db-0',
  phase: 'Degraded',
  pod: 'web-7d9c',
  poddisruptionbudget: 'web',
  policy: 'ACCEPT',
  policy_name: 'require-limits',
  policy_namespace: '-',
  project: 'shop',
  ref: 'main',
  region: 'eu-central-1',
  remote_name: 'mimir',
  removed_release: '1.32',
  renewal: '',
  'resource@k8s.deprecated-api': 'flowschemas',
  'resource@k8s.quota': 'requests.cpu',
  resource: 'io',
  resource_name: 'kube-apiserver',
  resourcequota: 'team',
  revision: '3f2a91c',
  route: 'loki_api_v1_push',
  rule_group: 'disks',
  scaledJob: 'reports',
  scaledObject: 'orders',
  schedule: 'daily',
  secret_name: 'shop-tls',
  server: 'https://10.0.0.5:6443',
  service: 'Shop',
  severity: 'warning',
  sid: 'vm:101',
  snapshot: 'before-upgrade',
  'state@pbs.datastore-state': 'is read-only for maintenance',
  'state@proxmox.guest-known': 'stands on an I/O error: look at its storage',
  'state@proxmox.ha-fencing': 'disarmed',
  'state@proxmox.ha-manager-state': 'wait_for_agent_lock',
  'state@proxmox.ha-passage': 'migrate',
  state: 'error',
  statefulset: 'db',
  status: 'active',
  step: 'unit tests',
  storage: 'local',
  superseded: '',
  target: 'pve-a2',
  title: 'Velero backups recent',
  'title@sec.compliance': 'NSA hardening guidance',
  token: 'backup',
  'type@argocd.conditions': 'SharedResourceWarning',
  'type@pbs.task-errors': 'garbage_collection',
  'type@pbs.tasks-running': 'garbage_collection',
  'type@proxmox.storage-thin': 'dir',
  type: 'vzdump',
  urgency: 'high',
  use: 'client',
  user: 'ops@pve',
  'version@k8s.deprecated-api': 'v1beta3',
  version: '9.1.4',
  vm_id: '101',
  vm_name: 'db',
  vmid: '101',
  was: '',
  what: 'several guests',
  where: 'pve-a1',
  why: 'in no job',
  workflow: 'release',
};

/** Labels that many installs do not have. */
const OPTIONAL: readonly string[] = ['cluster', 'exported_namespace', 'ref', 'urgency', 'severity'];

/** What a check says of an example. */
export interface CheckSentences {
  id: string;
  title: string;
  /** Empty where the check judges nothing. */
  bad: ReadonlyArray<{ verdict: Verdict; text: string }>;
  unknown: string;
  whole: string;
  vanished: string;
  /** Every sentence once more without the labels that many installs do not have, and without what is said beside them. */
  without: readonly string[];
  /** With one, with a few, and with more than are named. */
  several: readonly string[];
  columns: readonly string[];
  values: readonly string[];
}

/** All sentences of a check, `labels` instead of the examples where they are given. */
export function sentencesOfCheck(definition: CheckDefinition, given?: Labels): CheckSentences {
  const { id, kind, title, by, says = [] } = definition;
  const labels = given ?? exampleLabels(definition);
  // A server that is asked by its own API always has its name.
  const optional = OPTIONAL.filter((name) => name !== 'cluster' || (kind !== 'proxmox' && kind !== 'argocd'));
  const few = Object.fromEntries(
    Object.entries(labels).filter(([name]) => !optional.includes(name) && !says.includes(name))
  );
  const worst = badEntities(definition, labels)[0];
  const alike = (count: number) =>
    worst === undefined ? [] : [badFinding(definition, { entities: copies(worst, count), count, nowMs: NOW_MS })];
  return {
    id,
    title,
    bad: badOf(definition, labels),
    unknown: unknownOf(definition, labels),
    whole: wholeUnknown(definition, { code: 'source-down', detail: 'dial tcp' }, sourceNameOf(definition)),
    vanished: vanishedOf(definition, labels),
    without: [
      ...badOf(definition, few).map(({ text }) => text),
      unknownOf(definition, few),
      vanishedOf(definition, few),
    ],
    several: [2, 3, 7].flatMap(alike),
    columns: [...by, ...says].map((name) => labelName(definition, name)),
    values: [...by, ...says].flatMap((name) => labelValue(definition, name, labels[name] ?? '')),
  };
}

/** The list of all of them as Markdown. */
export function renderSentences(
  packs: ReadonlyArray<{ id: string; title: string }>,
  checks: readonly CheckDefinition[]
): string {
  const sections = packs.map(({ id, title }) => {
    const own = checks.filter(({ pack }) => pack === id).map((check) => renderCheck(sentencesOfCheck(check)));
    return `## ${title}\n\n${own.join('\n\n')}`;
  });
  return `# Sentences of the checks

Generated by \`npm run library\` from the packs; do not edit. Each built-in check with example labels: what it says of something
that fails or warns, of something that nobody can see, of a source that does not answer, and of something that is not there any
more. [writing-packs.md](writing-packs.md) tells how they are written.

${sections.join('\n\n')}
`;
}

function renderCheck({ id, title, bad, unknown, whole, vanished }: CheckSentences): string {
  const lines = [
    ...bad.map(({ verdict, text }) => `- ${verdict}: ${text}`),
    `- unknown: ${unknown}`,
    `- no answer: ${whole}`,
    `- vanished: ${vanished}`,
  ];
  return `**${title}** (\`${id}\`)\n\n${lines.map((line) => line.replace(/\u00a0/g, ' ').replace(/([*_<>])/g, '\\$1')).join('\n')}`;
}

function exampleLabels({ id, kind, by, says = [] }: CheckDefinition): Labels {
  const system = id.startsWith('pbs.') ? 'pbs' : kind;
  const exampleOf = (name: string) =>
    EXAMPLES[`${name}@${id}`] ?? EXAMPLES[`${name}@${system}`] ?? EXAMPLES[name] ?? `a-${name}`;
  const pairs = [...by, ...says].map((name) => [name, exampleOf(name)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function badOf(definition: CheckDefinition, labels: Labels): CheckSentences['bad'] {
  const said = badEntities(definition, labels).map((entity) => ({
    verdict: entity.verdict,
    text: badFinding(definition, { entities: [entity], count: 1, nowMs: NOW_MS }),
  }));
  const differ = definition.findings?.warn !== undefined;
  return said.filter((_one, index) => index === 0 || differ);
}

/** One that fails and one that warns, as far as the check has such limits; of a list without limits one that is listed. */
function badEntities(definition: CheckDefinition, labels: Labels): readonly Entity[] {
  const limits = limitsFor(definition, labels);
  return (['fail', 'warn'] as const).flatMap((verdict) => {
    const limit = limits[verdict];
    const value = limit === undefined ? null : valueBeyond(definition, verdict, limits);
    return limit === undefined ? [] : [{ ...blank(labels), verdict, limit, value }];
  });
}

function valueBeyond({ op, unit }: CheckDefinition, verdict: 'fail' | 'warn', limits: Limits): number {
  const limit = bound(limits[verdict], op);
  if (unit === 'bool') {
    return op === 'lt' || op === 'lte' ? 0 : 1;
  }
  const next = verdict === 'warn' && limits.fail !== undefined ? bound(limits.fail, op) : null;
  if (next !== null && next !== limit) {
    const between = limit + (next - limit) / 3;
    return unit === 'count' || unit === 'none' ? (op === 'gte' ? limit : Math.ceil(between)) : between;
  }
  if (unit === 'days' && limit <= 0) {
    return -3;
  }
  const isLess = op === 'lt' || op === 'lte' || op === 'outside';
  if (unit === 'count' || unit === 'none') {
    return op === 'gte' || op === 'lte' ? limit : isLess ? Math.max(0, limit - 1) : limit + 2;
  }
  return isLess ? limit * 0.6 : unit === 'ratio' ? limit + 0.034 : limit === 0 ? 10_800 : limit * 1.3;
}

/** Of an interval its lower end. */
function bound(limit: Limit | undefined, _op: CheckDefinition['op']): number {
  return typeof limit === 'object' ? limit[0] : (limit ?? 0);
}

function blank(labels: Labels): Entity {
  return {
    key: JSON.stringify(labels),
    sourceUid: 'source',
    labels,
    verdict: 'unknown',
    value: null,
    sampleMs: null,
    sinceMs: null,
    trend: [],
  };
}

function unknownOf(definition: CheckDefinition, labels: Labels): string {
  const reason: Reason = { code: 'no-data', detail: 'It exists, but has no value.' };
  const entity: Entity = { ...blank(labels), reason };
  return unknownFinding(definition, reason, { entities: [entity], count: 1, nowMs: NOW_MS });
}

function vanishedOf(definition: CheckDefinition, labels: Labels): string {
  if (leavesQuietly(definition)) {
    return wholeUnknown(definition, { code: 'vanished' });
  }
  const entity: Entity = { ...blank(labels), left: { seenMs: NOW_MS - 5 * HOUR_MS, from: 'source' } };
  return unknownFinding(definition, { code: 'vanished' }, { entities: [entity], count: 1, nowMs: NOW_MS });
}

/** The same with another name each. */
function copies(entity: Entity, count: number): readonly Entity[] {
  const [first = ''] = Object.keys(entity.labels);
  return Array.from({ length: count }, (_none, index) => {
    const value = entity.labels[first] ?? '';
    return index === 0 || first === ''
      ? entity
      : { ...entity, labels: { ...entity.labels, [first]: `${value}-${index + 1}` } };
  });
}

const SOURCE_NAMES: Partial<Record<CheckDefinition['kind'], string>> = {
  proxmox: 'pve-a',
  argocd: 'Argo CD prod',
  loki: 'Loki',
};

function sourceNameOf({ kind }: CheckDefinition): string {
  return SOURCE_NAMES[kind] ?? 'Prometheus';
}
