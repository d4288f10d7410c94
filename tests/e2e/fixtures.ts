import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from '@grafana/plugin-e2e';
import { request, type APIRequestContext, type BrowserContext, type Page, type TestInfo } from '@playwright/test';

import { stageOf } from './stageAddresses';

export { expect };

export const APP = 'opsrounds-ops-app';

export type Role = 'viewer' | 'editor' | 'editor2' | 'admin';
type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

export interface GrafanaOptions {
  /** Who opens the pages; `test.use({ role: 'viewer' })`. */
  role: Role;
  /** The theme of every page. */
  theme: 'dark' | 'light';
  /** Asks the host below a sub path with Grafana's content security policy. */
  isBelowSubPath: boolean;
}

const labSources = ['pve-a', 'pve-b', 'pbs-1', 'argo-prod'] as const;
export type LabSource = (typeof labSources)[number];

export interface Person {
  login: string;
  /** A session whose token needs no rotation soon: Grafana asks for one after ten minutes. */
  session: () => Promise<StorageState>;
  /** Sends requests as this person; paths begin with a slash, below the sub path. */
  api: Api;
}

interface Answer {
  status: number;
  body: unknown;
}

/** Grafana's HTTP API as one person. */
class Api {
  constructor(
    private readonly context: APIRequestContext,
    private readonly url: string
  ) {}

  async send(method: string, path: string, data?: unknown): Promise<Answer> {
    const response = await this.context.fetch(`${this.url}${path}`, { method, data });
    const isJson = response.headers()['content-type']?.startsWith('application/json');
    return { status: response.status(), body: isJson ? ((await response.json()) as unknown) : await response.text() };
  }

  /** Throws unless the answer is a success. */
  async get(path: string): Promise<Record<string, unknown>> {
    return this.must('GET', path);
  }

  async post(path: string, data: unknown): Promise<Record<string, unknown>> {
    return this.must('POST', path, data);
  }

