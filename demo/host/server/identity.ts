import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Row, Store } from './database';
import { unauthorized, type Answer } from './http';
import { Sessions } from './sessions';

export type Role = 'Viewer' | 'Editor' | 'Admin' | 'None';

/** Who sends a request: a person or a service account. */
export interface Identity {
  id: number;
  uid: string;
  login: string;
  email: string;
  name: string;
  role: Role;
  /** Server administrator. */
  isAdmin: boolean;
  isService: boolean;
  theme: string;
  createdMs: number;
}

export interface NewUser {
  login: string;
  email: string;
  name: string;
  role: Role;
  isAdmin?: boolean;
  isService?: boolean;
  password?: string;
}

/** `messageId` of the 401 to a session whose token has to be rotated. */
export const NEEDS_ROTATION = 'session.token.rotate';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function hashPassword(password: string, salt = randomBytes(8).toString('hex')): string {
  return `${salt}:${scryptSync(password, salt, 32, { N: 1024 }).toString('hex')}`;
}

function passwordFits(password: string, stored: string | null): boolean {
  const salt = stored?.split(':')[0];
  return (
    salt !== undefined &&
    stored !== null &&
    timingSafeEqual(Buffer.from(hashPassword(password, salt)), Buffer.from(stored))
  );
}

function toIdentity(row: Row): Identity {
  return {
    id: Number(row['id']),
    uid: String(row['uid']),
    login: String(row['login']),
    email: String(row['email']),
    name: String(row['name']),
    role: String(row['role']) as Role,
    isAdmin: row['is_admin'] === 1,
    isService: row['is_service'] === 1,
    theme: String(row['theme']),
    createdMs: Number(row['created']),
  };
}

/** Users, service accounts, their passwords, sessions and tokens. */
export class Accounts {
  readonly sessions: Sessions;

  constructor(
    private readonly store: Store,
    now: () => number = Date.now
  ) {
    this.sessions = new Sessions(store, now);
  }

  create(user: NewUser): Identity {
    const id = this.store.run(
      `insert into users (uid, login, email, name, role, is_admin, is_service, password, created) values (?,?,?,?,?,?,?,?,?)`,
      [
        randomBytes(7).toString('hex'),
        user.login,
        user.email,
        user.name,
        user.role,
        user.isAdmin ? 1 : 0,
        user.isService ? 1 : 0,
        user.password === undefined ? null : hashPassword(user.password),
        Date.now(),
      ]
    );
    return this.byId(id)!;
  }

  byId(id: number): Identity | undefined {
    const row = this.store.get('select * from users where id = ?', [id]);
    return row && toIdentity(row);
  }

  byLogin(login: string): Identity | undefined {
    const row = this.store.get('select * from users where login = ? or email = ?', [login, login]);
    return row && toIdentity(row);
  }

  all(kind: 'people' | 'services'): Identity[] {
    return this.store
      .all('select * from users where is_service = ? order by login', [kind === 'services' ? 1 : 0])
      .map(toIdentity);
  }

  setRole(id: number, role: Role): void {
    this.store.run('update users set role = ? where id = ?', [role, id]);
  }

  setTheme(id: number, theme: string): void {
    this.store.run('update users set theme = ? where id = ?', [theme, id]);
  }

  remove(id: number): void {
    this.store.transaction(() => {
      this.store.run('delete from users where id = ?', [id]);
      this.store.run('delete from sessions where user_id = ?', [id]);
      this.store.run('delete from tokens where user_id = ?', [id]);
      this.store.run('delete from dashboard_permissions where user_id = ?', [id]);
    });
  }

  byPassword(login: string, password: string): Identity | undefined {
    const row = this.store.get('select * from users where (login = ? or email = ?) and is_service = 0', [login, login]);
    return row && passwordFits(password, row['password'] as string | null) ? toIdentity(row) : undefined;
  }

  /** The names of its tokens; the host makes none that expires. */
  tokensOf(serviceAccount: number): ReadonlyArray<{ id: number; name: string }> {
    return this.store
      .all('select id, name from tokens where user_id = ? order by id', [serviceAccount])
      .map(({ id, name }) => ({ id: Number(id), name: String(name) }));
  }

  /** The key is readable only now. Names are unique in the whole organisation: undefined for one that is taken. */
  createToken(serviceAccount: number, name: string): { id: number; key: string } | undefined {
    if (this.store.get('select 1 from tokens where name = ?', [name])) {
      return undefined;
    }
    const key = `glsa_${randomBytes(16).toString('hex')}_${randomBytes(4).toString('hex')}`;
    const id = this.store.run('insert into tokens (user_id, name, hash) values (?,?,?)', [
      serviceAccount,
      name,
      sha256(key),
    ]);
    return { id, key };
  }

  byToken(key: string): Identity | undefined {
    const row = this.store.get('select users.* from tokens join users on users.id = user_id where hash = ?', [
      sha256(key),
    ]);
    return row && toIdentity(row);
  }

  /** The sender, or the 401 Grafana gives to him. */
  authenticate(headers: IncomingHttpHeaders): Identity | Answer {
    const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
    if (scheme.toLowerCase() === 'bearer') {
      return this.byToken(credentials) ?? unauthorized('Invalid API key', 'api-key.invalid');
    }
    if (scheme.toLowerCase() === 'basic') {
      const [login = '', ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
      return (
        this.byPassword(login, password.join(':')) ??
        unauthorized('Invalid username or password', 'password-auth.failed')
      );
    }
    const user = this.sessions.userOf(headers);
    return user === 'rotate'
      ? unauthorized('Unauthorized', NEEDS_ROTATION)
      : ((user === undefined ? undefined : this.byId(user)) ?? unauthorized());
  }
}
