import type { Fleet } from '../fleet';
import { constant, gauge, type Family, type LabSeries, type Target } from '../metric';
import type { DailyJob } from '../model/backups';
import { lastUntil } from '../model/wave';
import { podFamilies, workloadFamilies } from './workloads';

const GIB = 2 ** 30;
const NODE_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'] as const;

/** kube-state-metrics of the cluster. */
export function kubeStateTarget(fleet: Fleet): Target {
  return {
    name: 'kube-state-metrics',
    job: 'kube-state-metrics',
    instance: 'kube-state-metrics',
    labels: { cluster: fleet.cluster.name },
    answers: () => true,
    families: [
      ...nodeFamilies(fleet),
      ...workloadFamilies(fleet.cluster.workloads),
      ...podFamilies(fleet.cluster.pods),
      ...storageFamilies(fleet),
      ...namespaceFamilies(fleet),
      ...jobFamilies(fleet.backups.cronJobs),
      ...scalingFamilies(),
    ],
  };
}

function nodeFamilies({ nodes }: Fleet): Family[] {
  const workers = nodes.filter(({ kind }) => kind === 'kubernetes');
  return [
    gauge(
      'kube_node_status_condition',
      'The condition of a cluster node.',
      workers.flatMap(({ name, answers }) =>
        NODE_CONDITIONS.map((condition) => ({
          labels: { node: name, condition, status: 'true' },
          // An exporter that missed its scrapes is not a kubelet that is gone: only a reboot takes the node out.
          value: (t: number) => (condition === 'Ready' && (answers(t) || name === 'kw-04') ? 1 : 0),
        }))
      )
    ),
    gauge(
      'kube_node_status_allocatable',
      'The allocatable for different resources of a node that are available for scheduling.',
      workers.flatMap(({ name }) => [
        constant({ node: name, resource: 'cpu', unit: 'core' }, 4),
        constant({ node: name, resource: 'memory', unit: 'byte' }, 28 * GIB),
        constant({ node: name, resource: 'pods', unit: 'integer' }, 110),
      ])
    ),
    gauge(
      'kube_node_spec_unschedulable',
      'Whether a node can schedule new pods.',
      workers.map(({ name }) => constant({ node: name }, 0))
    ),
    gauge(
      'kube_node_info',
      'Information about a cluster node.',
      workers.map(({ name }) =>
        constant(
          { node: name, kubelet_version: 'v1.33.5', kernel_version: '6.12.48-amd64', os_image: 'Debian GNU/Linux 13' },
          1
        )
      )
    ),
    gauge(
      'kube_node_labels',
      'Kubernetes labels converted to Prometheus labels.',
      workers.map(({ name }, i) =>
        constant(
          {
            node: name,
            label_topology_kubernetes_io_zone: i % 2 === 0 ? 'hall-a' : 'hall-b',
            label_topology_kubernetes_io_region: 'dc1',
          },
          1
        )
      )
    ),
  ];
}

function storageFamilies({ cluster }: Fleet): Family[] {
  const perClaim = (more: Record<string, string>, value: number) =>
    cluster.claims.map(({ namespace, name }) => constant({ namespace, persistentvolumeclaim: name, ...more }, value));
  return [
    gauge('kube_persistentvolumeclaim_status_phase', 'The phase the persistent volume claim is currently in.', [
      ...perClaim({ phase: 'Bound' }, 1),
      ...perClaim({ phase: 'Pending' }, 0),
    ]),
    gauge(
      'kube_pod_spec_volumes_persistentvolumeclaims_info',
      'Information about persistentvolumeclaim volumes in a pod.',
      cluster.claims.map(({ namespace, name, pod }) =>
        constant({ namespace, pod, persistentvolumeclaim: name, volume: 'data' }, 1)
      )
    ),
    gauge(
      'kube_persistentvolume_status_phase',
      'The phase indicates if a volume is available, bound to a claim, or released by a claim.',
      [
        constant({ persistentvolume: 'pvc-7d1f', phase: 'Bound' }, 1),
        constant({ persistentvolume: 'pvc-7d1f', phase: 'Released' }, 0),
      ]
    ),
  ];
}

function namespaceFamilies({ cluster, story }: Fleet): Family[] {
  const created = story.lastNight.diskFills.from - 400 * 86_400;
  return [
    gauge(
      'kube_namespace_status_phase',
      'kubernetes namespace status phase.',
      cluster.namespaces.map((namespace) => constant({ namespace, phase: 'Active' }, 1))
    ),
    gauge(
      'kube_namespace_created',
      'Unix creation timestamp',
      cluster.namespaces.map((namespace) => constant({ namespace }, created))
    ),
    gauge(
      'kube_networkpolicy_created',
      'Unix creation timestamp of network policy',
      cluster.namespaces
        .filter((namespace) => namespace !== 'kube-system')
        .map((namespace) => constant({ namespace, networkpolicy: 'default-deny' }, created))
    ),
    gauge('kube_ingress_info', 'Information about ingress.', [
      constant({ namespace: 'platform', ingress: 'registry', ingressclass: 'nginx' }, 1),
      constant({ namespace: 'shop', ingress: 'storefront', ingressclass: 'nginx' }, 1),
    ]),
    gauge('kube_ingress_path', 'Ingress host, paths and backend service information.', [
      constant({ namespace: 'platform', ingress: 'registry', host: 'registry.example.net', path: '/' }, 1),
    ]),
    gauge('kube_resourcequota', 'Information about resource quota.', [
      constant({ namespace: 'shop', resourcequota: 'team', resource: 'requests.cpu', type: 'hard' }, 12),
      constant({ namespace: 'shop', resourcequota: 'team', resource: 'requests.cpu', type: 'used' }, 7.2),
    ]),
  ];
}

