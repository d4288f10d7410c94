import { LinkButton } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import type { Product } from '../../core/products/product';
import type { ServerReading, ServerSource } from '../../core/products/source';
import { useConnection, useReadStage } from '../../ui/connection';
import { lastReadings } from '../../ui/lastReadings';
import { serverReader } from './readers';
import { SystemPage, type SystemReading } from './SystemPage';
import { useReadings } from './useReadings';

interface Props<Parts, View extends SystemReading['view']> {
  product: Product<Parts, View>;
  source: ServerSource<Parts>;
  subTitle: (reading: ServerReading<Parts, View> | undefined) => string;
  /** Words of the link to the server's own pages. */
  openWord: string;
  /** Above the content, whether or not the server answers. */
  tabs?: ReactNode;
  /** @param refreshes How often somebody asked anew. */
  children: (reading: ServerReading<Parts, View>, refreshes: number) => ReactNode;
}

/** The page of one server that is read part by part. */
export function ServerPage<Parts, View extends SystemReading['view']>({
  product,
  source,
  subTitle,
  openWord,
  tabs,
  children,
}: Props<Parts, View>) {
  const stage = useReadStage();
  const { pages } = lastReadings(useConnection().connection);
  const { ref, inventory } = source;
  const readers = useMemo(
    () => [serverReader(product, source, stage, (good) => pages.set(source.inventory.uid, good))],
    [product, source, stage, pages]
  );
  const readings = useReadings(readers);
  return (
    <SystemPage
      readingKey={inventory.uid}
      name={ref.name}
      uid={ref.uid}
      readings={readings}
      subTitle={subTitle}
      tabs={tabs}
      actions={
        ref.address !== undefined && (
          <LinkButton variant="secondary" icon="external-link-alt" href={ref.address} target="_blank" rel="noreferrer">
            {openWord}
          </LinkButton>
        )
      }
    >
      {(reading) => children(reading, readings.refreshes)}
    </SystemPage>
  );
}
