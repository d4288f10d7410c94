import type { Clock } from '../../core/check/ports';
import type { Reason, Verdict } from '../../core/check/verdict';
import type { Connection } from '../../core/connection/connection';
import type { DataSource } from '../../core/connection/dataSource';
import type { NamedSource } from '../namedSources';
import type { Transport } from '../transport/port';

/** What was looked at; each has its words and its way out (`words.ts`). */
export type FactCode =
  | 'grafana'
  | 'grafana-clock'
  | 'settings'
  | 'started'
  | 'source-named'
  | 'source-gone'
  | 'source-answers'
  | 'source-clock'
  | 'source-history'
  | 'source-scrapes'
  | 'logs-answer'
  | 'logs-history'
  | 'server-answers'
  | 'journal-home'
  | 'journal-read'
  | 'journal-write'
  | 'journal-tested'
  | 'annotation-clean-up'
  | 'packs-told'
  | 'pack'
  | 'own-pack';

/** One thing about an installation; `na` for what is not there and need not be. */
export interface Fact {
  code: FactCode;
  verdict: Verdict;
  /** Name of the data source, the pack or the setting. */
  subject?: string;
  /** What the words need. */
  params?: Readonly<Record<string, string | number>>;
  /** Why it is unknown or fails. */
  reason?: Reason;
}

/** What an examination works with. */
export interface Patient {
  transport: Transport;
  connection: Connection;
  /** Grafana's time. */
  clock: Clock;
  /** That of the machine that asks. */
  ownClock: Clock;
  signal: AbortSignal;
}

/** That the settings name a data source which Grafana does not list; undefined of one that it lists. */
export function goneFact({ uid }: NamedSource, dataSources: readonly DataSource[]): Fact | undefined {
  return dataSources.some((ref) => ref.uid === uid)
    ? undefined
    : { code: 'source-gone', verdict: 'fail', subject: uid };
}
