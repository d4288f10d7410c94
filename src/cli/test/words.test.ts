/** @jest-environment node */
import fc from 'fast-check';
import type { EvaluatorRegistry } from '../../core/check/evaluator';
import { runChecks } from '../../core/check/run';
import type { DataSource } from '../../core/connection/dataSource';
import { inventoryEvaluator } from '../../core/inventory/inventoryEvaluator';
import { builtin } from '../../library/builtin.gen';
import type { CaseProduct } from '../../library/cases/testCase';
import { grafanaGroups } from '../../sources/grafana/ownInventory';
import { SERVED } from '../../sources/products';
import { serverTransport } from './caseTransport';

/**
 * Every word of a server's that a check reads, and those of them that are good or that another check judges by a clock: whatever else
 * a server says in its place, this check passes nothing by it.
 */
interface Word {
  product: CaseProduct;
  check: string;
  good: readonly string[];
  /** What the server answers when it says the word, to whom nothing else is wrong. */
  answers(word: string): Record<string, unknown>;
}

const NODES = [{ type: 'node', node: 'n1', name: 'n1', status: 'online', online: 1, maxmem: 9 }];
const GUEST = { type: 'qemu', vmid: 101, node: 'n1', name: 'db', status: 'running', maxcpu: 1, maxmem: 1 };
const HEALTHY = { status: 'Healthy', lastTransitionTime: '2026-11-01T00:00:00Z' };
const AGO = (secondsAgo: number) => ({ secondsAgo });

function pve(check: string, good: readonly string[], answers: Word['answers']): Word {
  const base = { '/cluster/status': NODES, '/cluster/resources': NODES, '/nodes/n1/tasks': [] };
  return { product: 'proxmox-ve', check, good, answers: (word) => ({ ...base, ...answers(word) }) };
}

const guest = (fields: object) => ({ '/cluster/resources': [...NODES, { ...GUEST, ...fields }] });
const service = (state: string) => ({ type: 'service', sid: 'vm:101', node: 'n1', state });
const ha = (...rows: object[]) => ({ '/cluster/ha/status/current': rows });
const task = (status: string) => ({
  upid: 'u',
  type: 'vzdump',
  id: '101',
  starttime: AGO(60),
  endtime: AGO(50),
  status,
});
const user = { userid: 'ann@pve', 'realm-type': 'pve' };

function pbs(check: string, good: readonly string[], answers: Word['answers']): Word {
  const base = {
    '/status/datastore-usage': [{ store: 'main', total: 9, used: 1, 'estimated-full-date': 0 }],
    '/admin/datastore': [{ store: 'main' }],
    ...Object.fromEntries(['verify', 'prune', 'sync', 'gc'].map((kind) => [`/admin/${kind}`, []])),
  };
  return { product: 'proxmox-backup', check, good, answers: (word) => ({ ...base, ...answers(word) }) };
}

const FIRES_NOT = { name: 'r', type: 'alerting', health: 'ok', lastEvaluation: AGO(5), alerts: [{ state: 'Normal' }] };

/** A Grafana with one rule. */
function rule(check: string, good: readonly string[], fields: (word: string) => object): Word {
  const rules = (word: string) => ({ groups: [{ name: 'g', file: 'f', rules: [{ ...FIRES_NOT, ...fields(word) }] }] });
  return {
    product: 'grafana',
    check,
    good,
    answers: (word) => ({ '/api/prometheus/grafana/api/v1/rules': { data: rules(word) } }),
  };
}

function application(check: string, good: readonly string[], status: (word: string) => object, spec = {}): Word {
  const item = (word: string) => ({
    metadata: { name: 'a' },
    spec: { project: 'p', ...spec },
    status: { sync: { status: 'Synced' }, health: HEALTHY, ...status(word) },
  });
  return {
    product: 'argocd',
    check,
    good,
    answers: (word) => ({ '/api/v1/applications': { items: [item(word)] } }),
  };
}

const hydration = (phase: string) => ({ sourceHydrator: { currentOperation: { phase, startedAt: AGO(60) } } });
const HYDRATED = { sourceHydrator: { drySource: {} } };

