import { type Story } from './story';
import { fraction, wave, type Wave } from './wave';

const GIB = 2 ** 30;

/** Seconds between two restarts of the crash-looping container: the back-off has reached its 5 minutes. */
const RESTART_SECONDS = 342;

export interface LabPod {
  namespace: string;
  name: string;
  /** Its container has the workload's name. */
  workload: string;
  node: string;
  image: string;
  processorRequest: number;
  memoryRequestBytes: number;
  /** Cores and bytes in use. */
  processor: Wave;
  memory: Wave;
  restarts: (t: number) => number;
  /** Whether its container waits in CrashLoopBackOff. */
  crashing: (t: number) => boolean;
}

export interface LabWorkload {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  namespace: string;
  name: string;
  replicas: number;
  ready: (t: number) => number;
}

/** A PersistentVolumeClaim and the pod that mounts it. */
export interface LabClaim {
  namespace: string;
  name: string;
  pod: string;
  sizeBytes: number;
  usedBytes: (t: number) => number;
}

/** The Kubernetes cluster on the nodes `kw-*`. */
export interface Cluster {
  name: string;
  namespaces: readonly string[];
  workloads: readonly LabWorkload[];
  pods: readonly LabPod[];
  claims: readonly LabClaim[];
  /** Requests per second to the API server, and the share of them that fail. */
  apiRequests: Wave;
  apiErrors: Wave;
}

const WORKLOADS = [
  ['Deployment', 'shop', 'storefront', 2, 'registry.example.net/shop/storefront:4.18.2', 1.6, 0.9],
  ['Deployment', 'shop', 'checkout-worker', 2, 'registry.example.net/shop/checkout-worker:2.7.0', 1.2, 0.5],
  ['Deployment', 'platform', 'registry', 2, 'docker.io/library/registry:3.0.0', 0.8, 0.3],
  ['Deployment', 'monitoring', 'grafana', 1, 'docker.io/grafana/grafana:12.4.10', 0.5, 0.2],
  ['StatefulSet', 'shop', 'orders-cache', 2, 'docker.io/valkey/valkey:8.1.4', 0.8, 0.35],
  ['StatefulSet', 'monitoring', 'loki', 1, 'docker.io/grafana/loki:3.6.1', 1.5, 0.8],
  ['DaemonSet', 'kube-system', 'cilium', 5, 'quay.io/cilium/cilium:v1.18.4', 0, 0],
] as const;

export function createCluster(seed: number, story: Story): Cluster {
  const { crashLoopSince } = story.lastNight;
  const pods = WORKLOADS.flatMap(([kind, namespace, name, replicas, image, request, use]) =>
    // The daemon set's pods are counted by their set only: five more would tell nothing new.
    kind === 'DaemonSet'
      ? []
      : Array.from({ length: replicas }, (_, i): LabPod => {
          const podName =
            kind === 'StatefulSet' ? `${name}-${i}` : `${name}-${suffix(seed, name, 9)}-${suffix(seed, name + i, 5)}`;
          const crashes = name === 'checkout-worker' && i === 1;
          const bytes = request * 4 * GIB;
          return {
            namespace,
            name: podName,
            workload: name,
            node: `kw-0${1 + Math.floor(5 * fraction(seed, podName))}`,
            image,
            processorRequest: request,
            memoryRequestBytes: bytes,
            processor: wave(seed, `${podName} cpu`, {
              base: use,
              daily: use * 0.3,
              weekly: use * 0.15,
              jitter: use * 0.15,
            }),
            memory: wave(seed, `${podName} memory`, { base: bytes * 0.68, daily: bytes * 0.04, jitter: bytes * 0.02 }),
            restarts: (t) => (crashes && t > crashLoopSince ? Math.floor((t - crashLoopSince) / RESTART_SECONDS) : 0),
            crashing: (t) => crashes && t > crashLoopSince,
          };
        })
  );
  return {
    name: 'k8s-prod',
    namespaces: ['kube-system', 'monitoring', 'platform', 'shop'],
    pods,
    workloads: WORKLOADS.map(([kind, namespace, name, replicas]) => ({
      kind,
      namespace,
      name,
      replicas,
      ready: (t) => replicas - pods.filter((pod) => pod.workload === name && pod.crashing(t)).length,
    })),
    claims: claimsOf(seed, story, pods),
    apiRequests: wave(seed, 'apiserver', { base: 96, daily: 22, weekly: 9, jitter: 12 }),
    apiErrors: wave(seed, 'apiserver errors', { base: 0.012, jitter: 0.008 }),
  };
}

function claimsOf(seed: number, story: Story, pods: readonly LabPod[]): LabClaim[] {
  const sizes: Record<string, [gibibytes: number, used: number]> = {
    'orders-cache': [20, 0.46],
    loki: [200, 0.58],
    registry: [500, 0.63],
  };
  return pods.flatMap(({ namespace, name, workload }) => {
    const size = sizes[workload];
    if (size === undefined) {
      return [];
    }
    const sizeBytes = size[0] * GIB;
    const growthPerDay = 0.0008 * fraction(seed, `${name} claim`);
    const around = wave(seed, `${name} claim`, { base: size[1], daily: 0.001 });
    const start = story.lastNight.diskFills.from;
    return [
      {
        namespace,
        name: `data-${name}`,
        pod: name,
        sizeBytes,
        usedBytes: (t: number) => sizeBytes * (around.at(t) + ((t - start) / 86400) * growthPerDay),
      },
    ];
  });
}

/** Letters and digits as Kubernetes puts them behind a pod's name. */
function suffix(seed: number, key: string, length: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length }, (_, i) => alphabet[Math.floor(fraction(seed, `${key} ${i}`) * alphabet.length)]).join(
    ''
  );
}
