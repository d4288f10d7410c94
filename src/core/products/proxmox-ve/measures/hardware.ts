import { entity, judgeable, noData, onEachNode, unknownEntity, type Seen } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { diskHealth, diskLife } from '../../proxmox/disks';
import { pveMeasure } from '../asked';
import type { Certificate, PveParts, Subscription } from '../parts';

const DAY_MS = 86_400_000;

/** The one that port 8006 shows: a certificate of the node's own replaces the cluster's. */
export function servedCertificate(certificates: readonly Certificate[]): Certificate | null {
  const named = (name: string) => certificates.find(({ filename }) => filename === name);
  return named('pveproxy-ssl.pem') ?? named('pve-ssl.pem') ?? null;
}

/** Days until it ends; nothing for a node without one, which is how many clusters run. */
function subscriptionDays({ status, nextDueMs }: Subscription, node: string, atMs: number, nowMs: number): Seen[] {
  switch (status) {
    case 'notfound':
      return [];
    case 'active':
    case 'new':
      return [
        judgeable(
          { node, status },
          nextDueMs === null ? noData('It does not say when it is due.') : (nextDueMs - nowMs) / DAY_MS,
          atMs
        ),
      ];
    case 'expired':
    case 'invalid':
    case 'suspended':
      return [entity({ node, status }, 0, atMs)];
    default:
      return [unknownEntity({ node, status }, noData(`"${status}" is no state that is known.`))];
  }
}

export const hardwareMeasures = {
  'pve/certificate-days': pveMeasure({
    needs: ['certificates'],
    labels: ['node', 'file'],
    observe: ({ certificates }, { nowMs }) =>
      onEachNode(certificates.value, (list, node, atMs) => {
        const served = servedCertificate(list);
        return served?.notAfterMs == null
          ? [unknownEntity({ node }, noData('It does not list the certificate that it serves.'))]
          : [entity({ node, file: served.filename }, (served.notAfterMs - nowMs) / DAY_MS, atMs)];
      }),
  }),

  'pve/subscription-days': pveMeasure({
    needs: ['subscriptions'],
    labels: ['node', 'status'],
    observe: ({ subscriptions }, { nowMs }) =>
      onEachNode(subscriptions.value, (subscription, node, atMs) => subscriptionDays(subscription, node, atMs, nowMs)),
  }),

  'pve/disk-health': pveMeasure({
    needs: ['disks'],
    labels: ['node', 'disk'],
    observe: ({ disks }) => onEachNode(disks.value, (list, node, atMs) => diskHealth(list, { node }, atMs)),
  }),

  'pve/disk-life': pveMeasure({
    needs: ['disks'],
    labels: ['node', 'disk'],
    observe: ({ disks }) => onEachNode(disks.value, (list, node, atMs) => diskLife(list, { node }, atMs)),
  }),
} satisfies MeasureTable<PveParts>;
