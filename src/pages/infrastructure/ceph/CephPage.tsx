import { useMemo } from 'react';
import { useParams } from 'react-router-dom';

import { withProxmox } from '../../../core/products/ceph/beside';
import { cephSubtitle } from '../../../ui/ceph/cephWords';
import { useConnection, useReadStage } from '../../../ui/connection';
import { lastReadings } from '../../../ui/lastReadings';
import { NoSuchSystem } from '../NoSuchSystem';
import { SystemPage } from '../SystemPage';
import { useReadings, type Readings } from '../useReadings';
import { CephBody } from './CephBody';
import { besideReader, cephReader, type CephReading } from './cephReader';

/** The Ceph cluster of the address. */
export function CephPage() {
  const { key = '' } = useParams();
  // Another cluster is another page.
  return <ClusterOfKey key={key} clusterKey={key} />;
}

function ClusterOfKey({ clusterKey }: { clusterKey: string }) {
  const { connection, library } = useConnection();
  const stage = useReadStage();
  const { pages } = lastReadings(connection);
  const readers = useMemo(
    () => [cephReader(connection, library.systems, stage, clusterKey, (good) => pages.set(clusterKey, good))],
    [connection, library, stage, clusterKey, pages]
  );
  const readings = useReadings(readers);
  const beside = useBeside(clusterKey, readings.refreshes);
  if (readings.values.get(clusterKey)?.view === null) {
    return <NoSuchSystem />;
  }
  const [, uid = '', ...name] = clusterKey.split(' ');
  const source = connection.dataSources.find((one) => one.uid === uid);
  return (
    <SystemPage
      readingKey={clusterKey}
      name={name.join(' ') || (source?.name ?? '')}
      uid={uid}
      // The other ones are no such system.
      readings={readings as Readings<CephReading>}
      subTitle={(reading) => cephSubtitle(reading?.view)}
    >
      {({ view }) => <CephBody view={beside === null ? view : withProxmox(view, beside)} again={readings.refresh} />}
    </SystemPage>
  );
}

/** What Proxmox says of the same Ceph, as soon as it does: the page does not wait for it. */
function useBeside(key: string, refreshes: number) {
  const { connection } = useConnection();
  const stage = useReadStage();
  const readers = useMemo(() => [besideReader(connection, stage, key)], [connection, stage, key]);
  return useReadings(readers, refreshes).values.get(key) ?? null;
}
