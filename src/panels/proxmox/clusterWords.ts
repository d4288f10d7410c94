import type { ClusterFigures } from '../../core/products/proxmox-ve/view';
import { countOrUnknown } from '../../ui/amounts';
import { plural, t } from '../../ui/t';

/** "5 of 5 nodes, quorum". */
export function nodeWords({ online, quorum }: ClusterFigures): string {
  const nodes = t('panel.proxmox.nodes', '{{online}} of {{nodes}} nodes', {
    online: countOrUnknown(online.online),
    nodes: countOrUnknown(online.nodes),
  });
  if (quorum.standalone) {
    return t('panel.proxmox.standalone', '{{nodes}}, standalone', { nodes });
  }
  switch (quorum.verdict) {
    case 'fail':
      return t('panel.proxmox.no-quorum', '{{nodes}}, no quorum', { nodes });
    case 'unknown':
    case 'pending':
      return t('panel.proxmox.quorum-unknown', '{{nodes}}, quorum unknown', { nodes });
    default:
      return t('panel.proxmox.quorum', '{{nodes}}, quorum', { nodes });
  }
}

/** "120 guests running, 2 halted, 1 unknown". */
export function guestWords({ running, halted, unknown }: ClusterFigures['guests']): string {
  const up =
    running === null
      ? t('panel.proxmox.guests-unknown', '? guests running')
      : plural('panel.proxmox.guests', running, {
          one: '{{count}} guest running',
          other: '{{count}} guests running',
        });
  const guests =
    halted === null || halted === 0
      ? up
      : t('panel.proxmox.guests-halted', '{{guests}}, {{n}} halted', { guests: up, n: halted });
  return unknown === null || unknown === 0
    ? guests
    : t('panel.proxmox.guests-some-unknown', '{{guests}}, {{n}} unknown', { guests, n: unknown });
}

/** "9 nodes and 2 findings"; empty when everything is shown. */
export function hiddenWords(hidden: { nodes: number; findings: number }): string {
  const nodes = plural('panel.proxmox.hidden-nodes', hidden.nodes, { one: '{{count}} node', other: '{{count}} nodes' });
  const findings = plural('panel.proxmox.hidden-findings', hidden.findings, {
    one: '{{count}} finding',
    other: '{{count}} findings',
  });
  if (hidden.nodes > 0 && hidden.findings > 0) {
    return t('panel.proxmox.hidden-both', '{{nodes}} and {{findings}}', { nodes, findings });
  }
  return hidden.nodes > 0 ? nodes : hidden.findings > 0 ? findings : '';
}
