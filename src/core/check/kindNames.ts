import type { CheckKind } from './definition';

/** What answers a kind of check, as a name in a sentence. */
export const KIND_NAMES: Readonly<Record<CheckKind, string>> = {
  prometheus: 'Prometheus',
  loki: 'Loki',
  grafana: 'Grafana’s own state',
  query: 'another data source',
  journal: 'the journal',
  calc: 'computed from others',
  proxmox: 'Proxmox',
  argocd: 'Argo CD',
  slo: 'the objectives',
  backups: 'the backups',
  connect: 'an HTTP service',
};
