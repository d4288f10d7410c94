import type { Fleet } from '../fleet';
import { accumulated, constant, counter, gauge, rounded, type Target } from '../metric';
import { wave } from '../model/wave';

/** How often Loki's compactor looks for what is too old. */
const RETENTION_RUN_SECONDS = 600;
const ALERTMANAGER = 'http://alertmanager-01:9093/api/v2/alerts';

/** What the watching stack says of itself: Prometheus, Alertmanager, Grafana, Loki. */
export function observabilityTargets({ seed, story }: Fleet): Target[] {
  const started = story.lastNight.diskFills.from - 75 * 86_400;
  const since = () => started;
  const target = (name: string, families: Target['families']): Target => ({
    name,
    job: name,
    instance: `${name}-01`,
    labels: {},
    answers: () => true,
    families,
  });
  const notifications = wave(seed, 'notifications', { base: 0.0008, daily: 0.0003 });
  const lines = wave(seed, 'log lines', { base: 420, daily: 130, weekly: 60, jitter: 40 });
  const series = wave(seed, 'head series', { base: 184_000, daily: 3_000, jitter: 2_000 });
  return [
    target('prometheus', [
      gauge(
        'prometheus_config_last_reload_successful',
        'Whether the last configuration reload attempt was successful.',
        [constant({}, 1)]
      ),
      gauge('prometheus_notifications_alertmanagers_discovered', 'The number of alertmanagers discovered and active.', [
        constant({}, 2),
      ]),
      counter('prometheus_rule_evaluation_failures_total', 'The total number of rule evaluation failures.', [
        constant({ rule_group: 'lab' }, 0),
      ]),
      counter(
        'prometheus_rule_group_iterations_missed_total',
        'Rule group evaluations missed due to slow evaluation.',
        [constant({ rule_group: 'lab' }, 0)]
      ),
      counter('prometheus_notifications_sent_total', 'Total number of alerts sent.', [
        { labels: { alertmanager: ALERTMANAGER }, value: accumulated(notifications, since, 20, 0) },
      ]),
      counter('prometheus_notifications_errors_total', 'Total number of sent alerts affected by errors.', [
        constant({ alertmanager: ALERTMANAGER }, 0),
      ]),
      counter(
        'prometheus_target_scrapes_exceeded_sample_limit_total',
        'Total number of scrapes that hit the sample limit and were rejected.',
        [constant({}, 0)]
      ),
      counter(
        'prometheus_tsdb_compactions_failed_total',
        'Total number of compactions that failed for the partition.',
        [constant({}, 0)]
      ),
      counter(
        'prometheus_tsdb_reloads_failures_total',
        'Number of times the database failed to reloadBlocks block data from disk.',
        [constant({}, 0)]
      ),
      gauge('prometheus_tsdb_head_series', 'Total number of series in the head block.', [
        { labels: {}, value: rounded(0, series.at) },
      ]),
    ]),
    target('alertmanager', [
      gauge(
        'alertmanager_config_last_reload_successful',
        'Whether the last configuration reload attempt was successful.',
        [constant({}, 1)]
      ),
      counter('alertmanager_notifications_total', 'The total number of attempted notifications.', [
        { labels: { integration: 'email' }, value: accumulated(notifications, since, 1, 0) },
        { labels: { integration: 'slack' }, value: accumulated(notifications, since, 2, 0) },
      ]),
      counter('alertmanager_notifications_failed_total', 'The total number of failed notifications.', [
        constant({ integration: 'email', reason: 'other' }, 0),
        constant({ integration: 'slack', reason: 'other' }, 0),
      ]),
    ]),
    target('grafana', [
      counter('grafana_alerting_rule_evaluation_failures_total', 'The total number of rule evaluation failures.', [
        constant({ org: '1' }, 0),
      ]),
      gauge('grafana_build_info', 'A metric with a constant value labeled by version.', [
        constant({ version: '12.4.10', edition: 'oss' }, 1),
      ]),
    ]),
    target('loki', [
      counter('loki_distributor_lines_received_total', 'The total number of lines received per tenant', [
        { labels: { tenant: 'fake' }, value: accumulated(lines, since, 1, 0) },
      ]),
      counter('loki_discarded_samples_total', 'The total number of samples that were discarded.', [
        constant({ reason: 'rate_limited', tenant: 'fake' }, 0),
      ]),
      gauge(
        'loki_compactor_apply_retention_last_successful_run_timestamp_seconds',
        'Unix timestamp of the last successful retention run',
        [{ labels: {}, value: (t) => Math.floor(t / RETENTION_RUN_SECONDS) * RETENTION_RUN_SECONDS }]
      ),
      counter('loki_request_duration_seconds_count', 'Time spent serving HTTP requests.', [
        {
          labels: { method: 'POST', route: 'loki_api_v1_push', status_code: '204' },
          value: accumulated(lines, since, 0.02, 0),
        },
        {
          labels: { method: 'GET', route: 'loki_api_v1_query_range', status_code: '200' },
          value: accumulated(lines, since, 0.001, 0),
        },
      ]),
    ]),
  ];
}
