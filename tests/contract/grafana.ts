/** The Grafana under test, the embedded host or a real one, seen through plain HTTP. */

export const url = (process.env['GRAFANA_URL'] ?? '').replace(/\/$/, '');
const adminUser = process.env['GRAFANA_USER'] ?? 'admin';
const adminPassword = process.env['GRAFANA_PASSWORD'] ?? 'admin';

export type Json = Record<string, unknown>;

export interface Answer {
  status: number;
  contentType: string | null;
  /** Parsed when it says that it is JSON. */
  body: unknown;
  headers: Headers;
}

interface Asked {
  body?: unknown;
  /** Sent as it is, with this content type. */
  raw?: { text: string; type: string };
}

/** Somebody who sends requests. */
export interface Client {
  /** Id of the user or of the service account; 0 for the administrator that was given. */
  id: number;
  /** Header `Authorization`; undefined for nobody. */
  authorization: string | undefined;
  send(method: string, path: string, asked?: Asked): Promise<Answer>;
}

function client(id: number, authorization: string | undefined): Client {
  return {
    id,
    authorization,
    send: async (method, path, { body, raw } = {}) => {
      const type = raw?.type ?? (body === undefined ? undefined : 'application/json');
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
        body: raw?.text ?? (body === undefined ? undefined : JSON.stringify(body)),
      });
      const text = await response.text();
      const contentType = response.headers.get('content-type');
      const isJson = contentType?.startsWith('application/json') && text !== '';
      return {
        status: response.status,
        contentType,
        headers: response.headers,
        body: isJson ? (JSON.parse(text) as unknown) : text,
      };
    },
  };
}

const basic = (user: string, password: string): string => `Basic ${btoa(`${user}:${password}`)}`;

export const admin = client(0, basic(adminUser, adminPassword));
export const anonymous = client(0, undefined);
export const withToken = (token: string): Client => client(0, `Bearer ${token}`);

/** Sends as the administrator and throws when that fails. */
export async function administer(method: string, path: string, body?: unknown): Promise<Json> {
  const answer = await admin.send(method, path, { body });
  if (answer.status >= 300) {
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body as Json;
}

/** What one test file makes in the Grafana under test, with names of its own, and takes away again. */
export class Scratch {
  readonly run = `contract-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  private readonly undo: Array<() => Promise<unknown>> = [];

  async user(name: string, role: 'Viewer' | 'Editor'): Promise<Client> {
    const login = `${this.run}-${name}`;
    const made = await administer('POST', '/api/admin/users', {
      login,
      name,
      email: `${login}@example.com`,
      password: this.run,
    });
    const id = made['id'] as number;
    this.undo.push(() => administer('DELETE', `/api/admin/users/${id}`));
    await administer('PATCH', `/api/org/users/${id}`, { role });
    return client(id, basic(login, this.run));
  }

  async serviceAccount(
    name: string,
    role: 'Viewer' | 'Editor' | 'Admin' | 'None'
  ): Promise<Client & { login: string }> {
    const made = await administer('POST', '/api/serviceaccounts', { name: `${this.run}-${name}`, role });
    const id = made['id'] as number;
    this.undo.push(() => administer('DELETE', `/api/serviceaccounts/${id}`));
    const token = await administer('POST', `/api/serviceaccounts/${id}/tokens`, {
      name: `${this.run}-${name}`,
    });
    return { ...client(id, `Bearer ${token['key'] as string}`), login: made['login'] as string };
  }

  /** Gives the uid. */
  async dataSource(
    name: string,
    type: string,
    address: string,
    jsonData: Json = {},
    secureJsonData: Json = {}
  ): Promise<string> {
    const body = { name: `${this.run}-${name}`, type, url: address, access: 'proxy', jsonData, secureJsonData };
    const made = (await administer('POST', '/api/datasources', body))['datasource'] as Json;
    const uid = made['uid'] as string;
    this.undo.push(() => administer('DELETE', `/api/datasources/uid/${uid}`));
    return uid;
  }

  /** Gives the uid. */
  async dashboard(name: string): Promise<string> {
    const title = `${this.run} ${name}`;
    const made = await administer('POST', '/api/dashboards/db', {
      dashboard: { title, panels: [], schemaVersion: 41 },
    });
    const uid = made['uid'] as string;
    this.undo.push(() => administer('DELETE', `/api/dashboards/uid/${uid}`));
    return uid;
  }

  /** Removes an annotation at the end; one that is gone already is no failure. */
  forget(annotationId: number): void {
    this.undo.push(() => admin.send('DELETE', `/api/annotations/${annotationId}`));
  }

  /** Removes everything, the last first. */
  async clear(): Promise<void> {
    for (const one of this.undo.reverse()) {
      await one();
    }
  }
}

const FIRST_SCRAPE_MS = 30_000;

/** A Prometheus data source of any name that holds `up`; one that was just started may still be before its first scrape. */
export async function findPrometheus(): Promise<{ uid: string; name: string }> {
  const end = Date.now() + FIRST_SCRAPE_MS;
  do {
    const { body } = await admin.send('GET', '/api/datasources');
    for (const one of body as Array<{ uid: string; name: string; type: string }>) {
      if (one.type === 'prometheus' && (await holdsUp(one.uid))) {
        return one;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  } while (Date.now() < end);
  throw new Error('The Grafana under test needs a Prometheus data source with at least one target');
}

async function holdsUp(uid: string): Promise<boolean> {
  const query = `/api/datasources/uid/${uid}/resources/api/v1/query?query=count(up)`;
  const { status, body } = await admin.send('GET', query);
  return status === 200 && ((body as Json)['data'] as { result: unknown[] }).result.length > 0;
}
