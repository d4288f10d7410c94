import type { PanelProps } from '@grafana/data';
import { useCallback, type ComponentType } from 'react';

import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import { ServicesProvider, type Library, type RoundsConnection, type RoundsServices } from '../services';
import {
  SourcePanel,
  SourceReading,
  type NoneWords,
  type PanelSource,
  type PanelStage,
  type SourceOptions,
} from './SourcePanel';
import type { OnProgress } from './useReading';

/** What a server's reading is made with. */
export interface PanelReading<Parts> {
  source: PanelSource<Parts>;
  library: Library;
  zone: string;
  clock: Clock;
  signal: AbortSignal;
  onProgress: OnProgress;
}

export interface ServerViewProps<Shown> {
  view: Shown;
  size: { width: number; height: number };
  zone: string;
  isReading: boolean;
}

/** All that is a panel's own: which servers it shows, what it reads of one, and how that is drawn. */
interface ServerPanel<Connection extends RoundsConnection, Parts, Shown> {
  /** One for all panels of a page: a server that several of them show is asked once. */
  services: RoundsServices & { connect: (signal: AbortSignal) => Promise<Connection> };
  sourcesOf: (connection: Connection) => ReadonlyArray<PanelSource<Parts>>;
  none: () => NoneWords;
  read: (reading: PanelReading<Parts>) => Promise<Shown>;
  /** When the server said what is shown, ms; not asked of a silent one. */
  goodMs: (view: Shown) => number | null;
  View: ComponentType<ServerViewProps<Shown>>;
}

/** A panel over one server in any dashboard. */
export function serverPanel<Connection extends RoundsConnection, Parts, Shown extends { silent: Reason | null }>({
  services,
  sourcesOf,
  none,
  read,
  goodMs,
  View,
}: ServerPanel<Connection, Parts, Shown>): ComponentType<PanelProps<SourceOptions>> {
  function Server({ stage }: { stage: PanelStage<Parts> }) {
    const { source, library, zone, size } = stage;
    const readStage = useCallback(
      (signal: AbortSignal, onProgress: OnProgress) =>
        read({ source, library, zone, clock: services.clock, signal, onProgress }),
      [source, library, zone]
    );
    return (
      <SourceReading stage={stage} read={readStage} goodMs={goodMs}>
        {(view, isReading) => <View view={view} size={size} zone={zone} isReading={isReading} />}
      </SourceReading>
    );
  }

  return function Panel(props) {
    return (
      <ServicesProvider services={services}>
        <SourcePanel panel={props} connect={services.connect} sourcesOf={sourcesOf} none={none()}>
          {(stage) => <Server key={stage.source.ref.uid} stage={stage} />}
        </SourcePanel>
      </ServicesProvider>
    );
  };
}
