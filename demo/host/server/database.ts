import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Database } from 'node-sqlite3-wasm';

export type Row = Record<string, string | number | null>;
type Value = string | number | null;

const schema = `
create table if not exists users (
  id integer primary key autoincrement, uid text not null unique, login text not null unique, email text not null,
  name text not null, role text not null, is_admin integer not null default 0, is_service integer not null default 0,
  password text, theme text not null default '', created integer not null);
create table if not exists sessions (token text primary key, user_id integer not null);
create table if not exists tokens (id integer primary key autoincrement, user_id integer not null, name text not null, hash text not null unique);
create table if not exists data_sources (
  id integer primary key autoincrement, uid text not null unique, name text not null unique, type text not null, url text not null,
  is_default integer not null, read_only integer not null, version integer not null, json text not null, secure text not null);
create table if not exists plugin_settings (
  id text primary key, enabled integer not null, pinned integer not null, json text not null, secure text not null);
create table if not exists dashboards (
  uid text primary key, id integer not null unique, model text not null, version integer not null, created integer not null,
  updated integer not null, created_by text not null, updated_by text not null, provisioned integer not null);
create table if not exists dashboard_permissions (
  dashboard_uid text not null, user_id integer not null, permission text not null, primary key (dashboard_uid, user_id));
create table if not exists annotations (
  id integer primary key autoincrement, dashboard_uid text not null, panel_id integer not null, user_id integer not null,
  created integer not null, updated integer not null, epoch integer not null, epoch_end integer not null,
  text text not null, tags text not null, data text not null);
create index if not exists annotations_by_time on annotations (epoch_end, epoch);
create table if not exists annotation_tags (annotation_id integer not null, key text not null, value text not null);
create index if not exists annotation_tags_by_annotation on annotation_tags (annotation_id);
`;

/** The host's state in one SQLite file, so that a restart loses nothing. */
export class Store {
  private readonly database: Database;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    const file = path.join(dataDir, 'host.db');
    // A killed host leaves its lock behind; only one host runs on a data folder.
    rmSync(`${file}.lock`, { recursive: true, force: true });
    this.database = new Database(file);
    // What the operating system has survives the end of the process, and a power cut is no concern of a demo.
    this.database.exec(
      `pragma locking_mode = exclusive; pragma journal_mode = truncate; pragma synchronous = off; ${schema}`
    );
  }

  all(sql: string, values: Value[] = []): Row[] {
    return this.database.all(sql, values) as Row[];
  }

  get(sql: string, values: Value[] = []): Row | undefined {
    return (this.database.get(sql, values) as Row | null) ?? undefined;
  }

  /** Gives the id of the row an insert made. */
  run(sql: string, values: Value[] = []): number {
    return Number(this.database.run(sql, values).lastInsertRowid);
  }

  /** All or nothing. */
  transaction<Result>(work: () => Result): Result {
    this.database.exec('begin');
    try {
      const result = work();
      this.database.exec('commit');
      return result;
    } catch (error) {
      this.database.exec('rollback');
      throw error;
    }
  }

  close(): void {
    this.database.close();
  }
}
