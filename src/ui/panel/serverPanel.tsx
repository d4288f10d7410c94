import type { PanelProps } from '@grafana/data';
import { useCallback, type ComponentType } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Product } from '../../core/products/product';
import { readServer, type ServerReading } from '../../core/products/source';
import { useReadStage } from '../connection';
import type { OnProgress } from '../polling/counted';
import { ServicesProvider, type RoundsServices } from '../services';
import { SourcePanel, SourceReading, type NoneWords, type PanelStage, type SourceOptions } from './SourcePanel';

export interface ServerViewProps<Shown> {
  view: Shown;
  size: { width: number; height: number };
  isReading: boolean;
}

/** All that is a panel's own: the product whose servers it shows, and how one is drawn. */
interface ServerPanel<Parts, Shown> {
  /** One for all panels of a page: a server that several of them show is asked once. */
  services: RoundsServices;
  product: Product<Parts, Shown>;
  none: () => NoneWords;
  /** When the server said what is shown, ms; not asked of a silent one. */
  goodMs: (reading: ServerReading<Parts, Shown>) => number | null;
  View: ComponentType<ServerViewProps<Shown>>;
}

/** A panel over one server in any dashboard. */
export function serverPanel<Parts, Shown extends { silent: Reason | null }>({
  services,
  product,
  none,
  goodMs,
  View,
}: ServerPanel<Parts, Shown>): ComponentType<PanelProps<SourceOptions>> {
  function Server({ stage }: { stage: PanelStage<Parts> }) {
    const { source, size } = stage;
    const readStage = useReadStage();
    const read = useCallback(
      (signal: AbortSignal, onProgress: OnProgress) =>
        readServer(product, source, product.parts, readStage, { signal, onProgress }),
      [source, readStage]
    );
    return (
      <SourceReading stage={stage} read={read} goodMs={goodMs}>
        {({ view }, isReading) => <View view={view} size={size} isReading={isReading} />}
      </SourceReading>
    );
  }

  return function Panel(props) {
    return (
      <ServicesProvider services={services}>
        <SourcePanel panel={props} product={product} none={none()}>
          {(stage) => <Server key={stage.source.ref.uid} stage={stage} />}
        </SourcePanel>
      </ServicesProvider>
    );
  };
}
