import { locationUtil, type PanelProps } from '@grafana/data';
import { LinkButton, LoadingBar } from '@grafana/ui';
import { useCallback, useState, type ReactNode } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Inventory } from '../../core/inventory/port';
import { zoneOf } from '../../core/settings/settings';
import type { Loadable } from '../loadable';
import { LoadableView } from '../LoadableView';
import { useServices, type Library, type RoundsConnection } from '../services';
import { t } from '../t';
import { useLoaded } from '../useLoaded';
import { FirstReading, PanelNotice, SilentSource } from './PanelNotice';
import { useReading, type OnProgress } from './useReading';

/** What panels that show one server let a dashboard's editor choose. */
export interface SourceOptions {
  /** Uid or name of a data source, or a variable that holds one; empty for the first there is. */
  source: string;
}

/** A server that a panel can show. */
export interface PanelSource<Parts> {
  ref: { uid: string; name: string; address?: string };
  inventory: Inventory<Parts>;
}

/** What the content of a panel is made with. */
export interface PanelStage<Parts> {
  source: PanelSource<Parts>;
  library: Library;
  zone: string;
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

interface Props<Connection extends RoundsConnection, Parts> {
  panel: PanelProps<SourceOptions>;
  connect: (signal: AbortSignal) => Promise<Connection>;
  sourcesOf: (connection: Connection) => ReadonlyArray<PanelSource<Parts>>;
  none: NoneWords;
  children: (stage: PanelStage<Parts>) => ReactNode;
}

/** A panel over one server: reads the settings, and finds the data source that was chosen. */
export function SourcePanel<Connection extends RoundsConnection, Parts>({
  panel: { options, replaceVariables, width, height, timeRange },
  connect,
  sourcesOf,
  none,
  children,
}: Props<Connection, Parts>) {
  const { library } = useServices();
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<{ connection: Connection; library: Library }>> => {
      const [connection, loaded] = await Promise.all([connect(signal), library()]);
      return { state: 'ready', value: { connection, library: loaded } };
    },
    [connect, library]
  );
  const { loaded, reload } = useLoaded(load);
  const chosen = replaceVariables(options.source);
  return (
    <LoadableView
      of={loaded}
      subject={t('panel.subject', 'The settings of Ops Rounds')}
      onRetry={reload}
      loading={<LoadingBar width={width} />}
    >
      {({ connection, library: content }) => {
        const sources = sourcesOf(connection);
        const source =
          chosen === '' ? sources[0] : sources.find(({ ref }) => ref.uid === chosen || ref.name === chosen);
        return source ? (
          children({
            source,
            library: content,
            zone: zoneOf(connection.settings),
            size: { width, height },
            refreshedMs: timeRange.to.valueOf(),
          })
        ) : (
          <NotSetUp chosen={chosen} none={none} />
        );
      }}
    </LoadableView>
  );
}

function NotSetUp({ chosen, none }: { chosen: string; none: NoneWords }) {
  const { user } = useServices();
  return (
    <PanelNotice
      label={none.title}
      title={chosen === '' ? none.title : none.gone(chosen)}
      actions={
        user.isAdmin && (
          <LinkButton
            size="sm"
            variant="secondary"
            href={locationUtil.assureBaseUrl(`/connections/datasources/new?search=${none.search}`)}
          >
            {t('panel.add-source', 'Add a data source')}
          </LinkButton>
        )
      }
    >
      <p>{none.help}</p>
    </PanelNotice>
  );
}

interface ReadingProps<Parts, View> {
  stage: PanelStage<Parts>;
  read: (signal: AbortSignal, onProgress: OnProgress) => Promise<View>;
  /** When the server said what is shown, ms; not asked of a silent one. */
  goodMs: (view: View) => number | null;
  children: (view: View, isReading: boolean) => ReactNode;
}

/** Reads the server again and again; while it says nothing, why, and when it last did since the panel was opened. */
export function SourceReading<Parts, View extends { silent: Reason | null }>({
  stage: { source, zone, size, refreshedMs },
  read,
  goodMs,
  children,
}: ReadingProps<Parts, View>) {
  const { inventory } = source;
  const { value, failed, isReading, progress, retry } = useReading(read, refreshedMs);
  const [lastGoodMs, setLastGoodMs] = useState<number | null>(null);
  const nowGoodMs = value !== null && value.silent === null ? goodMs(value) : null;
  if (nowGoodMs !== null && nowGoodMs !== lastGoodMs) {
    setLastGoodMs(nowGoodMs);
  }
  const silent = failed ?? value?.silent ?? null;
  if (silent) {
    const { uid, name } = inventory;
    return (
      <div style={size}>
        <SilentSource
          uid={uid}
          name={name}
          reason={silent}
          zone={zone}
          isReading={isReading}
          lastGoodMs={lastGoodMs}
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
