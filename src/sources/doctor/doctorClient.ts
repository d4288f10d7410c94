import type { Connection } from '../../core/connection/connection';
import type { DataSource } from '../../core/connection/dataSource';
import { prometheusSource } from '../grafana/prometheus';
import type { NamedSource, SourceRole } from '../namedSources';
import type { ExaminedLibrary } from './examination';
import type { Fact, Patient } from './fact';

/** A data source by what is asked of it; `server` stands for those behind our own plugins. */
export type AskedSource = { role: SourceRole; ref: NamedSource } | { role: 'server'; ref: DataSource };

/** What Setup asks about an installation. Nothing of it writes; both reject with the caller's abort alone, and with bugs of ours. */
export interface DoctorClient {
  examine(
    connection: Connection,
    library: ExaminedLibrary,
    signal: AbortSignal,
    onProgress: (done: number, of: number) => void
  ): Promise<readonly Fact[]>;
  /** Whether one data source answers. */
  answer(source: AskedSource, signal: AbortSignal): Promise<Fact>;
}

/** Loads what it asks with when it is asked: panels have a client of Grafana too, and no doctor. */
export function doctorClient(grafana: Pick<Patient, 'transport' | 'clock' | 'ownClock'>): DoctorClient {
  return {
    examine: async (connection, library, signal, onProgress) => {
      const { examination } = await import('./examination');
      return examination({ ...grafana, connection, signal }, library, onProgress);
    },
    answer: async (source, signal) => {
      const { logsAnswer, metricsAnswer, serverAnswer } = await import('./answers');
      const asking = { ...grafana, signal };
      switch (source.role) {
        case 'metrics':
          return metricsAnswer(prometheusSource(grafana.transport, source.ref), asking);
        case 'logs':
          return logsAnswer(source.ref, asking);
        case 'server':
          return serverAnswer(source.ref, asking);
      }
    },
  };
}
