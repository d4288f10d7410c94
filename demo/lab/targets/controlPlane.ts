import type { Fleet } from '../fleet';
import { accumulated, constant, counter, gauge, rounded, type LabSeries, type Target } from '../metric';
import type { LabPod } from '../model/cluster';

/** A kubelet renews its certificate when it has lived for 0.7 of its life. */
const LIFE_SECONDS = 365 * 86_400;

/** kubelet with cAdvisor, API server and etcd of the cluster. */
export function controlPlaneTargets(fleet: Fleet): Target[] {
  const { cluster, story } = fleet;
  const started = story.lastNight.diskFills.from - 75 * 86_400;
  const target = (name: string, families: Target['families']): Target => ({
    name,
    job: name,
    instance: name,
    labels: { cluster: cluster.name },
    answers: () => true,
    families,
  });
  const requests = (code: string, curve: LabSeries['value']): LabSeries => ({
    labels: { code, resource: 'pods', scope: 'resource', verb: code === '201' ? 'POST' : 'GET' },
    value: curve,
  });
  return [
    target('kubelet', [
      ...containerFamilies(cluster.pods, started),
      ...volumeFamilies(fleet),
      gauge('kubelet_certificate_manager_client_ttl_seconds', "TTL of the kubelet's client certificate.", [
        { labels: {}, value: rounded(0, (t) => LIFE_SECONDS - ((t - started) % (LIFE_SECONDS * 0.7))) },
      ]),
    ]),
    target('apiserver', [
      gauge('aggregator_unavailable_apiservice', 'APIServices which are marked as unavailable.', [
        constant({ name: 'v1beta1.metrics.k8s.io' }, 0),
      ]),
      counter('apiserver_admission_webhook_admission_duration_seconds_count', 'Admission webhook latency.', [
        {
          labels: { name: 'webhook.cert-manager.io', type: 'validating', operation: 'UPDATE', rejected: 'false' },
          value: accumulated(cluster.apiRequests, () => started, 0.001, 0),
        },
      ]),
      counter('apiserver_request_total', 'Counter of apiserver requests broken out for each verb, resource and code.', [
        requests(
          '200',
          accumulated(cluster.apiRequests, () => started, 0.9, 0)
        ),
        requests(
          '201',
          accumulated(cluster.apiRequests, () => started, 0.1, 0)
        ),
        requests(
          '500',
          accumulated(cluster.apiErrors, () => started, 1, 0)
        ),
      ]),
    ]),
    target('etcd', [
      gauge('etcd_server_has_leader', 'Whether or not a leader exists. 1 is existence, 0 is not.', [constant({}, 1)]),
      gauge('etcd_server_quota_backend_bytes', 'Current backend storage quota size in bytes.', [
        constant({}, 2_147_483_648),
      ]),
      gauge(
        'etcd_mvcc_db_total_size_in_bytes',
        'Total size of the underlying database physically allocated in bytes.',
        [constant({}, 412_876_800)]
      ),
      counter('etcd_server_leader_changes_seen_total', 'The number of leader changes seen.', [constant({}, 3)]),
      counter('etcd_disk_wal_fsync_duration_seconds_bucket', 'The latency distributions of fsync called by WAL.', [
        { labels: { le: '0.004' }, value: accumulated(cluster.apiRequests, () => started, 0.28, 0) },
        { labels: { le: '0.008' }, value: accumulated(cluster.apiRequests, () => started, 0.299, 0) },
        { labels: { le: '+Inf' }, value: accumulated(cluster.apiRequests, () => started, 0.3, 0) },
      ]),
    ]),
  ];
}

function containerFamilies(pods: readonly LabPod[], started: number): Target['families'] {
  const perPod = (value: (pod: LabPod) => LabSeries['value']) =>
    pods.map((pod) => ({
      labels: { container: pod.workload, namespace: pod.namespace, pod: pod.name },
      value: value(pod),
    }));
  const start = () => started;
  return [
    counter(
      'container_cpu_usage_seconds_total',
      'Cumulative cpu time consumed',
      perPod(({ processor }) => accumulated(processor, start, 1, 3))
    ),
    gauge(
      'container_memory_working_set_bytes',
      'Current working set of the container in bytes',
      perPod(({ memory }) => rounded(0, memory.at))
    ),
    counter(
      'container_cpu_cfs_periods_total',
      'Number of elapsed enforcement period intervals.',
      perPod(() => rounded(0, (t) => (t - started) * 10))
    ),
    counter(
      'container_cpu_cfs_throttled_periods_total',
      'Number of throttled period intervals.',
      perPod(({ processor }) => accumulated(processor, start, 0.4, 0))
    ),
  ];
}

function volumeFamilies({ cluster }: Fleet): Target['families'] {
  const perClaim = (value: (claim: Fleet['cluster']['claims'][number]) => LabSeries['value']) =>
    cluster.claims.map((claim) => ({
      labels: { namespace: claim.namespace, persistentvolumeclaim: claim.name },
      value: value(claim),
    }));
  return [
    gauge(
      'kubelet_volume_stats_capacity_bytes',
      'Capacity in bytes of the volume',
      perClaim(
        ({ sizeBytes }) =>
          () =>
            sizeBytes
      )
    ),
    gauge(
      'kubelet_volume_stats_available_bytes',
      'Number of available bytes in the volume',
      perClaim(({ sizeBytes, usedBytes }) => rounded(0, (t) => sizeBytes - usedBytes(t)))
    ),
  ];
}
