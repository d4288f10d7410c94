import { useMemo } from 'react';
import { useParams } from 'react-router-dom';

import { cephSubtitle } from '../../../ui/ceph/cephWords';
import { useConnection, useReadStage } from '../../../ui/connection';
import { lastReadings } from '../../../ui/lastReadings';
import { NoSuchSystem } from '../NoSuchSystem';
import { SystemPage } from '../SystemPage';
import { useReadings, type Readings } from '../useReadings';
import { CephBody } from './CephBody';
import { cephReader, type CephReading } from './cephReader';

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
  if (readings.values.get(clusterKey)?.view === null) {
    return <NoSuchSystem />;
  }
  const [, uid = '', ...name] = clusterKey.split(' ');
  const source = connection.metricSources.find((one) => one.uid === uid);
  return (
    <SystemPage
      readingKey={clusterKey}
      name={name.join(' ') || (source?.name ?? '')}
      uid={uid}
      // The other ones are no such system.
      readings={readings as Readings<CephReading>}
      subTitle={(reading) => cephSubtitle(reading?.view)}
    >
      {({ view }) => <CephBody view={view} again={readings.refresh} />}
    </SystemPage>
  );
}
