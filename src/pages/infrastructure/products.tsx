import { lazy, Suspense, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';

import type { ProductId } from '../../core/products/ids';
import type { Product } from '../../core/products/product';
import { PROXMOX_BACKUP } from '../../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../../core/products/proxmox-ve/product';
import { serversOf, type ServerSource } from '../../core/products/source';
import { useConnection } from '../../ui/connection';
import { productWord } from '../../ui/productWord';
import { BackupServerPage } from './backupServer/BackupServerPage';
import { CephPage } from './ceph/CephPage';
import { ClusterPage } from './cluster/ClusterPage';
import { DeliveryPage } from './delivery/DeliveryPage';
import { Frame } from './Frame';
import { NoSuchSystem } from './NoSuchSystem';
import { backupServerPath, backupsPath, cephPath, clusterPath, deliveryPath } from './paths';
import type { ProductPage } from './productPages';

const BackupsPage = lazy(() => import('./backups/BackupsPage').then((module) => ({ default: module.BackupsPage })));

/** The screens' entry of each product. */
export const PRODUCT_PAGES: Readonly<Record<ProductId, ProductPage>> = {
  'proxmox-ve': {
    word: () => productWord('proxmox-ve'),
    icon: 'layer-group',
    names: 'server',
    dataSource: 'Ops Rounds Proxmox',
    figures: { quorum: 'Quorum', nodes: 'Nodes', memory: 'Memory', 'node-fails': 'If one fails' },
    path: (uid) => clusterPath(uid),
    route: {
      path: 'proxmox/:uid/:tab?',
      element: (
        <ServerOfAddress product={PROXMOX_VE}>
          {(source) => <ClusterPage key={source.ref.uid} source={source} />}
        </ServerOfAddress>
      ),
    },
  },
  'proxmox-backup': {
    word: () => productWord('proxmox-backup'),
    icon: 'save',
    names: 'server',
    dataSource: 'Ops Rounds Proxmox',
    figures: { datastore: 'Datastore', 'full-in': 'Full in', dedup: 'Dedup', 'failed-tasks': 'Failed tasks' },
    path: backupServerPath,
    route: {
      path: 'pbs/:uid',
      element: (
        <ServerOfAddress product={PROXMOX_BACKUP}>
          {(source) => <BackupServerPage key={source.ref.uid} source={source} />}
        </ServerOfAddress>
      ),
    },
  },
  kubernetes: {
    word: () => productWord('kubernetes'),
    icon: 'kubernetes',
    names: 'part',
    figures: {},
  },
  ceph: {
    word: () => productWord('ceph'),
    icon: 'database',
    names: 'part',
    figures: {},
    path: (_sourceUid, key) => cephPath(key),
    route: { path: 'ceph/:key', element: <CephPage /> },
  },
  argocd: {
    word: () => productWord('argocd'),
    icon: 'code-branch',
    names: 'server',
    dataSource: 'Ops Rounds Argo CD',
    figures: {
      applications: 'Applications',
      'out-of-sync': 'Out of sync',
      degraded: 'Degraded',
      'failed-syncs': 'Failed syncs',
    },
    path: deliveryPath,
    route: { path: 'delivery/:uid?', element: <DeliveryPage /> },
  },
  flux: {
    word: () => productWord('flux'),
    icon: 'code-branch',
    names: 'part',
    figures: {},
    path: () => deliveryPath(),
  },
  backups: {
    word: () => productWord('backups'),
    icon: 'history',
    names: 'all',
    figures: {
      unprotected: 'Unprotected',
      unknown: 'Unknown',
      'past-objective': 'Past objective',
      'restore-test': 'Restore tested',
    },
    path: backupsPath,
    route: {
      path: 'backups',
      element: (
        <Suspense fallback={<Frame name={productWord('backups')}>{null}</Frame>}>
          <BackupsPage />
        </Suspense>
      ),
    },
  },
  certificates: {
    word: () => productWord('certificates'),
    icon: 'lock',
    names: 'all',
    figures: {},
  },
};

interface ServerProps<Parts, View> {
  product: Product<Parts, View>;
  children: (source: ServerSource<Parts>) => ReactNode;
}

/** The server that the address names. */
function ServerOfAddress<Parts, View>({ product, children }: ServerProps<Parts, View>) {
  const { uid } = useParams();
  const { connection } = useConnection();
  const source = serversOf(connection.sources, product).find(({ ref }) => ref.uid === uid);
  return source === undefined ? <NoSuchSystem /> : children(source);
}
