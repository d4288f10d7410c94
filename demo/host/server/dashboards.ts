import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Row, Store } from './database';
import type { Identity } from './identity';

export type DashboardModel = Record<string, unknown> & { uid: string; title: string };

export interface Dashboard {
  uid: string;
  id: number;
  model: DashboardModel;
  version: number;
  createdMs: number;
  updatedMs: number;
  createdBy: string;
  updatedBy: string;
  provisioned: boolean;
}

/** Grafana's ids are large numbers that say nothing. */
const FIRST_ID = 2676850310025216;

export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function toDashboard(row: Row): Dashboard {
  return {
    uid: String(row['uid']),
    id: Number(row['id']),
    model: JSON.parse(String(row['model'])) as DashboardModel,
    version: Number(row['version']),
    createdMs: Number(row['created']),
    updatedMs: Number(row['updated']),
    createdBy: String(row['created_by']),
    updatedBy: String(row['updated_by']),
    provisioned: row['provisioned'] === 1,
  };
}

/** Dashboards, all in the general folder. */
export class Dashboards {
  constructor(private readonly store: Store) {}

  get(uid: string): Dashboard | undefined {
    const row = this.store.get('select * from dashboards where uid = ?', [uid]);
    return row && toDashboard(row);
  }

  exists(uid: string): boolean {
    return this.store.get('select uid from dashboards where uid = ?', [uid]) !== undefined;
  }

  uidOf(id: number): string | undefined {
    const row = this.store.get('select uid from dashboards where id = ?', [id]);
    return row && String(row['uid']);
  }

  all(): Dashboard[] {
    return this.store
      .all('select * from dashboards')
      .map(toDashboard)
      .sort((a, b) => a.model.title.localeCompare(b.model.title));
  }

  save(model: DashboardModel, author: string, provisioned = false): Dashboard {
    const now = Date.now();
    const before = this.get(model.uid);
    if (before) {
      this.store.run('update dashboards set model = ?, version = ?, updated = ?, updated_by = ? where uid = ?', [
        JSON.stringify(model),
        before.version + 1,
        now,
        author,
        model.uid,
      ]);
    } else {
      const last = this.store.get('select max(id) as id from dashboards')?.['id'] ?? FIRST_ID;
      this.store.run(
        `insert into dashboards (uid, id, model, version, created, updated, created_by, updated_by, provisioned) values (?,?,?,1,?,?,?,?,?)`,
        [model.uid, Number(last) + 4096, JSON.stringify(model), now, now, author, author, provisioned ? 1 : 0]
      );
    }
    return this.get(model.uid)!;
  }

  remove(uid: string): void {
    this.store.transaction(() => {
      this.store.run('delete from dashboards where uid = ?', [uid]);
      this.store.run('delete from dashboard_permissions where dashboard_uid = ?', [uid]);
    });
  }

  /** Logins with a grant of their own, and the level by its name. */
  grants(uid: string): Array<{ login: string; permission: string }> {
    const rows = this.store.all(
      `select users.login, p.permission from dashboard_permissions p join users on users.id = p.user_id
       where p.dashboard_uid = ? order by users.login`,
      [uid]
    );
    return rows.map((row) => ({ login: String(row['login']), permission: String(row['permission']) }));
  }

  /** An empty permission takes the grant back. */
  grant(uid: string, user: Identity, permission: string): void {
    this.store.run('delete from dashboard_permissions where dashboard_uid = ? and user_id = ?', [uid, user.id]);
    if (permission) {
      this.store.run('insert into dashboard_permissions (dashboard_uid, user_id, permission) values (?,?,?)', [
        uid,
        user.id,
        permission,
      ]);
    }
  }

  /** Takes over every dashboard file of the folder that is new or has changed. */
  provision(folder: string): void {
    for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
      if (!file.endsWith('.json')) {
        continue;
      }
      const model = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as DashboardModel;
      if (JSON.stringify(this.get(model.uid)?.model) !== JSON.stringify(model)) {
        this.save(model, 'Anonymous', true);
      }
    }
  }
}