const WORDS: readonly Word[] = [
  pve('proxmox.node-status', ['online'], (status) => ({
    '/cluster/resources': [{ type: 'node', node: 'n1', status }],
  })),
  pve('proxmox.guest-known', ['running', 'stopped'], (status) => guest({ status })),
  pve('proxmox.guest-running', ['running'], (status) => ({
    ...guest({ status }),
    '/nodes/n1/qemu/101/config': { onboot: 1 },
  })),
  pve('proxmox.guest-running', [], (lock) => ({
    ...guest({ status: 'stopped', lock }),
    '/nodes/n1/qemu/101/config': { onboot: 1 },
  })),
  pve('proxmox.guest-locked', ['suspended'], (lock) => guest({ lock })),
  pve('proxmox.memory-overcommit', ['running', 'stopped'], (status) => guest({ status })),
  pve('proxmox.ha-error', ['started', 'stopped', 'disabled', 'ignored'], (state) => ha(service(state))),
  pve('proxmox.ha-passage', ['started', 'stopped', 'disabled', 'ignored', 'error', 'fence'], (state) =>
    ha(service(state))
  ),
  pve('proxmox.ha-manager-state', ['active', 'idle'], (word) =>
    ha(service('started'), { type: 'lrm', node: 'n1', status: `n1 (${word}, Fri Nov 20 07:31:04 2026)` })
  ),
  pve('proxmox.ha-fencing', ['armed', 'standby'], (word) =>
    ha(service('started'), { type: 'fencing', node: 'n1', 'armed-state': word })
  ),
  pve('proxmox.storage-active', ['available'], (status) => ({
    '/cluster/resources': [...NODES, { type: 'storage', storage: 's', node: 'n1', plugintype: 'nfs', status }],
  })),
  pve('proxmox.subscription', ['active', 'new', 'notfound'], (status) => ({
    '/nodes/n1/subscription': { status, nextduedate: '2098-01-01' },
  })),
  pve('proxmox.disk-health', ['PASSED', 'OK'], (health) => ({
    '/nodes/n1/disks/list': [{ devpath: '/dev/sda', health }],
  })),
  pve('backup.pve-jobs', ['OK', 'WARNINGS: 1'], (status) => ({ '/nodes/n1/tasks': [task(status)] })),
  pve('backup.guest-never', ['ok'], (state) => ({
    '/cluster/resources': [
      ...guest({})['/cluster/resources'],
      { type: 'storage', storage: 's', node: 'n1', plugintype: 'pbs', status: 'available', content: 'backup' },
    ],
    '/nodes/n1/storage/s/content': [
      { volid: 's:a', subtype: 'qemu', vmid: 101, ctime: AGO(60), size: 9, verification: { state } },
    ],
  })),
  pve('access.pve-2fa', ['totp', 'u2f', 'webauthn', 'yubico'], (type) => ({
    '/access/users': [user],
    '/access/tfa': [{ userid: user.userid, entries: [{ type }] }],
    '/access/acl': [],
    '/access/domains': [],
  })),
  pve('access.pve-firewall', ['1', 'true', 'yes', 'on'], (enable) => ({ '/cluster/firewall/options': { enable } })),
  pve('access.pve-firewall-policy', ['DROP', 'REJECT'], (word) => ({
    '/cluster/firewall/options': { enable: 1, policy_in: word },
  })),
  pve('access.pve-node-firewall', ['1', 'true', 'yes', 'on'], (enable) => ({
    '/nodes/n1/firewall/options': { enable },
  })),
  pbs('pbs.datastore-state', [], (maintenance) => ({ '/admin/datastore': [{ store: 'main', maintenance }] })),
  pbs('pbs.datastore-state', ['mounted', 'nonremovable'], (word) => ({
    '/status/datastore-usage': [{ store: 'main', total: 9, used: 1, 'mount-status': word }],
  })),
  pbs('pbs.job-state', ['OK'], (word) => ({
    '/admin/verify': [{ id: 'v', store: 'main', 'last-run-state': word, 'last-run-endtime': AGO(60) }],
  })),
  pbs('pbs.disk-health', ['passed', 'ok'], (status) => ({ '/nodes/localhost/disks/list': [{ name: 'sda', status }] })),
  application('argocd.out-of-sync', ['Synced'], (status) => ({ sync: { status } })),
  application('argocd.drift-age', ['Synced'], (status) => ({ sync: { status } })),
  application('argocd.unhealthy', ['Healthy'], (status) => ({
    health: { ...HEALTHY, status, lastTransitionTime: AGO(9_000_000) },
  })),
  application('argocd.operation-failed', ['Succeeded', 'Running', 'Terminating'], (phase) => ({
    operationState: { phase },
  })),
  application('argocd.operation-running', ['Succeeded', 'Failed', 'Error'], (phase) => ({
    operationState: { phase, startedAt: AGO(9000) },
  })),
  application('argocd.hydration-failed', ['Hydrated', 'Hydrating'], hydration, HYDRATED),
  application('argocd.hydrating', ['Hydrated', 'Failed', 'Hydrating'], hydration, HYDRATED),
  application('argocd.conditions', [], (type) => ({ conditions: [{ type, message: '' }] })),
  rule('alerting.firing', ['Normal', 'Pending', 'Inactive'], (state) => ({ alerts: [{ state }] })),
  rule('alerting.firing', ['ok'], (health) => ({ health })),
  rule('alerts.firing', ['Normal', 'Pending', 'Inactive'], (state) => ({ alerts: [{ state }] })),
  rule('alerting.rule-health', ['ok'], (health) => ({ health })),
  {
    product: 'grafana',
    check: 'alerting.alert-age',
    good: ['suppressed'],
    answers: (state) => ({
      '/api/alertmanager/grafana/api/v2/alerts': [
        { labels: { alertname: 'a' }, startsAt: AGO(900_000), status: { state } },
      ],
    }),
  },
  {
    product: 'grafana',
    check: 'alerting.silence',
    good: ['expired', 'pending'],
    answers: (state) => ({
      '/api/alertmanager/grafana/api/v2/silences': [{ endsAt: AGO(-9_000_000), status: { state } }],
    }),
  },
  {
    product: 'grafana',
    check: 'obs.grafana-up',
    good: ['OK'],
    answers: (status) => ({
      '/api/datasources': [{ uid: 'p', name: 'p', type: 'prometheus' }],
      '/api/datasources/uid/p/health': { status },
    }),
  },
  {
    product: 'grafana',
    check: 'grafana.advisor',
    good: ['processed'],
    answers: (status) => ({
      '/api/org': { id: 1 },
      '/apis/advisor.grafana.app/v0alpha1/namespaces/default/checks': {
        items: [
          {
            metadata: { creationTimestamp: AGO(60), annotations: { 'advisor.grafana.app/status': status } },
            status: { report: { failures: [] } },
          },
        ],
      },
    }),
  },
  {
    product: 'argocd',
    check: 'argocd.cluster-reachable',
    good: ['Successful'],
    answers: (status) => ({
      '/api/v1/clusters': { items: [{ name: 'c', info: { connectionState: { status }, applicationsCount: 1 } }] },
    }),
  },
  {
    product: 'argocd',
    check: 'argocd.sync-denied',
    good: ['allow', 'deny'],
    answers: (kind) => ({
      '/api/v1/projects': {
        items: [{ metadata: { name: 'p' }, spec: { syncWindows: [{ kind, schedule: '0 1 * * *', duration: '1h' }] } }],
      },
    }),
  },
];

