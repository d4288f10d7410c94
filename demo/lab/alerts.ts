import type { Fleet } from './fleet';
import { checkoutOutages } from './model/services';
import type { StoredSeries } from './storedSeries';

/** A rule of the lab's Prometheus, and since when it fired in the data that no rule ever saw. */
interface LabAlert {
  name: string;
  expr: string;
  forSeconds: number;
  severity: string;
  /** Labels of what it fires for, and the moments at which it does. */
  fires: (fleet: Fleet) => ReadonlyArray<{ labels: Record<string, string>; at: (t: number) => boolean }>;
}

const HOST_DOWN_SECONDS = 300;
const CEPH_SECONDS = 600;
const CHECKOUT_SECONDS = 300;

const ALERTS: readonly LabAlert[] = [
  {
    name: 'Watchdog',
    expr: 'vector(1)',
    forSeconds: 0,
    severity: 'none',
    fires: () => [{ labels: {}, at: () => true }],
  },
  {
    name: 'HostDown',
    expr: 'up{job="node"} == 0',
    forSeconds: HOST_DOWN_SECONDS,
    severity: 'critical',
    fires: ({ nodes, story }) =>
      nodes
        .filter(({ name }) => name === 'kw-04' || story.lastMonth.rebooted[name] !== undefined)
        .map(({ name, answers }) => ({
          labels: { instance: name, job: 'node' },
          at: (t) => !answers(t) && !answers(t - HOST_DOWN_SECONDS),
        })),
  },
  {
    name: 'CephUnhealthy',
    expr: 'ceph_health_status >= 1',
    forSeconds: CEPH_SECONDS,
    severity: 'warning',
    fires: ({ story: { lastMonth } }) => [
      {
        labels: { cluster: 'ceph-prod', instance: 'ceph-mgr', job: 'ceph' },
        at: (t) => t >= lastMonth.osdDown.from + CEPH_SECONDS && t < lastMonth.osdDown.to,
      },
    ],
  },
  {
    name: 'CheckoutFails',
    expr: 'sum(rate(http_requests_total{service="checkout",code="503"}[5m])) / sum(rate(http_requests_total{service="checkout"}[5m])) > 0.08',
    forSeconds: CHECKOUT_SECONDS,
    severity: 'critical',
    fires: ({ story }) => [
      {
        labels: { service: 'checkout' },
        at: (t) =>
          checkoutOutages(story).some(({ from, to, isLoud }) => isLoud && t >= from + CHECKOUT_SECONDS && t < to),
      },
    ],
  },
  {
    name: 'FilesystemAlmostFull',
    expr: '1 - node_filesystem_avail_bytes / node_filesystem_size_bytes > 0.97',
    forSeconds: 300,
    severity: 'critical',
    fires: () => [],
  },
];

/** The rules file, as data for YAML. */
export function alertRules(): unknown {
  const rules = ALERTS.map(({ name, expr, forSeconds, severity }) => ({
    alert: name,
    expr,
    for: `${forSeconds}s`,
    labels: { severity },
  }));
  return { groups: [{ name: 'lab', interval: '15s', rules }] };
}

/** What the rules would have left behind as `ALERTS`. */
export function alertSeries(fleet: Fleet): StoredSeries[] {
  return ALERTS.flatMap(({ name, severity, fires }) =>
    fires(fleet).map(({ labels, at }) => ({
      name: 'ALERTS',
      type: 'gauge' as const,
      labels: { ...labels, alertname: name, alertstate: 'firing', severity },
      value: () => 1,
      exposed: at,
    }))
  );
}
