import { createContext, useContext, useMemo, type ComponentProps, type ReactNode } from 'react';

import { activeTemplates, type ActiveTemplates } from '../core/checklist/published';
import type { Connection } from '../core/connection/connection';
import type { ReadStage } from '../core/products/source';
import { zoneOf } from '../core/settings/settings';
import { joined } from './joined';
import { journalMemory, type JournalMemory } from './journal/journalMemory';
import { useQueue } from './journal/queue/useQueue';
import type { Loadable } from './loadable';
import { LoadableView } from './LoadableView';
import { useServices, type Library, type RoundsServices } from './services';
import { t } from './t';
import { useLoaded } from './useLoaded';
import { useZone, ZoneProvider } from './zone';

export interface Connected {
  connection: Connection;
  /** Its lists are those that count: where a version was activated, that one. */
  library: Library;
  templates: ActiveTemplates;
  /** What verdicts remember. */
  memory: JournalMemory;
}

/** What screens work with, of what was read. */
export function connectedOf(connection: Connection, library: Library, clock: RoundsServices['clock']): Connected {
  const templates = activeTemplates(library.checklists, connection.settings.templates ?? {}, connection.templates);
  return {
    connection,
    library: { ...library, checklists: templates.checklists },
    templates,
    memory: journalMemory(connection.journal, clock),
  };
}

interface Reading {
  loaded: Loadable<Connected>;
  reconnect: () => void;
}

const ReadingContext = createContext<Reading | null>(null);
const ConnectedContext = createContext<Connected | null>(null);

/** Hands out what was read. */
export const ConnectedProvider = ConnectedContext.Provider;

type Load = (signal: AbortSignal) => Promise<Loadable<Connected>>;

const loads = new WeakMap<RoundsServices, Load>();

/** The same for all panels of a page: they work with one connection, and with what is shared over it. */
function loadOf(services: RoundsServices): Load {
  const load =
    loads.get(services) ??
    joined(async (signal) => {
      // Most have no packs of their own: what is built in is on its way before the settings are known.
      const [connection] = await Promise.all([services.connect(signal), services.library()]);
      const library = await services.library(connection.settings);
      return { state: 'ready' as const, value: connectedOf(connection, library, services.clock) };
    });
  loads.set(services, load);
  return load;
}

/**
 * Reads settings, data sources and the library once, for all screens below and for all panels beside it, and saves what waits on
 * this device.
 */
export function ConnectionProvider({ children }: { children: ReactNode }) {
  const services = useServices();
  const { loaded, reload: reconnect } = useLoaded(loadOf(services));
  const reading = useMemo(() => ({ loaded, reconnect }), [loaded, reconnect]);
  useQueue(loaded.state === 'ready' ? loaded.value.connection.journal : null);
  return <ReadingContext.Provider value={reading}>{children}</ReadingContext.Provider>;
}

interface ViewProps extends Pick<ComponentProps<typeof LoadableView>, 'loading' | 'failed'> {
  children: ReactNode;
}

/** Draws a screen as soon as the connection stands: below it `useConnection` and `useZone` give what was read. */
export function ConnectionView({ children, ...frames }: ViewProps) {
  const { loaded, reconnect } = useReading();
  return (
    <LoadableView
      of={loaded}
      subject={t('connection.subject', 'The settings of Ops Rounds')}
      onRetry={reconnect}
      {...frames}
    >
      {(connected) => (
        <ConnectedProvider value={connected}>
          <ZoneProvider value={zoneOf(connected.connection.settings)}>{children}</ZoneProvider>
        </ConnectedProvider>
      )}
    </LoadableView>
  );
}

/** What was read. Only below a `ConnectionView`. */
export function useConnection(): Connected {
  const connected = useContext(ConnectedContext);
  if (connected === null) {
    throw new Error('useConnection outside of a ConnectionView');
  }
  return connected;
}

/** Reads the settings and the data sources anew. */
export function useReconnect(): () => void {
  return useReading().reconnect;
}

/** What servers are read and judged with; the same object until the connection is another one. */
export function useReadStage(): ReadStage {
  const { library, memory } = useConnection();
  const { clock } = useServices();
  const zone = useZone();
  return useMemo(
    () => ({ checks: library.checks, clock, zone, recall: memory.recall }),
    [library, clock, zone, memory]
  );
}

function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === null) {
    throw new Error('the connection is asked for outside of a ConnectionProvider');
  }
  return reading;
}
