import type { IconName } from '@grafana/data';

import { formatValue } from '../../core/check/format';
import type { System, SystemFigure, SystemKind } from '../../core/products/system';
import { countOrUnknown, fullInText, percentText, UNKNOWN_TEXT } from '../../ui/amounts';
import { reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';

export function kindWord(kind: SystemKind): string {
  switch (kind) {
    case 'proxmox':
      return t('system.proxmox', 'Proxmox');
    case 'pbs':
      return t('system.pbs', 'Backup server');
    case 'argocd':
      return t('system.argocd', 'Argo CD');
    case 'flux':
      return t('system.flux', 'Flux');
    case 'kubernetes':
      return t('system.kubernetes', 'Kubernetes');
    case 'ceph':
      return t('system.ceph', 'Ceph');
    case 'backups':
      return t('system.backups', 'Backups');
    case 'certificates':
      return t('system.certificates', 'Certificates');
    case 'metrics':
      return t('system.metrics', 'Metrics');
  }
}

export function kindIcon(kind: SystemKind): IconName {
  const icons: Record<SystemKind, IconName> = {
    proxmox: 'layer-group',
    pbs: 'save',
    argocd: 'code-branch',
    flux: 'code-branch',
    kubernetes: 'kubernetes',
    ceph: 'database',
    backups: 'history',
    certificates: 'lock',
    metrics: 'chart-line',
  };
  return icons[kind];
}

/** Its name as a line's heading; what has none of its own is all of its kind. */
export function systemName({ kind, name }: System): string {
  return kind === 'backups' || kind === 'certificates'
    ? t('system.all', 'All {{kind}}', { kind: kindWord(kind).toLowerCase() })
    : name;
}

/** What is wrong in one sentence, else that nothing is. */
export function systemSentence({ finding, silent, kind, name }: System): string {
  if (silent !== null) {
    return kind === 'metrics'
      ? t('system.metrics-silent', 'What it measures is unknown. {{reason}}', { reason: reasonWords(silent) })
      : reasonWords(silent);
  }
  if (finding !== null) {
    return finding;
  }
  return kind === 'proxmox' || kind === 'pbs' || kind === 'argocd'
    ? t('system.fine-named', 'Nothing wrong on {{name}}.', { name })
    : t('system.fine', 'Nothing wrong.');
}

export function moreText(more: number): string {
  return plural('system.more', more, { one: 'and {{count}} more', other: 'and {{count}} more' });
}

/** `5 of 6`, `77 %`, `?`. */
export function figureText({ value, of, unit, id }: SystemFigure): string {
  if (of !== undefined) {
    return t('system.figure-of', '{{value}} of {{of}}', { value: countOrUnknown(value), of: countOrUnknown(of) });
  }
  if (id === 'dedup' && value !== null) {
    return `${value.toFixed(1)}\u00a0×`;
  }
  switch (unit) {
    case 'count':
      return countOrUnknown(value);
    case 'ratio':
      return percentText(value);
    case 'days':
      return fullInText(value);
    default:
      return value === null ? UNKNOWN_TEXT : formatValue(value, unit);
  }
}

const FIGURE_WORDS: Readonly<Record<string, string>> = {
  quorum: 'Quorum',
  nodes: 'Nodes',
  memory: 'Memory',
  'node-fails': 'If one fails',
  datastore: 'Datastore',
  'full-in': 'Full in',
  dedup: 'Dedup',
  'failed-tasks': 'Failed tasks',
  applications: 'Applications',
  'out-of-sync': 'Out of sync',
  degraded: 'Degraded',
  'failed-syncs': 'Failed syncs',
};

export function figureWord({ id, title }: SystemFigure): string {
  return title ?? t(`system.figure.${id}`, FIGURE_WORDS[id] ?? id);
}
