import type { Product } from '../product';
import { asksEveryGuest } from './asked';
import { CLUSTER_PARTS, clusterView } from './clusterView';
import { PVE_MEASURES } from './measures';
import type { PveParts } from './parts';
import { clusterSystem } from './system';
import { CLUSTER_SHOWS, type ClusterView } from './view';

/** A Proxmox VE cluster or a standalone host. */
export const PROXMOX_VE: Product<PveParts, ClusterView> = {
  id: 'proxmox-ve',
  kind: 'proxmox',
  measures: PVE_MEASURES,
  shows: CLUSTER_SHOWS,
  isBehind: ({ type, product }) => type === 'opsrounds-proxmox-datasource' && product !== 'pbs',
  parts: CLUSTER_PARTS,
  lineParts: CLUSTER_PARTS,
  isCostly: (check) => asksEveryGuest(check, PVE_MEASURES),
  view: (source, { snapshot, checks }, { nowMs }) => clusterView(source, snapshot, checks, nowMs),
  system: clusterSystem,
};
