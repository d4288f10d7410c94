import type { PanelProps } from '@grafana/data';
import { LoadingBar } from '@grafana/ui';
import { useCallback } from 'react';

import { readClusterNamed, type NamedCluster } from '../../core/products/ceph/readCluster';
import { libraryOf } from '../../library/libraryOf';
import { browserClient } from '../../sources/browserClient';
import { browserServices } from '../../ui/browserSession';
import { ConnectionProvider, ConnectionView, useConnection, useReadStage } from '../../ui/connection';
import { FirstReading, SilentSource } from '../../ui/panel/PanelNotice';
import { useReading } from '../../ui/panel/useReading';
import { ServicesProvider } from '../../ui/services';
import { t } from '../../ui/t';
import { CephView } from './CephView';
import { NoCeph } from './NoCeph';
import type { CephOptions } from './options';

/** One for all panels of a page: they share what is read. */
const services = browserServices(browserClient(), libraryOf);

/** A Ceph cluster in any dashboard. */
export function CephPanel(props: PanelProps<CephOptions>) {
  return (
    <ServicesProvider services={services}>
      <ConnectionProvider>
        <ConnectionView loading={<LoadingBar width={props.width} />}>
          <ChosenCluster {...props} />
        </ConnectionView>
      </ConnectionProvider>
    </ServicesProvider>
  );
}

type Shown = Pick<PanelProps<CephOptions>, 'options' | 'width' | 'height' | 'timeRange' | 'replaceVariables'>;

/** Reads the cluster that the options name, and shows it, or why there is none. */
export function ChosenCluster({ options, width, height, timeRange, replaceVariables }: Shown) {
  const { connection, library } = useConnection();
  const stage = useReadStage();
  const chosen = replaceVariables(options.cluster).trim();
  const read = useCallback(
    (signal: AbortSignal) => readClusterNamed({ ...connection, packs: library.systems, stage }, chosen, signal),
    [connection, library, stage, chosen]
  );
  const { value, lastGood, failed, isReading, progress, retry } = useReading(
    connection,
    read,
    timeRange.to.valueOf(),
    isSeen,
    `ceph ${chosen}`
  );
  const size = { width, height };
  const name = chosen === '' ? t('ceph.product', 'Ceph') : chosen;
  if (failed !== null || value?.state === 'silent') {
    const silent = value?.state === 'silent' ? value : null;
    return (
      <div style={size}>
        <SilentSource
          name={silent?.name ?? name}
          uid={silent?.uid ?? null}
          reason={failed ?? silent?.reason ?? { code: 'no-data' }}
          lastGoodMs={lastGood?.state === 'seen' ? lastGood.view.asOfMs : null}
          isReading={isReading}
          onRetry={retry}
        />
      </div>
    );
  }
  if (value?.state === 'seen') {
    return <CephView view={value.view} size={size} isReading={isReading} />;
  }
  return (
    <div style={size}>
      {value === null ? (
        <FirstReading name={name} progress={progress} width={width} />
      ) : (
        <NoCeph chosen={chosen} others={value.clusters} />
      )}
    </div>
  );
}

function isSeen(value: NamedCluster): boolean {
  return value.state === 'seen';
}
