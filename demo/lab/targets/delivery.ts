import type { Fleet } from '../fleet';
import { constant, counter, gauge, rounded, type LabSeries, type Target } from '../metric';
import { appState, type LabApp, type LabPipeline } from '../model/delivery';
import { countUntil } from '../model/wave';

const DESTINATION = 'https://kubernetes.default.svc';
/** A pipeline of each project ends this often. */
const PIPELINE_SECONDS = 5400;

/** Argo CD, cert-manager, the GitLab CI exporter, Trivy's operator and the probes of the public addresses. */
export function deliveryTargets(fleet: Fleet): Target[] {
  const { cluster, delivery } = fleet;
  const target = (name: string, families: Target['families'], labels: Target['labels'] = {}): Target => ({
    name,
    job: name,
    instance: name,
    labels,
    answers: () => true,
    families,
  });
  return [
    target('argocd', appFamilies(delivery.apps)),
    target('cert-manager', certificateFamilies(fleet), { cluster: cluster.name }),
    target('gitlab-ci', pipelineFamilies(delivery.pipelines)),
    target('trivy', imageFamilies(fleet), { cluster: cluster.name }),
    ...probeTargets(fleet),
  ];
}

function appFamilies(apps: readonly LabApp[]): Target['families'] {
  const info = (app: LabApp, sync_status: string, health_status: string): LabSeries => ({
    labels: {
      namespace: 'argocd',
      name: app.name,
      project: 'default',
      autosync_enabled: String(app.autoSync),
      dest_server: DESTINATION,
      dest_namespace: app.namespace,
      repo: 'https://gitlab.example.net/platform/deploy.git',
      sync_status,
      health_status,
    },
    value: () => 1,
    exposed: (t) => {
      const { sync, health } = appState(app, t);
      return sync === sync_status && health === health_status;
    },
  });
  const syncs = (app: LabApp, phase: string, moments: readonly number[]): LabSeries => ({
    labels: {
      namespace: 'argocd',
      name: app.name,
      project: 'default',
      dest_server: DESTINATION,
      phase,
      dry_run: 'false',
    },
    value: (t) => countUntil(moments, t),
  });
  return [
    gauge(
      'argocd_app_info',
      'Information about application.',
      apps.flatMap((app) => [
        info(app, 'Synced', 'Healthy'),
        ...(app.failed.length > 0 ? [info(app, 'OutOfSync', 'Degraded')] : []),
        ...(app.differsSince < Infinity ? [info(app, 'OutOfSync', 'Healthy')] : []),
      ])
    ),
    counter(
      'argocd_app_sync_total',
      'Number of application syncs.',
      apps.flatMap((app) => [
        syncs(app, 'Succeeded', app.succeeded),
        ...(app.failed.length === 0 ? [] : [syncs(app, 'Failed', app.failed)]),
      ])
    ),
    gauge('argocd_cluster_connection_status', 'The k8s cluster current connection status.', [
      constant({ server: DESTINATION, k8s_version: '1.33' }, 1),
    ]),
    gauge('argocd_cluster_cache_age_seconds', 'Cluster cache age in seconds.', [
      constant({ server: DESTINATION }, 420),
    ]),
  ];
}

function certificateFamilies({ delivery, story }: Fleet): Target['families'] {
  const perCertificate = (
    value: (expires: (t: number) => number) => LabSeries['value'],
    more: Record<string, string> = {}
  ) =>
    delivery.certificates.map(({ namespace, name, expires }) => ({
      labels: { namespace, name, ...more },
      value: value(expires),
    }));
  return [
    gauge(
      'certmanager_certificate_expiration_timestamp_seconds',
      'The timestamp after which the certificate expires, expressed in Unix Epoch Time.',
      perCertificate((expires) => expires)
    ),
    gauge(
      'certmanager_certificate_ready_status',
      'The ready status of the certificate.',
      perCertificate(() => (t) => (t < story.certificateExpires ? 1 : 0), { condition: 'True' })
    ),
  ];
}

