import type { Labels } from '@grafana/data';

import type { PveGuest, PveResources } from '../../../core/products/proxmox-ve/parts';
import type { HistorySubject } from '../../../sources/proxmox-ve/history';
import { matches, wantedOf } from '../../../ui/datasource/filter';
import type { ProxmoxQuery } from '../query';

/** A node, a guest or a storage whose history is asked for. */
export interface Subject extends HistorySubject {
  key: string;
  labels: Labels;
  /** The node that would have to answer, when it is silent. */
  offline: string | null;
}

/** What a query is about, as its filters leave it. */
export function subjectsOf({ nodes, guests, storages }: PveResources, query: ProxmoxQuery): readonly Subject[] {
  const [node, guest, storage] = [wantedOf(query.node), wantedOf(query.guest), wantedOf(query.storage)];
  const silent = new Set(nodes.filter(({ status }) => status === 'offline').map(({ name }) => name));
  const offline = (name: string) => (silent.has(name) ? name : null);
  switch (query.kind) {
    case 'guest-history':
      return guests
        .filter((one) => !one.template && matches(node, one.node) && matches(guest, String(one.vmid), one.name))
        .map((one) => guestSubject(one, offline(one.node)));
    case 'storage-history': {
      const seen = new Set<string>();
      return storages
        .filter((one) => matches(node, one.node) && matches(storage, one.name) && one.available)
        .filter(({ shared, name }) => !shared || (!seen.has(name) && Boolean(seen.add(name))))
        .map(({ name, node: on, shared }) => ({
          key: shared ? name : `${name} on ${on}`,
          node: on,
          storage: name,
          labels: { storage: name, ...(!shared && { node: on }) },
          offline: offline(on),
        }));
    }
    default:
      return nodes
        .filter(({ name }) => matches(node, name))
        .map(({ name }) => ({
          key: name,
          node: name,
          labels: { node: name },
          offline: offline(name),
        }));
  }
}

function guestSubject({ kind, vmid, name, node }: PveGuest, offline: string | null): Subject {
  return {
    key: `${name} (${vmid})`,
    node,
    guest: { kind, vmid },
    labels: { guest: name, vmid: String(vmid), node },
    offline,
  };
}
