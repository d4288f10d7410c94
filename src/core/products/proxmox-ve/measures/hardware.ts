import {
  entity,
  judgeable,
  noData,
  onEachNode,
  strangeWord,
  unknownEntity,
  type Seen,
} from '../../../inventory/measure';
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

/** One that lives shorter than this is renewed by itself, and days say little of it. */
const SHORT_LIFE_MS = 60 * DAY_MS;

/** How long it lives from beginning to end; null where it does not say. */
function lifeOf({ notBeforeMs, notAfterMs }: Certificate): number | null {
  return notBeforeMs === null || notAfterMs === null || notAfterMs <= notBeforeMs ? null : notAfterMs - notBeforeMs;
}

/** What is seen of the certificate that a node serves, by how long such a one lives. */
function ofCertificate(isShort: boolean, value: (certificate: Certificate, endMs: number, nowMs: number) => number) {
  return pveMeasure({
    needs: ['certificates'],
    labels: ['node', 'file'],
    observe: ({ certificates }, { nowMs }) =>
      onEachNode(certificates.value, (list, node, atMs): Seen[] => {
        const served = servedCertificate(list);
        if (served?.notAfterMs == null) {
          const reason = noData('It does not list the certificate that it serves.');
          return isShort ? [] : [unknownEntity({ node }, reason)];
        }
        const life = lifeOf(served);
        return (life !== null && life < SHORT_LIFE_MS) === isShort
          ? [entity({ node, file: served.filename }, value(served, served.notAfterMs, nowMs), atMs)]
          : [];
      }),
  });
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
      return [unknownEntity({ node, status }, strangeWord(status))];
  }
}

export const hardwareMeasures = {
  'pve/certificate-days': ofCertificate(false, (_certificate, endMs, nowMs) => (endMs - nowMs) / DAY_MS),

  /** Share of its life that a short-lived certificate has left. */
  'pve/certificate-life': ofCertificate(true, (certificate, endMs, nowMs) => {
    return (endMs - nowMs) / (lifeOf(certificate) ?? SHORT_LIFE_MS);
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
