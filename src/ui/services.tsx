import { createContext, useContext, type ReactNode } from 'react';

import type { CheckDefinition } from '../core/check/definition';
import type { EvaluatorRegistry } from '../core/check/evaluator';
import type { Clock } from '../core/check/ports';
import type { ChecklistTemplate } from '../core/checklist/template';
import type { Journal } from '../core/journal/journal';
import type { PackSystem } from '../core/products/packSystems';
import type { Settings, SettingsProblem } from '../core/settings/settings';

/** A data source of the organisation, as far as screens name it and link to it. */
export interface DataSourceLink {
  uid: string;
  name: string;
  type: string;
}

/** What stands once the settings and the data sources were read. */
export interface RoundsConnection {
  settings: Settings;
  /** Settings that did not fit and are left out. */
  problems: readonly SettingsProblem[];
  /** False until an admin started the rounds. */
  configured: boolean;
  dataSources: readonly DataSourceLink[];
  registry: EvaluatorRegistry;
  journal: Journal;
}

export interface Library {
  checks: readonly CheckDefinition[];
  checklists: readonly ChecklistTemplate[];
  /** Lines of the overview that packs describe. */
  systems: readonly PackSystem[];
}

/** Everything that screens need from outside, so that tests hand in their own. */
export interface RoundsServices {
  clock: Clock;
  /** A new unique event key. */
  newKey: () => string;
  user: { login: string; isAdmin: boolean };
  library: () => Promise<Library>;
  /** Rejects with `SourceError`. */
  connect: (signal: AbortSignal) => Promise<RoundsConnection>;
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
