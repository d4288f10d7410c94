import type { CheckResult } from '../../../core/check/result';
import type { Connection } from '../../../core/connection/connection';
import type { PackSystem } from '../../../core/products/packSystems';
import { readBeside, readCluster } from '../../../core/products/ceph/readCluster';
import type { ProxmoxCeph } from '../../../core/products/ceph/readProxmox';
import type { CephView } from '../../../core/products/ceph/view';
import type { ReadStage } from '../../../core/products/source';
import type { Reader } from '../useReadings';

/** What was read of a Ceph cluster. */
export interface CephReading {
  view: CephView;
  checks: readonly CheckResult[];
}

/** Everything answered, and there is no cluster of that key. */
export interface NoCluster {
  view: null;
}

/**
 * Reads the cluster with a key of the overview.
 * @param onGood Keeps what was read of one that answers.
 */
export function cephReader(
  connection: Connection,
  packs: readonly PackSystem[],
  stage: ReadStage,
  key: string,
  onGood: (reading: CephReading) => void
): Reader<CephReading | NoCluster> {
  const [, uid = ''] = key.split(' ');
  return {
    key,
    name: connection.dataSources.find((source) => source.uid === uid)?.name ?? uid,
    read: async (signal) => {
      const view = await readCluster({ ...connection, packs, stage }, key, signal);
      if (view === null) {
        return { view };
      }
      const reading = { view, checks: view.checks };
      if (view.silent === null) {
        onGood(reading);
      }
      return reading;
    },
    // The server of a Ceph that Proxmox tells of.
    forget: () => connection.sources.find(({ ref }) => ref.uid === uid)?.forget(),
  };
}

/** Reads what Proxmox says of the cluster with that key; null where it knows of none such. */
export function besideReader(connection: Connection, stage: ReadStage, key: string): Reader<ProxmoxCeph | null> {
  return {
    key,
    name: key,
    read: (signal, onProgress) => readBeside({ ...connection, stage }, key, { signal, onProgress }),
    forget: () => undefined,
  };
}
