import { LinkButton } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Standing } from '../../core/products/pending';
import type { Product } from '../../core/products/product';
import type { ServerReading, ServerSource } from '../../core/products/source';
import { useReadStage } from '../../ui/connection';
import { DataAge, Frame } from './Frame';
import { serverReader } from './readers';
import { ServerSkeleton } from './ServerSkeleton';
import { SilentSource } from './SilentSource';
import { useReadings } from './useReadings';

/** What the frame of a page needs of a view. */
interface ServerView {
  verdict: Standing;
  /** Set when the server gave nothing at all. */
  silent: Reason | null;
  asOfMs: number | null;
}

interface Props<Parts, View extends ServerView> {
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

/** The page of one server: its name, verdict and age, and its content as soon as it was read, or why there is none. */
export function ServerPage<Parts, View extends ServerView>({
  product,
  source,
  subTitle,
  openWord,
  tabs,
  children,
}: Props<Parts, View>) {
  const stage = useReadStage();
  const readers = useMemo(() => [serverReader(product, source, stage)], [product, source, stage]);
  const readings = useReadings(readers);
  const { ref, inventory } = source;
  const reading = readings.values.get(inventory.uid);
  const problem = readings.failed.get(inventory.uid) ?? reading?.view.silent ?? null;
  return (
    <Frame
      name={ref.name}
      verdict={problem === null ? (reading?.view.verdict ?? null) : 'unknown'}
      subTitle={subTitle(reading)}
      actions={
        <>
          <DataAge readings={readings} asOfMs={reading?.view.asOfMs ?? null} />
          {ref.address !== undefined && (
            <LinkButton
              variant="secondary"
              icon="external-link-alt"
              href={ref.address}
              target="_blank"
              rel="noreferrer"
            >
              {openWord}
            </LinkButton>
          )}
        </>
      }
    >
      {tabs}
      {reading !== undefined && problem === null ? (
        children(reading, readings.refreshes)
      ) : problem === null && !readings.cancelled ? (
        <ServerSkeleton />
      ) : (
        <SilentSource name={ref.name} uid={ref.uid} reason={problem} onRetry={readings.refresh} />
      )}
    </Frame>
  );
}
