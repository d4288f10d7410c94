import { createContext, useContext, type ReactNode } from 'react';

import type { CheckDefinition } from '../core/check/definition';
import type { OwnPack } from '../core/check/ownPack';
import type { ProbedPack } from '../core/check/packDetection';
import type { Clock } from '../core/check/ports';
import type { ChecklistTemplate } from '../core/checklist/template';
import type { Connection } from '../core/connection/connection';
import type { KpiDefinition } from '../core/kpi/definition';
import type { BackupObjectives } from '../core/products/backups/objectiveSchema';
import type { PackSystem } from '../core/products/packSystems';
import type { Settings } from '../core/settings/settings';
import type { QueuePorts } from './journal/queue/queuePorts';

export interface Library {
  checks: readonly CheckDefinition[];
  /** Where its checks belong, and what shows that there is something for them to look at. */
  packs?: readonly ProbedPack[];
  /** The packs of the settings. Absent: there are none. */
  own?: readonly OwnPack[];
  checklists: readonly ChecklistTemplate[];
  /** Lines of the overview that packs describe. */
  systems: readonly PackSystem[];
  kpis: readonly KpiDefinition[];
  /** What backups have to keep where nobody says otherwise. */
  backupObjectives?: BackupObjectives;
}

/** What Grafana allows somebody, as far as links to its own pages depend on it. */
export type GrafanaRight = 'datasources:explore' | 'datasources:read' | 'datasources:write' | 'datasources:create';

/** Who is signed in, for what the screens offer; the server decides what is allowed. */
export interface User {
  login: string;
  isAdmin: boolean;
  rights: ReadonlySet<GrafanaRight>;
}

/** Everything that screens need from outside, so that tests hand in their own. */
export interface RoundsServices {
  clock: Clock;
  /** A new unique event key. */
  newKey: () => string;
  user: User;
  /** Where this user's events wait until they are saved. */
  queue: QueuePorts;
  /** With the packs of the settings over it; the built-in one without. */
  library: (settings?: Pick<Settings, 'packs'>) => Promise<Library>;
  /** Rejects with `SourceError`. */
  connect: (signal: AbortSignal) => Promise<Connection>;
  /** Writes the settings; rejects with `SourceError`. */
  saveSettings: (settings: Settings, signal: AbortSignal) => Promise<void>;
}

const ServicesContext = createContext<RoundsServices | null>(null);

export function ServicesProvider({ services, children }: { services: RoundsServices; children: ReactNode }) {
  return <ServicesContext.Provider value={services}>{children}</ServicesContext.Provider>;
}

export function useServices(): RoundsServices {
  const services = useContext(ServicesContext);
  if (!services) {
    throw new Error('useServices outside of a ServicesProvider');
  }
  return services;
}
