import { LinkButton } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Standing } from '../../core/products/pending';
import { notCurrent } from '../../core/products/lastKnown';
import type { Product } from '../../core/products/product';
import type { ServerReading, ServerSource } from '../../core/products/source';
import { useConnection, useReadStage } from '../../ui/connection';
import { lastReadings } from '../../ui/lastReadings';
import { DataAge, Frame } from './Frame';
import { JournalNotice } from './JournalNotice';
import { NotCurrent, useOverdue } from './NotCurrent';
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

const NO_WORD_YET: Reason = { code: 'source-down', detail: 'It has not answered yet.' };

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
  const { pages } = lastReadings(useConnection().connection);
  const { ref, inventory } = source;
  const readers = useMemo(
    () => [serverReader(product, source, stage, (good) => pages.set(source.inventory.uid, good))],
    [product, source, stage, pages]
  );
  const readings = useReadings(readers);
  const reading = readings.values.get(inventory.uid);
  const problem = readings.failed.get(inventory.uid) ?? reading?.view.silent ?? null;
  // Kept under this uid by the same product.
  const lastGood = pages.get(inventory.uid) as ServerReading<Parts, View> | undefined;
  const isOverdue = useOverdue(readings.reading.length > 0, readings.refreshes);
  const isUnanswered = problem !== null || isOverdue || (reading === undefined && readings.cancelled);
  const old = isUnanswered ? lastGood : undefined;
  return (
    <Frame
      name={ref.name}
      verdict={problem === null && old === undefined ? (reading?.view.verdict ?? null) : 'unknown'}
      subTitle={subTitle(reading)}
      actions={
        <>
          <DataAge readings={readings} asOfMs={(old ?? reading)?.view.asOfMs ?? null} />
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
      <JournalNotice />
      {tabs}
      {(problem !== null || (reading === undefined && readings.cancelled)) && (
        <SilentSource
          name={ref.name}
          uid={ref.uid}
          reason={problem}
          isKept={old !== undefined}
          onRetry={readings.refresh}
        />
      )}
      {old !== undefined ? (
        <OldReading reading={old} why={problem ?? NO_WORD_YET}>
          {(shown) => children(shown, readings.refreshes)}
        </OldReading>
      ) : reading !== undefined && problem === null ? (
        children(reading, readings.refreshes)
      ) : (
        problem === null && !readings.cancelled && <ServerSkeleton />
      )}
    </Frame>
  );
}

interface OldProps<Parts, View extends ServerView> {
  reading: ServerReading<Parts, View>;
  why: Reason;
  children: (shown: ServerReading<Parts, View>) => ReactNode;
}

/** What was read last, as it is drawn when nobody knows whether it still holds. */
function OldReading<Parts, View extends ServerView>({ reading, why, children }: OldProps<Parts, View>) {
  const shown = useMemo(
    () => ({ ...reading, view: notCurrent(reading.view, why), checks: notCurrent(reading.checks, why) }),
    [reading, why]
  );
  return <NotCurrent atMs={reading.view.asOfMs}>{children(shown)}</NotCurrent>;
}
