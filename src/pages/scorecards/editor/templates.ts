import type { WrittenObjective } from '../../../core/slo/objectiveSchema';
import { t } from '../../../ui/t';

export const TEMPLATES = ['availability', 'latency', 'uptime', 'freshness'] as const;
export type Template = (typeof TEMPLATES)[number];

export function templateName(template: Template): string {
  switch (template) {
    case 'availability':
      return t('template.availability', 'Availability of requests');
    case 'latency':
      return t('template.latency', 'Latency of requests');
    case 'uptime':
      return t('template.uptime', 'Uptime of a probe');
    case 'freshness':
      return t('template.freshness', 'Freshness of data');
  }
}

/** What an objective of a kind usually says; names and labels are to be replaced. */
export function templateOf(template: Template): Pick<WrittenObjective, 'sli' | 'target' | 'window'> {
  switch (template) {
    case 'availability':
      return {
        sli: {
          ratio: {
            total: 'http_requests_total{job="checkout"}',
            bad: 'http_requests_total{job="checkout",code=~"5.."}',
          },
        },
        window: '30d',
        target: '99.9',
      };
    case 'latency':
      return {
        sli: { latency: { histogram: 'http_request_duration_seconds{job="checkout"}', below: 0.5 } },
        window: '30d',
        target: '99',
      };
    case 'uptime':
      return { sli: { uptime: 'probe_success{instance="https://example.com"}' }, window: '30d', target: '99.9' };
    case 'freshness':
      return {
        sli: { freshness: { newest: 'max(backup_last_success_timestamp_seconds{job="backup"})', maxAge: '26h' } },
        window: '30d',
        target: '99',
      };
  }
}
