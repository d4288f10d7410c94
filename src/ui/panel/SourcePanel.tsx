import type { PanelProps } from '@grafana/data';
import { LoadingBar } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Product } from '../../core/products/product';
import { serversOf, type ServerReading, type ServerSource } from '../../core/products/source';
import { ConnectionProvider, ConnectionView, useConnection } from '../connection';
import type { OnProgress } from '../polling/counted';
import { GrafanaLink, useMayFollow } from '../GrafanaLink';
import { FirstReading, PanelNotice, SilentSource } from './PanelNotice';
import { useReading } from './useReading';

/** What panels that show one server let a dashboard's editor choose. */
export interface SourceOptions {
  /** Uid or name of a data source, or a variable that holds one; empty for the first there is. */
  source: string;
}

/** What the content of a panel is made with. */
export interface PanelStage<Parts> {
  source: ServerSource<Parts>;
  size: { width: number; height: number };
  /** End of the dashboard's time range: moves with every refresh of the dashboard. */
  refreshedMs: number;
}

/** Said when there is no such data source; `search` finds its type among those that can be added. */
export interface NoneWords {
  title: string;
  gone: (chosen: string) => string;
  help: string;
  search: string;
}

interface Props<Parts, View> {
  panel: PanelProps<SourceOptions>;
  product: Product<Parts, View>;
  none: NoneWords;
  children: (stage: PanelStage<Parts>) => ReactNode;
}

/** A panel over one server: reads the settings, and finds the data source that was chosen. */
export function SourcePanel<Parts, View>(props: Props<Parts, View>) {
  return (
    <ConnectionProvider>
      <ConnectionView loading={<LoadingBar width={props.panel.width} />}>
        <ChosenSource {...props} />
      </ConnectionView>
    </ConnectionProvider>
  );
}

function ChosenSource<Parts, View>({
  panel: { options, replaceVariables, width, height, timeRange },
  product,
  none,
  children,
}: Props<Parts, View>) {
  const { connection } = useConnection();
  const sources = useMemo(() => serversOf(connection.sources, product), [connection, product]);
  const chosen = replaceVariables(options.source);
  const source = chosen === '' ? sources[0] : sources.find(({ ref }) => ref.uid === chosen || ref.name === chosen);
  return source ? (
    children({ source, size: { width, height }, refreshedMs: timeRange.to.valueOf() })
  ) : (
    <NotSetUp chosen={chosen} none={none} />
  );
}

function NotSetUp({ chosen, none }: { chosen: string; none: NoneWords }) {
  const mayAdd = useMayFollow('new-data-source');
  return (
    <PanelNotice
      label={none.title}
      title={chosen === '' ? none.title : none.gone(chosen)}
      actions={mayAdd && <GrafanaLink place={{ to: 'new-data-source', search: none.search }} look="quiet" />}
    >
      <p>{none.help}</p>
    </PanelNotice>
  );
}

interface ReadingProps<Parts, View> {
  stage: PanelStage<Parts>;
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<ServerReading<Parts, View>>;
  /** When the server said what is shown, ms; not asked of a silent one. */
  goodMs: (reading: ServerReading<Parts, View>) => number | null;
  children: (reading: ServerReading<Parts, View>, isReading: boolean) => ReactNode;
}

/** Reads the server again and again; while it says nothing, why, and when it last did since the panel was opened. */
export function SourceReading<Parts, View extends { silent: Reason | null }>({
  stage: { source, size, refreshedMs },
  read,
  goodMs,
  children,
}: ReadingProps<Parts, View>) {
  const { inventory } = source;
  const { value, lastGood, failed, isReading, progress, retry } = useReading(source, read, refreshedMs, hasAnswered);
  const silent = failed ?? value?.view.silent ?? null;
  if (silent) {
    const { uid, name } = inventory;
    return (
      <div style={size}>
        <SilentSource
          uid={uid}
          name={name}
          reason={silent}
          isReading={isReading}
          lastGoodMs={lastGood && goodMs(lastGood)}
          onRetry={() => {
            inventory.forget();
            retry();
          }}
        />
      </div>
    );
  }
  return value === null ? (
    <FirstReading name={inventory.name} progress={progress} width={size.width} />
  ) : (
    children(value, isReading)
  );
}

function hasAnswered({ view }: { view: { silent: Reason | null } }): boolean {
  return view.silent === null;
}