const NOW_MS = Date.UTC(2026, 10, 28, 8, 30);

/** What a check says when a server says a word. */
async function verdictOn({ product, check, answers }: Word, word: string) {
  const definition = builtin.checks.find(({ id }) => id === check);
  const result = await runChecks(definition === undefined ? [] : [definition], {
    registry: registryOf(product, answers(word)),
    clock: () => NOW_MS,
    windowSeconds: 16 * 3600,
    signal: new AbortController().signal,
  });
  return result.checks.get(check);
}

function registryOf(product: CaseProduct, answers: Record<string, unknown>): EvaluatorRegistry {
  const transport = serverTransport({ product, answers }, NOW_MS);
  if (product === 'grafana') {
    const listed = (answers['/api/datasources'] ?? []) as DataSource[];
    return { grafana: inventoryEvaluator(grafanaGroups(transport, listed, () => NOW_MS)) };
  }
  const served = SERVED[product];
  const type = product === 'argocd' ? 'opsrounds-argocd-datasource' : 'opsrounds-proxmox-datasource';
  const source = { uid: 's', name: 's', type, isDefault: false, product: product === 'proxmox-backup' ? 'pbs' : 'pve' };
  return served === null
    ? {}
    : { [served.kind]: inventoryEvaluator([served.connect(transport, [source], () => NOW_MS).group]) };
}

/** Words near to the ones that are known, so that a test for a part of one is found out. */
function strangeWords(good: readonly string[]): fc.Arbitrary<string> {
  const [first = 'well'] = good;
  const near = fc.constantFrom(
    `${first}?`,
    `un${first}`,
    first.slice(1),
    `${first}ish`,
    'constructor',
    'toString',
    'unknown'
  );
  return (
    fc
      .oneof(near, fc.string({ minLength: 1, maxLength: 12 }), fc.stringMatching(/^[a-z][a-z-]{0,11}$/))
      // A number is no word, and some fields may hold one.
      .filter((word) => word.trim() !== '' && !/[(),]|^\s*\d+\s*$/.test(word))
      .filter((word) => !good.some((one) => one.toLowerCase() === word.trim().toLowerCase()))
  );
}

describe('a word that nobody here knows', () => {
  it.each(WORDS.map((word, index) => [`${word.check} (${index})`, word] as const))(
    'passes nothing of %s',
    async (_, word) => {
      await fc.assert(
        fc.asyncProperty(strangeWords(word.good), async (strange) => {
          const result = await verdictOn(word, strange);
          const passing = (result?.entities ?? []).filter(({ verdict }) => verdict === 'pass');
          expect(passing).toEqual([]);
        }),
        { numRuns: 40 }
      );
    }
  );

  it.each(WORDS.map((word, index) => [`${word.check} (${index})`, word] as const))(
    'is told from the good words of %s',
    async (_, word) => {
      for (const good of word.good) {
        const result = await verdictOn(word, good);
        expect([good, result?.verdict]).toEqual([good, expect.stringMatching(/^(pass|na)$/)]);
      }
    }
  );
});