function pipelineFamilies(pipelines: readonly LabPipeline[]): Target['families'] {
  const perProject = (value: (pipeline: LabPipeline) => LabSeries['value'], more: Record<string, string> = {}) =>
    pipelines.map((pipeline) => ({
      labels: { project: pipeline.project, kind: 'branch', ref: 'main', ...more },
      value: value(pipeline),
    }));
  return [
    gauge('gitlab_ci_pipeline_status', 'Status of the most recent pipeline', [
      ...perProject(
        ({ red }) =>
          (t) =>
            red(t) ? 0 : 1,
        { status: 'success' }
      ),
      ...perProject(
        ({ red }) =>
          (t) =>
            red(t) ? 1 : 0,
        { status: 'failed' }
      ),
    ]),
    gauge(
      'gitlab_ci_pipeline_job_status',
      'Status of the most recent job',
      // The infrastructure's project builds no image.
      perProject(() => () => 0, { job_name: 'trivy-scan', stage: 'test', status: 'failed' }).slice(0, 2)
    ),
    gauge(
      'gitlab_ci_pipeline_timestamp',
      'Timestamp of the last update of the most recent pipeline',
      perProject(() => (t) => Math.floor(t / PIPELINE_SECONDS) * PIPELINE_SECONDS)
    ),
    gauge(
      'gitlab_ci_pipeline_duration_seconds',
      'Duration in seconds of the most recent pipeline',
      perProject(({ durationSeconds }) => rounded(1, durationSeconds.at))
    ),
    gauge(
      'gitlab_ci_pipeline_queued_duration_seconds',
      'Duration in seconds the most recent pipeline has been queued before starting',
      perProject(({ queuedSeconds }) => rounded(1, queuedSeconds.at))
    ),
    gauge(
      'gitlab_ci_pipeline_test_report_total_count',
      'Number of tests in the test report',
      perProject(
        ({ tests }) =>
          () =>
            tests
      )
    ),
    gauge(
      'gitlab_ci_pipeline_test_report_failed_count',
      'Number of failed tests in the test report',
      perProject(
        ({ red }) =>
          (t) =>
            red(t) ? 3 : 0
      )
    ),
    gauge(
      'gitlab_ci_pipeline_test_report_error_count',
      'Number of errors in the test report',
      perProject(() => () => 0)
    ),
  ];
}

function imageFamilies({ cluster }: Fleet): Target['families'] {
  const images = [...new Map(cluster.pods.map((pod) => [pod.image, pod])).values()];
  const perImage = (severity: string) =>
    images.map(({ namespace, workload, image }) => {
      const [image_repository = '', image_tag = ''] = image.split(/:(?=[^/]*$)/);
      return constant({ namespace, name: `${workload}-image`, image_repository, image_tag, severity }, 0);
    });
  return [
    gauge('trivy_image_vulnerabilities', 'Number of container image vulnerabilities', [
      ...perImage('Critical'),
      ...perImage('High'),
    ]),
    gauge('trivy_image_exposedsecrets', 'Number of image exposed secrets', perImage('Critical')),
    gauge('trivy_resource_configaudits', 'Number of failing resource configuration auditing checks', [
      constant({ namespace: 'shop', name: 'storefront', resource_kind: 'Deployment', severity: 'High' }, 0),
    ]),
  ];
}

function probeTargets({ delivery }: Fleet): Target[] {
  return delivery.certificates.flatMap(({ url, expires }) =>
    url === undefined
      ? []
      : [
          {
            name: `probe-${new URL(url).hostname.split('.')[0]}`,
            job: 'blackbox',
            instance: url,
            labels: {},
            answers: () => true,
            families: [
              gauge('probe_success', 'Displays whether or not the probe was a success', [constant({}, 1)]),
              gauge('probe_ssl_earliest_cert_expiry', 'Returns last SSL chain expiry in unixtime', [
                { labels: {}, value: expires },
              ]),
              gauge('probe_http_ssl', 'Indicates if SSL was used for the final redirect', [constant({}, 1)]),
              gauge('probe_tls_version_info', 'Returns the TLS version used', [constant({ version: 'TLS 1.3' }, 1)]),
            ],
          },
        ]
  );
}