  async must(method: string, path: string, data?: unknown): Promise<Record<string, unknown>> {
    const { status, body } = await this.send(method, path, data);
    if (status >= 300) {
      throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body as Record<string, unknown>;
  }
}

interface WorkerFixtures {
  people: (url: string) => Promise<Record<Role, Person>>;
}

interface Fixtures {
  /** Root of the Grafana under test with its sub path, without a slash at the end. */
  grafanaUrl: string;
  person: Record<Role, Person>;
  /** Opens a page of the app (`today`, `reports?month=...`) in the test's theme. */
  openApp: (path: string, page?: Page) => Promise<void>;
  /** Opens any address below the root in the test's theme. */
  openPath: (path: string, page?: Page) => Promise<void>;
  /** Another browser, signed in as somebody else. */
  browserOf: (role: Role) => Promise<BrowserContext>;
  /** Fails with axe's findings (WCAG 2.2 AA) in the page's content or below the given selectors. */
  expectAccessible: (selectors?: string[]) => Promise<void>;
  /** The Prometheus data source, whatever its name. */
  prometheus: { uid: string; name: string };
  /** Skips the test with a printed reason where the lab's fleet is not in Prometheus. */
  lab: void;
  /** The lab's data sources `pve-a`, `pve-b`, `pbs-1`, `argo-prod` by name; skips with a printed reason where one is missing. */
  labSources: Record<LabSource, { uid: string }>;
  /**
   * Switches a simulator of the lab: `turn('pve-a', 'hang')`, `turn('pve-a/nodes/pve-a4', 'down')`. All are up again after
   * the test. Skips with a printed reason where the lab is not this run's own.
   */
  turn: (what: string, mode: 'up' | 'down' | 'hang' | 'expire' | 'slow') => Promise<void>;
  /** Saves a dashboard that everybody may already open, and gives its uid; it is removed after the test. */
  makeDashboard: (model: Record<string, unknown>) => Promise<string>;
  /** Sets the app's jsonData; what stood before is put back after the test. */
  setAppSettings: (jsonData: Record<string, unknown>) => Promise<void>;
  honesty: void;
}

/** Skips a test that needs the lab, and prints why. */
export function skipIf(condition: boolean, info: TestInfo, why: string): void {
  if (condition) {
    const reason = `"${info.title}" needs the lab's fleet: ${why}`;
    console.log(`skipped: ${reason}`);
    info.skip(true, reason);
  }
}

/** The names of alert rules that were not evaluated yet. */
async function rulesNotEvaluated(api: Api, uid: string): Promise<readonly string[]> {
  const { data } = (await api.get(`/api/datasources/uid/${uid}/resources/api/v1/rules`)) as {
    data: { groups: ReadonlyArray<{ rules: ReadonlyArray<{ name: string; health: string }> }> };
  };
  return data.groups.flatMap(({ rules }) => rules.filter(({ health }) => health === 'unknown').map(({ name }) => name));
}

const SESSION_SERVES_MS = 5 * 60_000;

/** Requests carry the password, so that a long run needs no rotation; pages have sessions. */
async function signIn(url: string, user: string, password: string): Promise<Person> {
  const httpCredentials = { username: user, password, send: 'always' as const };
  const context = await request.newContext({ httpCredentials });
  let open: { sinceMs: number; state: StorageState } | undefined;
  const session = async () => {
    if (!open || Date.now() - open.sinceMs > SESSION_SERVES_MS) {
      const visitor = await request.newContext();
      const response = await visitor.post(`${url}/login`, { data: { user, password } });
      if (!response.ok()) {
        throw new Error(`Login of ${user} at ${url}: ${response.status()} ${await response.text()}`);
      }
      open = { sinceMs: Date.now(), state: await visitor.storageState() };
      await visitor.dispose();
    }
    return open.state;
  };
  await session();
  return { login: user, session, api: new Api(context, url) };
}

/** Users of this run's own, so that the specs are the same everywhere; they are removed at the end. */
async function makePeople(url: string, undo: Array<() => Promise<unknown>>): Promise<Record<Role, Person>> {
  const admin = await signIn(url, process.env['GRAFANA_USER'] ?? 'admin', process.env['GRAFANA_PASSWORD'] ?? 'admin');
  const run = `e2e-${Date.now().toString(36)}`;
  const make = async (name: string, role: 'Viewer' | 'Editor') => {
    const login = `${run}-${name}`;
    const { id } = await admin.api.post('/api/admin/users', {
      login,
      name,
      email: `${login}@example.com`,
      password: run,
    });
    undo.push(() => admin.api.must('DELETE', `/api/admin/users/${id as number}`));
    await admin.api.must('PATCH', `/api/org/users/${id as number}`, { role });
    return signIn(url, login, run);
  };
  return {
    admin,
    viewer: await make('viewer', 'Viewer'),
    editor: await make('editor', 'Editor'),
    editor2: await make('editor2', 'Editor'),
  };
}

/** The first Prometheus data source that holds `up`, the default one before others. */
async function findPrometheus({ api }: Person): Promise<{ uid: string; name: string }> {
  const { body } = await api.send('GET', '/api/datasources');
  const list = (body as Array<{ uid: string; name: string; type: string; isDefault: boolean }>)
    .filter(({ type }) => type === 'prometheus')
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  for (const one of list) {
    const answer = await api.send('GET', `/api/datasources/uid/${one.uid}/resources/api/v1/query?query=count(up)`);
    if (answer.status === 200 && (answer.body as { data: { result: unknown[] } }).data.result.length > 0) {
      return one;
    }
  }
  throw new Error('The Grafana under test needs a Prometheus data source with at least one target');
}

export const test = base.extend<GrafanaOptions & Fixtures, WorkerFixtures>({
  role: ['editor', { option: true }],
  theme: ['dark', { option: true }],
  isBelowSubPath: [false, { option: true }],

  people: [
    async ({}, use) => {
      const undo: Array<() => Promise<unknown>> = [];
      const made = new Map<string, Promise<Record<Role, Person>>>();
      await use((url) => {
        const people = made.get(url) ?? makePeople(url, undo);
        made.set(url, people);
        return people;
      });
      for (const one of undo.reverse()) {
        await one();
      }
    },
    { scope: 'worker' },
  ],

  grafanaUrl: async ({ isBelowSubPath }, use, { parallelIndex }) => {
    const stage = stageOf(parallelIndex);
    const host = isBelowSubPath ? stage?.subPath : stage?.host;
    await use((process.env['GRAFANA_URL'] ?? host ?? '').replace(/\/$/, ''));
  },

  baseURL: async ({ grafanaUrl }, use) => use(`${grafanaUrl}/`),

  person: async ({ people, grafanaUrl }, use) => use(await people(grafanaUrl)),

  storageState: async ({ person, role }, use) => use(await person[role].session()),

  // plugin-e2e opens `/` before every test; its own page objects do not need that.
  page: async ({ context }, use) => use(await context.newPage()),

  openPath: async ({ grafanaUrl, theme, page }, use) => {
    await use(async (path, other = page) => {
      const url = new URL(`${grafanaUrl}${path}`);
      url.searchParams.set('theme', theme);
      await other.goto(url.href);
    });
  },

  openApp: async ({ openPath }, use) => use((path, page) => openPath(`/a/${APP}/${path}`, page)),

  browserOf: async ({ browser, person, grafanaUrl }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (role) => {
      const storageState = await person[role].session();
      const context = await browser.newContext({ storageState, baseURL: `${grafanaUrl}/` });
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },

  expectAccessible: async ({ page }, use) => {
    const find = async (selectors: string[]) => {
      // A color on its way to another one is neither.
      await page.evaluate(async () => {
        const ending = document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
        await Promise.allSettled(ending.map((one) => one.finished));
      });
      const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
      const { violations } = await selectors.reduce((builder, selector) => builder.include(selector), axe).analyze();
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`)
      );
    };
    await use(async (selectors = ['main']) => {
      const found = await find(selectors);
      // One that begins while axe looks is not waited for: what is wrong at rest is wrong the second time.
      expect(found.length > 0 ? await find(selectors) : []).toEqual([]);
    });
  },

  prometheus: async ({ person }, use) => {
    const found = await findPrometheus(person.admin);
    // One that has just started has evaluated no alert rule yet, and nobody can say that none fires.
    await expect.poll(() => rulesNotEvaluated(person.admin.api, found.uid), { timeout: 60_000 }).toEqual([]);
    await use(found);
  },

  labSources: async ({ person }, use, info) => {
    const { body } = await person.admin.api.send('GET', '/api/datasources');
    const all = body as Array<{ uid: string; name: string }>;
    const missing = labSources.filter((name) => !all.some((one) => one.name === name));
    skipIf(missing.length > 0, info, `there is no data source ${missing.join(', ')}`);
    const uidOf = (name: LabSource) => ({ uid: all.find((one) => one.name === name)?.uid ?? '' });
    const found = { 'pve-a': uidOf('pve-a'), 'pve-b': uidOf('pve-b'), 'pbs-1': uidOf('pbs-1') };
    await use({ ...found, 'argo-prod': uidOf('argo-prod') });
  },

  turn: async ({ labSources: _needed }, use, info) => {
    const control = stageOf(info.parallelIndex)?.control ?? process.env['OPSROUNDS_E2E_LAB'];
    skipIf(!control, info, 'the lab was not started by this run and cannot be switched');
    const turned = new Set<string>();
    const send = async (what: string, mode: string) => {
      const answer = await fetch(`${control}/${what}/${mode}`, { method: 'POST' });
      if (!answer.ok) {
        throw new Error(`${what}/${mode}: ${answer.status} ${await answer.text()}`);
      }
    };
    await use(async (what, mode) => {
      turned.add(what);
      await send(what, mode);
    });
    for (const what of turned) {
      await send(what, 'up');
    }
  },

  lab: async ({ person, prometheus }, use, info) => {
    const query = `/api/datasources/uid/${prometheus.uid}/resources/api/v1/query?query=opsrounds_lab_info`;
    const { data } = (await person.admin.api.get(query)) as { data: { result: unknown[] } };
    skipIf(data.result.length === 0, info, `"${prometheus.name}" holds no opsrounds_lab_info`);
    await use();
  },

  makeDashboard: async ({ person }, use) => {
    const made: string[] = [];
    await use(async (model) => {
      const dashboard = { schemaVersion: 41, panels: [], ...model };
      const { uid } = await person.admin.api.post('/api/dashboards/db', { dashboard });
      made.push(uid as string);
      // Grafana keeps everybody's permissions for a minute and would refuse what is new.
      for (const one of Object.values(person)) {
        await one.api.get('/api/access-control/user/permissions?reloadcache=true');
      }
      return uid as string;
    });
    for (const uid of made) {
      await person.admin.api.must('DELETE', `/api/dashboards/uid/${uid}`);
    }
  },

  setAppSettings: async ({ person }, use) => {
    const address = `/api/plugins/${APP}/settings`;
    const { enabled, pinned, jsonData } = await person.admin.api.get(address);
    await use(async (wanted) => {
      await person.admin.api.post(address, { enabled: true, pinned: true, jsonData: wanted });
    });
    await person.admin.api.post(address, { enabled, pinned, jsonData });
  },

  // Nothing was thrown in a page, and the host was asked for nothing that it does not know. A real Grafana's own errors are its own.
  honesty: [
    async ({ context, grafanaUrl, person }, use) => {
      const isReal = Boolean(process.env['GRAFANA_URL']);
      const thrown: string[] = [];
      context.on('weberror', (error) => thrown.push(error.error().stack ?? String(error.error())));
      await use();
      expect(thrown.filter((stack) => !isReal || stack.includes('/plugins/opsrounds-'))).toEqual([]);
      if (!isReal) {
        const { body } = await person.admin.api.send('GET', '/demo-host/unhandled');
        expect(body, `asked of ${grafanaUrl} and unknown there`).toEqual([]);
      }
    },
    { auto: true },
  ],
});
