import type { Reason } from '../../../core/check/verdict';
import type { ClusterStatus } from '../../../core/products/proxmox-ve/parts';
import type { Capability, Excess, Feature } from '../../../core/products/proxmox/capabilities';
import { reasonInFull } from '../../../ui/reasonText';
import { plural, t } from '../../../ui/t';
import { PORTS } from '../config/address';
import { productName } from '../config/notes';
import type { ServerFound } from './readServer';

/** What answers, without a full stop: `Proxmox VE 9.1.4, cluster pve-a, 4 of 4 nodes online`. */
export function foundWords({ product, version, serves }: ServerFound): string {
  const name = version.ok ? `${productName(product)} ${version.value.version}` : productName(product);
  if (serves.product === 'pbs') {
    const { datastores } = serves;
    return datastores.ok
      ? plural(
          'proxmox.self-test.datastores',
          datastores.value.length,
          {
            one: '{{name}}, {{count}} datastore',
            other: '{{name}}, {{count}} datastores',
          },
          { name }
        )
      : t('proxmox.self-test.no-datastores', '{{name}}; its datastores are not known: {{why}}', {
          name,
          why: whyOf(datastores.reason),
        });
  }
  const { cluster } = serves;
  return cluster.ok
    ? `${name}, ${clusterWords(cluster.value)}`
    : t('proxmox.self-test.no-cluster', '{{name}}; its nodes are not known: {{why}}', {
        name,
        why: whyOf(cluster.reason),
      });
}

const whyOf = (reason: Reason): string => reason.detail ?? reasonInFull(reason).replace(/\.$/, '');

function clusterWords({ cluster, nodes }: ClusterStatus): string {
  if (cluster === null) {
    return t('proxmox.self-test.standalone', 'a single host: {{name}}', { name: nodes[0]?.name ?? '?' });
  }
  const away = nodes.filter(({ online }) => !online).map(({ name }) => name);
  const words = t('proxmox.self-test.cluster', 'cluster {{name}}, {{online}} of {{count}} nodes online', {
    name: cluster.name,
    online: nodes.length - away.length,
    count: nodes.length,
  });
  const offline = t('proxmox.self-test.offline', 'offline: {{names}}', { names: away.join(', ') });
  return [
    words,
    ...(away.length > 0 ? [offline] : []),
    ...(cluster.quorate ? [] : [t('proxmox.self-test.no-quorum', 'no quorum')]),
  ].join(', ');
}

/** Where else the cluster answers, for a second data source or when this node is off; null where there is no other. */
export function otherAddresses({ serves }: ServerFound): string | null {
  if (serves.product === 'pbs' || !serves.cluster.ok) {
    return null;
  }
  const others = serves.cluster.value.nodes.filter(
    ({ local, online, address }) => !local && online && address !== null
  );
  return others.length === 0
    ? null
    : others.map(({ name, address }) => `${name} https://${bracketed(address ?? '')}:${PORTS.pve}`).join(', ');
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

export function featureWords(feature: Feature): string {
  switch (feature) {
    case 'guests':
      return t('proxmox.feature.guests', 'Guests and snapshots');
    case 'storages':
      return t('proxmox.feature.storages', 'Storage');
    case 'nodes':
      return t('proxmox.feature.nodes', 'Nodes');
    case 'cluster':
      return t('proxmox.feature.cluster', 'Cluster, HA and backup jobs');
    case 'access':
      return t('proxmox.feature.access', 'Users and tokens');
    case 'backups':
      return t('proxmox.feature.backups', 'Backups');
    case 'addresses':
      return t('proxmox.feature.addresses', 'Addresses in guests');
    case 'updates':
      return t('proxmox.feature.updates', 'Pending updates');
    case 'datastores':
      return t('proxmox.feature.datastores', 'Datastores and backups');
    case 'server':
      return t('proxmox.feature.server', 'The server itself');
    case 'sync':
      return t('proxmox.feature.sync', 'Sync jobs');
  }
}

export const needsWords = ({ needs }: Capability): string =>
  needs
    .map(({ privilege, path }) => t('proxmox.self-test.need', '{{privilege}} on {{path}}', { privilege, path }))
    .join(t('proxmox.self-test.and', ' and '));

/** What the token may do beyond reading, and is not needed for anything here. */
export const toDrop = (excess: readonly Excess[]): readonly Excess[] =>
  excess.filter(({ servesFor }) => servesFor === null);

/** What is accepted for the list of backups opens more than the list; null where it is not given. */
export function openedWords(excess: readonly Excess[]): string | null {
  return excess.some(({ privilege, servesFor }) => privilege === 'VM.Backup' && servesFor !== null)
    ? t(
        'proxmox.self-test.opened',
        'With VM.Backup everybody who may query this data source can also fetch files out of backups that lie on a Proxmox Backup Server. Restrict who may query it, or read the backups from that server itself.'
      )
    : null;
}

/** So many privileges are a list; more are a role that was never meant for reading. */
const FEW = 8;

/** In one sentence: the privileges that should be dropped, by where they count, or that another token is needed. */
export function dropWords(drop: readonly Excess[]): string {
  return drop.length > FEW
    ? t(
        'proxmox.self-test.another-token',
        'It holds {{count}} privileges that reading does not need, such as {{some}}. Make another token, for this data source alone: the commands are under API token.',
        {
          count: drop.length,
          some: drop
            .slice(0, 3)
            .map(({ privilege }) => privilege)
            .join(', '),
        }
      )
    : t('proxmox.self-test.drop', 'Drop these privileges, or give the token a role of its own: {{names}}.', {
        names: namesOf(drop),
      });
}

/** All of them, where `dropWords` names a few; null where it names all. */
export function longDropWords(drop: readonly Excess[]): string | null {
  return drop.length > FEW
    ? t('proxmox.self-test.all-to-drop', 'More than reading takes: {{names}}.', { names: namesOf(drop) })
    : null;
}

/** `Sys.Modify on /; VM.Console on /vms/1, /vms/10` */
function namesOf(drop: readonly Excess[]): string {
  const byPlace = new Map<string, string[]>();
  for (const { privilege, paths } of drop) {
    const place = topmost(paths).join(', ');
    byPlace.set(place, [...(byPlace.get(place) ?? []), privilege]);
  }
  return [...byPlace]
    .map(([paths, privileges]) =>
      t('proxmox.self-test.dropped', '{{privileges}} on {{paths}}', { privileges: privileges.join(', '), paths })
    )
    .join('; ');
}

/** Without the paths that lie below another one. */
function topmost(paths: readonly string[]): readonly string[] {
  const isBelow = (path: string, above: string) => path !== above && path.startsWith(above === '/' ? '/' : `${above}/`);
  return paths.filter((path) => !paths.some((above) => isBelow(path, above)));
}
