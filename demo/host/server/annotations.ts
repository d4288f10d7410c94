import { joinTag, parseTags, type Tag } from './annotationTags';
import type { Row, Store } from './database';
import type { Identity } from './identity';

/** Grafana's `[annotations] tags_length`: bytes of the tags as a JSON array. */
const TAGS_LIMIT_BYTES = 500;

export class TagLimitExceeded extends Error {}

export interface AnnotationInput {
  text: string;
  tags?: string[];
  timeMs?: number;
  timeEndMs?: number;
  data?: unknown;
}

export interface AnnotationFilter {
  fromMs: number;
  toMs: number;
  limit: number;
  tags: string[];
  matchAny: boolean;
  dashboardUid?: string;
  panelId?: number;
  userId?: number;
}

export interface AnnotationRow {
  id: number;
  dashboardUid: string;
  body: Record<string, unknown>;
}

const columns = `a.*, users.login, users.email, d.id as dashboard_id
  from annotations a left join users on users.id = a.user_id left join dashboards d on d.uid = a.dashboard_uid`;

function toRow(row: Row): AnnotationRow {
  return {
    id: Number(row['id']),
    dashboardUid: String(row['dashboard_uid']),
    body: {
      id: row['id'],
      ...(row['dashboard_id'] !== null && { dashboardId: row['dashboard_id'] }),
      dashboardUID: row['dashboard_uid'],
      ...(row['panel_id'] !== 0 && { panelId: row['panel_id'] }),
      created: row['created'],
      updated: row['updated'],
      time: row['epoch'],
      timeEnd: row['epoch_end'],
      text: row['text'],
      tags: JSON.parse(String(row['tags'])) as string[],
      login: row['login'] ?? '',
      email: row['email'] ?? '',
      avatarUrl: row['login'] === null ? '' : '/public/img/user_profile.png',
      data: JSON.parse(String(row['data'])) as unknown,
    },
  };
}

/** The annotations of the organisation and of dashboards. */
export class Annotations {
  constructor(private readonly store: Store) {}

  /** The server stamps creation and, without a time, the time. Throws `TagLimitExceeded`. */
  add(author: Identity, dashboardUid: string, panelId: number, input: AnnotationInput, now = Date.now()): number {
    const tags = checkedTags(input.tags ?? []);
    const start = input.timeMs || now;
    const end = input.timeEndMs || start;
    return this.store.transaction(() => {
      const id = this.store.run(
        `insert into annotations (dashboard_uid, panel_id, user_id, created, updated, epoch, epoch_end, text, tags, data)
         values (?,?,?,?,?,?,?,?,?,?)`,
        [
          dashboardUid,
          panelId,
          author.id,
          now,
          now,
          Math.min(start, end),
          Math.max(start, end),
          input.text,
          JSON.stringify(tags.map(joinTag)),
          JSON.stringify(input.data ?? {}),
        ]
      );
      this.writeTags(id, tags);
      return id;
    });
  }

  /** Keeps author and creation, moves `updated`; what is undefined stays. Throws `TagLimitExceeded`. */
  change(id: number, input: Partial<AnnotationInput>): void {
    const tags = input.tags && checkedTags(input.tags);
    const set = (column: string, value: string | number | undefined) =>
      value !== undefined && this.store.run(`update annotations set ${column} = ? where id = ?`, [value, id]);
    this.store.transaction(() => {
      set('updated', Date.now());
      set('text', input.text);
      set('epoch', input.timeMs || undefined);
      set('epoch_end', input.timeEndMs || undefined);
      set('data', input.data === undefined ? undefined : JSON.stringify(input.data));
      if (tags) {
        set('tags', JSON.stringify(tags.map(joinTag)));
        this.store.run('delete from annotation_tags where annotation_id = ?', [id]);
        this.writeTags(id, tags);
      }
    });
  }

  isEmpty(): boolean {
    return this.store.get('select id from annotations limit 1') === undefined;
  }

  byId(id: number): AnnotationRow | undefined {
    const row = this.store.get(`select ${columns} where a.id = ?`, [id]);
    return row && toRow(row);
  }

  /** Newest first. From and to count only together; every tag must have its row, unless any is enough. */
  find(filter: AnnotationFilter): AnnotationRow[] {
    const conditions = ['1 = 1'];
    const values: Array<string | number> = [];
    const where = (condition: string, ...bound: Array<string | number>) => {
      conditions.push(condition);
      values.push(...bound);
    };
    if (filter.fromMs > 0 && filter.toMs > 0) {
      where('a.epoch <= ? and a.epoch_end >= ?', filter.toMs, filter.fromMs);
    }
    if (filter.dashboardUid) {
      where('a.dashboard_uid = ?', filter.dashboardUid);
    }
    if (filter.panelId) {
      where('a.panel_id = ?', filter.panelId);
    }
    if (filter.userId) {
      where('a.user_id = ?', filter.userId);
    }
    const tags = parseTags(filter.tags);
    if (tags.length > 0) {
      const match = tags.map((tag) => (tag.value ? '(t.key = ? and t.value = ?)' : 't.key = ?')).join(' or ');
      const bound = tags.flatMap((tag) => (tag.value ? [tag.key, tag.value] : [tag.key]));
      // Rows are counted, not tags: two tags with one key make a filter by that key alone fail.
      where(
        `(select count(*) from annotation_tags t where t.annotation_id = a.id and (${match})) ${filter.matchAny ? '> 0' : '= ?'}`,
        ...bound,
        ...(filter.matchAny ? [] : [tags.length])
      );
    }
    const sql = `select ${columns} where ${conditions.join(' and ')} order by a.epoch_end desc, a.epoch desc, a.id desc limit ?`;
    return this.store.all(sql, [...values, filter.limit === 0 ? 100 : filter.limit]).map(toRow);
  }

  tags(text: string, limit: number): Array<{ tag: string; count: number }> {
    const rows = this.store.all(
      `select key, value, count(*) as count from annotation_tags where key like ? or value like ? group by key, value order by key, value limit ?`,
      [`%${text}%`, `%${text}%`, limit]
    );
    return rows.map((row) => ({ tag: joinTag(row as unknown as Tag), count: Number(row['count']) }));
  }

  remove(id: number): void {
    this.removeWhere('id = ?', [id]);
  }

  /** With `''` and 0 this is every annotation of the organisation, as in Grafana. */
  removeAll(dashboardUid: string, panelId: number): void {
    this.removeWhere('dashboard_uid = ? and panel_id = ?', [dashboardUid, panelId]);
  }

  removeOfDashboard(dashboardUid: string): void {
    this.removeWhere('dashboard_uid = ?', [dashboardUid]);
  }

  private removeWhere(condition: string, values: Array<string | number>): void {
    this.store.transaction(() => {
      this.store.run(
        `delete from annotation_tags where annotation_id in (select id from annotations where ${condition})`,
        values
      );
      this.store.run(`delete from annotations where ${condition}`, values);
    });
  }

  private writeTags(id: number, tags: Tag[]): void {
    for (const { key, value } of tags) {
      this.store.run('insert into annotation_tags (annotation_id, key, value) values (?,?,?)', [id, key, value]);
    }
  }
}

function checkedTags(tags: string[]): Tag[] {
  const parsed = parseTags(tags);
  if (Buffer.byteLength(JSON.stringify(parsed.map(joinTag))) > TAGS_LIMIT_BYTES) {
    throw new TagLimitExceeded();
  }
  return parsed;
}
