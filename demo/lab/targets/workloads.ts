import { gauge, type Family, type LabSeries } from '../metric';
import type { LabPod, LabWorkload } from '../model/cluster';

/** What kube-state-metrics says of deployments, stateful sets and daemon sets. */
export function workloadFamilies(workloads: readonly LabWorkload[]): Family[] {
  const of = (kind: LabWorkload['kind'], label: string, value: (workload: LabWorkload) => LabSeries['value']) =>
    workloads
      .filter((workload) => workload.kind === kind)
      .map((workload) => ({
        labels: { namespace: workload.namespace, [label]: workload.name },
        value: value(workload),
      }));
  const wanted = (workload: LabWorkload) => () => workload.replicas;
  const ready = (workload: LabWorkload) => workload.ready;
  return [
    gauge(
      'kube_deployment_spec_replicas',
      'Number of desired pods for a deployment.',
      of('Deployment', 'deployment', wanted)
    ),
    gauge(
      'kube_deployment_status_replicas_available',
      'The number of available replicas per deployment.',
      of('Deployment', 'deployment', ready)
    ),
    gauge(
      'kube_deployment_status_condition',
      'The current status conditions of a deployment.',
      of('Deployment', 'deployment', () => () => 0).map(({ labels, value }) => ({
        labels: { ...labels, condition: 'Progressing', status: 'false' },
        value,
      }))
    ),
    gauge(
      'kube_statefulset_replicas',
      'Number of desired pods for a StatefulSet.',
      of('StatefulSet', 'statefulset', wanted)
    ),
    gauge(
      'kube_statefulset_status_replicas_ready',
      'The number of ready replicas per StatefulSet.',
      of('StatefulSet', 'statefulset', ready)
    ),
    gauge(
      'kube_daemonset_status_desired_number_scheduled',
      'The number of nodes that should be running the daemon pod.',
      of('DaemonSet', 'daemonset', wanted)
    ),
    gauge(
      'kube_daemonset_status_number_available',
      'The number of nodes that should be running the daemon pod and have one available.',
      of('DaemonSet', 'daemonset', ready)
    ),
  ];
}

/** What kube-state-metrics says of pods and their containers. */
export function podFamilies(pods: readonly LabPod[]): Family[] {
  const perPod = (more: (pod: LabPod) => Record<string, string>, value: (pod: LabPod) => LabSeries['value']) =>
    pods.map((pod) => ({ labels: { namespace: pod.namespace, pod: pod.name, ...more(pod) }, value: value(pod) }));
  const inContainer = ({ workload }: LabPod) => ({ container: workload });
  const resource = (what: 'cpu' | 'memory') => (pod: LabPod) => ({
    container: pod.workload,
    node: pod.node,
    resource: what,
    unit: what === 'cpu' ? 'core' : 'byte',
  });
  const one = () => () => 1;
  return [
    gauge(
      'kube_pod_info',
      'Information about pod.',
      perPod(({ node }) => ({ node }), one)
    ),
    gauge(
      'kube_pod_status_phase',
      'The pods current phase.',
      perPod(() => ({ phase: 'Running' }), one)
    ),
    gauge(
      'kube_pod_container_info',
      'Information about a container in a pod.',
      perPod((pod) => ({ container: pod.workload, image: pod.image }), one)
    ),
    {
      name: 'kube_pod_container_status_restarts_total',
      type: 'counter',
      help: 'The number of container restarts per container.',
      series: perPod(inContainer, ({ restarts }) => restarts),
    },
    gauge(
      'kube_pod_container_status_waiting_reason',
      'Describes the reason the container is currently in waiting state.',
      perPod((pod) => ({ container: pod.workload, reason: 'CrashLoopBackOff' }), one)
        .map((series, i) => ({ ...series, exposed: pods[i]?.crashing }))
        .filter((_, i) => crashesEver(pods[i]))
    ),
    gauge('kube_pod_container_resource_requests', 'The number of requested request resource by a container.', [
      ...perPod(
        resource('cpu'),
        ({ processorRequest }) =>
          () =>
            processorRequest
      ),
      ...perPod(
        resource('memory'),
        ({ memoryRequestBytes }) =>
          () =>
            memoryRequestBytes
      ),
    ]),
    gauge(
      'kube_pod_container_resource_limits',
      'The number of requested limit resource by a container.',
      perPod(
        resource('memory'),
        ({ memoryRequestBytes }) =>
          () =>
            memoryRequestBytes * 1.25
      )
    ),
  ];
}

/** Only one pod ever waits; without this each of the others would cost a series that is never exposed. */
function crashesEver(pod: LabPod | undefined): boolean {
  return pod?.crashing(Infinity) ?? false;
}
