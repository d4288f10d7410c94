import { entity, judgeable, noData, onEachNode, unknownEntity, type Seen } from '../../measure';
import type { MeasureTable } from '../../read';
import { pveMeasure } from '../asked';
import type { Certificate, Disk, PveParts, Subscription } from '../parts';

const DAY_MS = 86_400_000;

/** The one that port 8006 shows: a certificate of the node's own replaces the cluster's. */
export function servedCertificate(certificates: readonly Certificate[]): Certificate | null {
  const named = (name: string) => certificates.find(({ filename }) => filename === name);
  return named('pveproxy-ssl.pem') ?? named('pve-ssl.pem') ?? null;
}

/** 1 fine, 0 not; a disk behind a controller often says nothing. */
export function diskHealth(disks: readonly Disk[], labels: Seen['labels'], atMs: number): Seen[] {
  return disks.map(({ device: disk, health }) => {
    const silent = health === null || /^unknown$/i.test(health);
    const value = silent ? noData('The disk does not say how it is.') : Number(/^(passed|ok)$/i.test(health));
    return judgeable({ ...labels, disk }, value, atMs);
  });
}

/** Life that is left, of the disks that count it. */
export function diskLife(disks: readonly Disk[], labels: Seen['labels'], atMs: number): Seen[] {
  return disks.flatMap(({ device: disk, lifeLeftRatio }) =>
    lifeLeftRatio === null ? [] : [entity({ ...labels, disk }, lifeLeftRatio, atMs)]
  );
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
  'pve.certificate-days': pveMeasure({
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

  'pve.subscription-days': pveMeasure({
    needs: ['subscriptions'],
    labels: ['node', 'status'],
    observe: ({ subscriptions }, { nowMs }) =>
      onEachNode(subscriptions.value, (subscription, node, atMs) => subscriptionDays(subscription, node, atMs, nowMs)),
  }),

  'pve.disk-health': pveMeasure({
    needs: ['disks'],
    labels: ['node', 'disk'],
    observe: ({ disks }) => onEachNode(disks.value, (list, node, atMs) => diskHealth(list, { node }, atMs)),
  }),

  'pve.disk-life': pveMeasure({
    needs: ['disks'],
    labels: ['node', 'disk'],
    observe: ({ disks }) => onEachNode(disks.value, (list, node, atMs) => diskLife(list, { node }, atMs)),
  }),
} satisfies MeasureTable<PveParts>;
