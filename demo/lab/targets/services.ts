import type { Fleet } from '../fleet';
import { counter, type Family, type LabSeries, type Target } from '../metric';
import type { LabService } from '../model/services';
import type { Wave } from '../model/wave';

/** One exporter per service, so that each can be killed alone. */
export function serviceTargets({ services }: Fleet): Target[] {
  return services.map((service) => ({
    name: `service-${service.name}`,
    job: service.name,
    instance: service.name,
    labels: {},
    answers: () => true,
    families: familiesOf(service),
  }));
}

/** Counters began long before the lab shows anything. */
const STARTED = Date.parse('2026-01-01T00:00:00Z') / 1000;

function familiesOf(service: LabService): Family[] {
  const { name, kind, all, bad, below = '', silentSince = Infinity } = service;
  const series = (labels: Record<string, string>, more: Wave, less?: Wave): LabSeries => ({
    labels: { service: name, ...labels },
    value: (t) => Math.round(since(more, t) - (less ? since(less, t) : 0)),
    exposed: (t) => t < silentSince,
  });
  switch (kind) {
    case 'requests':
      return [
        counter('http_requests_total', 'Requests by status code.', [
          series({ code: '200' }, all, bad),
          series({ code: '503' }, bad),
        ]),
      ];
    case 'queries':
      return [
        counter('dns_queries_total', 'Queries by answer.', [
          series({ rcode: 'NOERROR' }, all, bad),
          series({ rcode: 'SERVFAIL' }, bad),
        ]),
      ];
    case 'durations':
      return [
        counter('http_request_duration_seconds_bucket', 'Requests by the time they took.', [
          series({ le: below }, all, bad),
          series({ le: '+Inf' }, all),
        ]),
        counter('http_request_duration_seconds_count', 'Requests that were timed.', [series({}, all)]),
      ];
  }
}

function since(wave: Wave, t: number): number {
  return wave.total(t) - wave.total(STARTED);
}
