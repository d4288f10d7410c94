import { config } from '@grafana/runtime';

import type { Clock } from '../core/check/ports';
import type { Connection } from '../core/connection/connection';
import type { Breathe } from '../core/check/steps';
import { parseSettings, type Settings } from '../core/settings/settings';
import { browserCountCache } from './browserCountCache';
import { browserLeftStore } from './browserLeftStore';
import { connect, type ConnectedLibrary } from './connect';
import { doctorClient, type DoctorClient } from './doctor/doctorClient';
import { journalHomeClient, type JournalHomeClient } from './grafana/journalHomeClient';
import { saveSettings } from './grafana/settings';
import { browserTransport } from './transport/browser';
import { withOwnSession } from './transport/ownSession';
import { withServerClock } from './transport/serverClock';

/** What pages and panels work with. */
export interface BrowserClient {
  /** Grafana's time, as far as its answers told it. */
  clock: Clock;
  connect: (signal: AbortSignal, library?: (settings: Settings) => Promise<ConnectedLibrary>) => Promise<Connection>;
  saveSettings: (settings: Settings, signal: AbortSignal) => Promise<void>;
  journalHome: JournalHomeClient;
  doctor: DoctorClient;
}

interface Given {
  /** The app's `jsonData` as Grafana opened the app with it: the page's first connection is made with it. */
  jsonData?: unknown;
  /** Lets the page live while large answers are read. */
  breathe?: Breathe;
}

/** Grafana keeps what it opened the app with for as long as the page lives: it is new the first time alone. */
let isUsed = false;

/** One client of Grafana: over it what was read of a server is kept, so that all who share it ask once. */
export function browserClient({ jsonData, breathe }: Given = {}): BrowserClient {
  const session = withOwnSession(browserTransport(), config.bootData.user.login);
  const { transport, clock } = withServerClock(session, Date.now);
  const cache = browserCountCache();
  const leftStore = browserLeftStore();
  let first = isUsed || jsonData === undefined || jsonData === null ? undefined : parseSettings(jsonData);
  isUsed ||= first !== undefined;
  return {
    clock,
    connect: (signal, library) => {
      const { login } = config.bootData.user;
      const settings = first;
      first = undefined;
      return connect(transport, signal, clock, {
        cache,
        leftStore,
        login,
        settings,
        ...(breathe && { breathe }),
        ...(library && { library }),
      });
    },
    saveSettings: (settings, signal) => saveSettings(transport, settings, signal),
    journalHome: journalHomeClient(transport),
    doctor: doctorClient({ transport, clock, ownClock: Date.now }),
  };
}
