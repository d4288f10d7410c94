import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Store } from './database';

/** Grafana's `token_rotation_interval_minutes`, and how long the token of before still counts. */
const ROTATE_AFTER_MS = 10 * 60_000;
const OLD_COUNTS_MS = 60_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Login sessions: a token is to be rotated after ten minutes, a restart of the host makes all of them new. */
export class Sessions {
  private readonly begunMs = new Map<string, number>();
  private readonly retiredMs = new Map<string, number>();

  constructor(
    private readonly store: Store,
    private readonly now: () => number
  ) {}

  /** Gives the token of the cookie. */
  open(userId: number): string {
    const token = randomBytes(16).toString('hex');
    this.store.run('insert into sessions (token, user_id) values (?,?)', [sha256(token), userId]);
    this.begunMs.set(sha256(token), this.now());
    return token;
  }

  close(headers: IncomingHttpHeaders): void {
    this.store.run('delete from sessions where token = ?', [hashOf(headers)]);
  }

  /** Whose session the cookie names; `rotate` when its token has to be changed first. */
  userOf(headers: IncomingHttpHeaders): number | 'rotate' | undefined {
    const hash = hashOf(headers);
    const user = this.find(hash);
    return user !== undefined && !this.retiredMs.has(hash) && this.ageMs(hash) > ROTATE_AFTER_MS ? 'rotate' : user;
  }

  /** Gives the new token; undefined for who has no session. */
  rotate(headers: IncomingHttpHeaders): string | undefined {
    const hash = hashOf(headers);
    const user = this.find(hash);
    if (user === undefined) {
      return undefined;
    }
    this.retiredMs.set(hash, this.now());
    return this.open(user);
  }

  private find(hash: string): number | undefined {
    if (this.now() - (this.retiredMs.get(hash) ?? Infinity) > OLD_COUNTS_MS) {
      this.store.run('delete from sessions where token = ?', [hash]);
    }
    const row = this.store.get('select user_id from sessions where token = ?', [hash]);
    return row && Number(row['user_id']);
  }

  private ageMs(hash: string): number {
    const begun = this.begunMs.get(hash) ?? this.now();
    this.begunMs.set(hash, begun);
    return this.now() - begun;
  }
}

function hashOf(headers: IncomingHttpHeaders): string {
  return sha256(/(?:^|;\s*)grafana_session=([0-9a-f]+)/.exec(headers.cookie ?? '')?.[1] ?? '');
}
