import { randomBytes } from 'node:crypto';

import type { Row, Store } from './database';

export interface DataSource {
  id: number;
  uid: string;
  name: string;
  type: string;
  url: string;
  isDefault: boolean;
  readOnly: boolean;
  version: number;
  jsonData: Record<string, unknown>;
  /** Never leaves the server but in a header of the proxy. */
  secureJsonData: Record<string, string>;
}

export interface DataSourceInput {
  uid?: string;
  name: string;
  type: string;
  url: string;
  isDefault?: boolean;
  readOnly?: boolean;
  jsonData?: Record<string, unknown>;
  secureJsonData?: Record<string, string>;
}

function toDataSource(row: Row): DataSource {
  return {
    id: Number(row['id']),
    uid: String(row['uid']),
    name: String(row['name']),
    type: String(row['type']),
    url: String(row['url']),
    isDefault: row['is_default'] === 1,
    readOnly: row['read_only'] === 1,
    version: Number(row['version']),
    jsonData: JSON.parse(String(row['json'])) as Record<string, unknown>,
    secureJsonData: JSON.parse(String(row['secure'])) as Record<string, string>,
  };
}

export class DataSources {
  private readonly changedMs = new Map<string, number>();

  constructor(private readonly store: Store) {}

  /** The whole second of the last change: what Grafana's database keeps of it. */
  changedSecond(uid: string): number {
    return Math.floor((this.changedMs.get(uid) ?? 0) / 1000);
  }

  all(): DataSource[] {
    return this.store
      .all('select * from data_sources')
      .map(toDataSource)
      .sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()));
  }

  byUid(uid: string): DataSource | undefined {
    const row = this.store.get('select * from data_sources where uid = ?', [uid]);
    return row && toDataSource(row);
  }

  byId(id: number): DataSource | undefined {
    const row = this.store.get('select * from data_sources where id = ?', [id]);
    return row && toDataSource(row);
  }

  byName(name: string): DataSource | undefined {
    const row = this.store.get('select * from data_sources where name = ?', [name]);
    return row && toDataSource(row);
  }

  add(input: DataSourceInput): DataSource {
    const uid = input.uid || randomBytes(7).toString('hex');
    this.clearDefault(input);
    this.store.run(
      `insert into data_sources (uid, name, type, url, is_default, read_only, version, json, secure) values (?,?,?,?,?,?,1,?,?)`,
      [
        uid,
        input.name,
        input.type,
        input.url,
        input.isDefault ? 1 : 0,
        input.readOnly ? 1 : 0,
        JSON.stringify(input.jsonData ?? {}),
        JSON.stringify(input.secureJsonData ?? {}),
      ]
    );
    this.changedMs.set(uid, Date.now());
    return this.byUid(uid)!;
  }

  /** Secrets that are not named are kept. */
  change(uid: string, input: DataSourceInput): DataSource {
    const before = this.byUid(uid)!;
    this.clearDefault(input);
    this.store.run(
      `update data_sources set name = ?, type = ?, url = ?, is_default = ?, version = version + 1, json = ?, secure = ? where uid = ?`,
      [
        input.name,
        input.type,
        input.url,
        input.isDefault ? 1 : 0,
        JSON.stringify(input.jsonData ?? {}),
        JSON.stringify({ ...before.secureJsonData, ...input.secureJsonData }),
        uid,
      ]
    );
    this.changedMs.set(uid, Date.now());
    return this.byUid(uid)!;
  }

  remove(uid: string): void {
    this.store.run('delete from data_sources where uid = ?', [uid]);
  }

  /** As provisioning does: the file's word counts, the id stays. */
  provision(input: DataSourceInput & { uid: string }): void {
    if (this.byUid(input.uid)) {
      this.change(input.uid, input);
    } else {
      this.add({ ...input, readOnly: true });
    }
  }

  private clearDefault(input: DataSourceInput): void {
    if (input.isDefault) {
      this.store.run('update data_sources set is_default = 0');
    }
  }
}
