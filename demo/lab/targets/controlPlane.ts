import type { Fleet } from '../fleet';
import { accumulated, constant, counter, gauge, rounded, type LabSeries, type Target } from '../metric';
import type { LabPod } from '../model/cluster';

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
    target('kubelet', [...containerFamilies(cluster.pods, started), ...volumeFamilies(fleet)]),
    target('apiserver', [
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
