/** Why the server behind a data source cannot be read, in codes: who finds it out and who says it share them. */

/** What the settings say that bears on it. */
export interface Facts {
  /** As saved; null when Grafana does not tell this user. */
  address: string | null;
  /** Whom Grafana trusts to vouch for the server. */
  trust: 'ca' | 'system' | 'nobody asked';
  /** How long Grafana waits for an answer, where the data source says it. */
  timeoutMs?: number;
}

/** What happened, as far as it can be seen from here. */
export type Happened =
  /** A setting is missing without which nothing works. */
  | 'incomplete'
  | 'token-refused'
  | 'ca-unreadable'
  | 'unreachable'
  | 'hangs'
  | 'web-page'
  | 'other-server'
  | 'redirected'
  | 'forbidden'
  | 'not-allowed-in-grafana'
  | 'signed-out'
  | 'gone'
  | 'grafana-silent'
  | 'server-error';

/** What it may come from, whatever the server is. */
export type CommonCause =
  | 'unknown-ca'
  | 'other-ca'
  | 'name-mismatch'
  | 'server-stopped'
  | 'name-unknown'
  | 'dropped'
  | 'overloaded'
  | 'plain-http'
  | 'http-address';

/** `Cause` are the causes that only this product has, `Field` its settings that nothing works without. */
export interface Diagnosis<Cause extends string = string, Field extends string = never> {
  happened: Happened;
  /** The likeliest first; empty where what happened says it all. */
  causes: ReadonlyArray<CommonCause | Cause>;
  /** The words of whoever refused, plain text. */
  detail?: string;
  /** Of incomplete settings: what is not filled in. */
  missing?: readonly Field[];
}