function jobFamilies(cronJobs: readonly DailyJob[]): Family[] {
  const labels = (job: DailyJob) => {
    const [namespace = '', cronjob = ''] = job.name.split('/');
    return { namespace, cronjob };
  };
  const failed = cronJobs.flatMap((job) => {
    const { namespace, cronjob } = labels(job);
    return job.failed.map((end) => ({
      // A CronJob names its jobs after the minute they were due.
      labels: { namespace, job_name: `${cronjob}-${Math.floor((end - job.durationSeconds) / 60)}` },
      value: () => 1,
      exposed: (t: number) => t >= end,
    }));
  });
  const migration = constant({ namespace: 'shop', job_name: 'storefront-migrate-418' }, 1);
  const perCronJob = (value: (job: DailyJob) => LabSeries['value']) =>
    cronJobs.map((job) => ({ labels: labels(job), value: value(job) }));
  const lastStart = (job: DailyJob, t: number) => lastUntil(job.starts, t) ?? 0;
  return [
    gauge(
      'kube_cronjob_info',
      'Info about cronjob.',
      cronJobs.map((job) => constant({ ...labels(job), schedule: job.schedule, concurrency_policy: 'Forbid' }, 1))
    ),
    gauge(
      'kube_cronjob_created',
      'Unix creation timestamp',
      perCronJob(
        ({ starts }) =>
          () =>
            (starts[0] ?? 0) - 86_400
      )
    ),
    gauge(
      'kube_cronjob_spec_suspend',
      'Suspend flag tells the controller to suspend subsequent executions.',
      perCronJob(() => () => 0)
    ),
    gauge(
      'kube_cronjob_status_active',
      'Active holds pointers to currently running jobs.',
      perCronJob((job) => (t) => (t < lastStart(job, t) + job.durationSeconds ? 1 : 0))
    ),
    gauge(
      'kube_cronjob_status_last_schedule_time',
      'LastScheduleTime keeps information of when was the last time the job was successfully scheduled.',
      perCronJob((job) => (t) => lastStart(job, t))
    ),
    gauge(
      'kube_cronjob_next_schedule_time',
      'Next time the cronjob should be scheduled.',
      perCronJob((job) => (t) => job.starts.find((start) => start > t) ?? lastStart(job, t) + 86_400)
    ),
    gauge(
      'kube_cronjob_status_last_successful_time',
      'LastSuccessfulTime keeps information of when was the last time the job was completed successfully.',
      cronJobs.map((job) => ({ labels: labels(job), value: (t: number) => lastUntil(job.succeeded, t) ?? 0 }))
    ),
    gauge('kube_job_info', 'Information about job.', [migration, ...failed]),
    gauge(
      'kube_job_failed',
      'The job has failed its execution.',
      failed.map((series) => ({ ...series, labels: { ...series.labels, condition: 'true' } }))
    ),
    gauge('kube_job_complete', 'The job has completed its execution.', [
      { ...migration, labels: { ...migration.labels, condition: 'true' } },
    ]),
  ];
}

function scalingFamilies(): Family[] {
  const storefront = { namespace: 'shop', horizontalpodautoscaler: 'storefront' };
  const condition = (name: string) => constant({ ...storefront, condition: name, status: 'false' }, 0);
  const budget = { namespace: 'shop', poddisruptionbudget: 'orders-cache' };
  return [
    gauge('kube_horizontalpodautoscaler_info', 'Information about this autoscaler.', [
      constant({ ...storefront, scaletargetref_kind: 'Deployment', scaletargetref_name: 'storefront' }, 1),
    ]),
    gauge('kube_horizontalpodautoscaler_spec_min_replicas', 'Lower limit for the number of pods.', [
      constant(storefront, 2),
    ]),
    gauge('kube_horizontalpodautoscaler_spec_max_replicas', 'Upper limit for the number of pods.', [
      constant(storefront, 6),
    ]),
    gauge(
      'kube_horizontalpodautoscaler_status_current_replicas',
      'Current number of replicas of pods managed by this autoscaler.',
      [constant(storefront, 2)]
    ),
    gauge('kube_horizontalpodautoscaler_status_condition', 'The condition of this autoscaler.', [
      condition('AbleToScale'),
      condition('ScalingActive'),
    ]),
    gauge('kube_poddisruptionbudget_status_current_healthy', 'Current number of healthy pods', [constant(budget, 2)]),
    gauge('kube_poddisruptionbudget_status_desired_healthy', 'Minimum desired number of healthy pods', [
      constant(budget, 1),
    ]),
    gauge('kube_poddisruptionbudget_status_expected_pods', 'Total number of pods counted by this disruption budget', [
      constant(budget, 2),
    ]),
    gauge('kube_poddisruptionbudget_status_pod_disruptions_allowed', 'Number of pod disruptions that are allowed', [
      constant(budget, 1),
    ]),
  ];
}
