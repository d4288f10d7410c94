import { config } from '@grafana/runtime';
import type { Clock } from '../core/check/ports';
import type { Connection } from '../core/connection/connection';
import type { BackupObjectives } from '../core/products/backups/objectiveSchema';
import type { Settings } from '../core/settings/settings';
import { browserCountCache } from './browserCountCache';
import { connect } from './connect';
import { journalHomeClient, type JournalHomeClient } from './grafana/journalHomeClient';
import { saveSettings } from './grafana/settings';
import { browserTransport } from './transport/browser';
import { withServerClock } from './transport/serverClock';

/** What pages and panels work with. */
export interface BrowserClient {
  /** Grafana's time, as far as its answers told it. */
  clock: Clock;
  connect: (signal: AbortSignal, backupRules?: () => Promise<BackupObjectives>) => Promise<Connection>;
  saveSettings: (settings: Settings, signal: AbortSignal) => Promise<void>;
  journalHome: JournalHomeClient;
}

/** One client of Grafana: over it what was read of a server is kept, so that all who share it ask once. */
export function browserClient(): BrowserClient {
  const { transport, clock } = withServerClock(browserTransport(), Date.now);
  const cache = browserCountCache();
  return {
    clock,
    connect: (signal, backupRules) => {
      const { login } = config.bootData.user;
      return connect(transport, signal, clock, { cache, login, ...(backupRules && { backupRules }) });
    },
    saveSettings: (settings, signal) => saveSettings(transport, settings, signal),
    journalHome: journalHomeClient(transport),
  };
}
