import { z } from 'zod';
import { SourceError } from '../sourceError';
import type { Transport, TransportResponse } from '../transport/port';
import { bodyOf } from '../transport/refusal';
import { annotationRights, type AnnotationRights } from './permissions';

const TIMEOUT_MS = 10_000;

/** The dashboard that is made for the journal has this uid and this tag. */
export const JOURNAL_DASHBOARD_UID = 'opsrounds-journal';
const JOURNAL_DASHBOARD_TAG = 'opsrounds-journal';

/** Somebody who may write, change and delete at the journal's home. */
export interface HomeWriter {
  kind: 'role' | 'team' | 'user';
  /** `Editor`, a team's name, a login. */
  name: string;
}

/** Where the journal is kept and whose it is. */
export interface JournalHome {
  /** Null for the organisation, where any Editor may delete all annotations with one request. */
  dashboard: { uid: string; title: string; path: string } | null;
  /** What this user may do there. */
  own: AnnotationRights;
  /** Administrators aside; null where this user may not see it. */
  writers: readonly HomeWriter[] | null;
}

/** What people read on the dashboard that is made. */
export interface HomeWords {
  title: string;
  /** Markdown of its only panel. */
  text: string;
}

const saved = z.object({ uid: z.string(), url: z.string() });
const found = z.object({
  meta: z.object({ url: z.string().catch('') }),
  dashboard: z.object({ uid: z.string(), title: z.string(), tags: z.array(z.string()).nullish() }),
});

/** Levels of a dashboard's permissions: 1 view, 2 edit, 4 administer. */
const EDIT = 2;
const permission = z.object({
  permission: z.number(),
  role: z.string().nullish(),
  team: z.string().nullish(),
  userLogin: z.string().nullish(),
});

/** The organisation's annotations by Grafana's own roles. */
const ORGANISATION_WRITERS: readonly HomeWriter[] = [{ kind: 'role', name: 'Editor' }];

/** Null when the dashboard is not there. Rejects with SourceError when Grafana does not tell. */
export async function readJournalHome(
  transport: Transport,
  dashboardUid: string | undefined,
  signal: AbortSignal
): Promise<JournalHome | null> {
  if (dashboardUid === undefined) {
    return {
      dashboard: null,
      own: await annotationRights(transport, undefined, signal),
      writers: ORGANISATION_WRITERS,
    };
  }
  const dashboard = await readDashboard(transport, dashboardUid, signal);
  if (dashboard === null) {
    return null;
  }
  const [own, writers] = await Promise.all([
    annotationRights(transport, dashboardUid, signal),
    readWriters(transport, dashboardUid, signal),
  ]);
  const { uid, title, path } = dashboard;
  return { dashboard: { uid, title, path }, own, writers };
}

/**
 * Makes the dashboard, or gives the one that was made before. Needs the right to create dashboards, which Editors have; whoever
 * shall sign needs Edit on it. Rejects with SourceError, `not-permitted` without the right.
 */
export async function createJournalHome(
  transport: Transport,
  words: HomeWords,
  signal: AbortSignal
): Promise<{ uid: string; path: string }> {
  const body = { dashboard: dashboardOf(words), overwrite: false, message: words.title };
  const request = { method: 'POST', path: '/api/dashboards/db', body, signal, timeoutMs: TIMEOUT_MS } as const;
  const response = await transport.send(request);
  if (response.status === 412) {
    return takenHome(await readDashboard(transport, JOURNAL_DASHBOARD_UID, signal), response);
  }
  const made = saved.safeParse(bodyOf(response));
  if (!made.success) {
    throw new SourceError('bad-response', 'Grafana did not say under which uid the dashboard is kept');
  }
  return { uid: made.data.uid, path: made.data.url };
}

/** No variables, no time range that matters: what counts are the annotations, which belong to it. */
function dashboardOf({ title, text }: HomeWords) {
  return {
    uid: JOURNAL_DASHBOARD_UID,
    title,
    tags: [JOURNAL_DASHBOARD_TAG],
    schemaVersion: 41,
    panels: [
      {
        id: 1,
        type: 'text',
        title: '',
        gridPos: { h: 8, w: 24, x: 0, y: 0 },
        options: { mode: 'markdown', content: text },
      },
    ],
  };
}

interface FoundDashboard {
  uid: string;
  title: string;
  path: string;
  tags: readonly string[];
}

function takenHome(there: FoundDashboard | null, refused: TransportResponse): { uid: string; path: string } {
  if (there === null) {
    // Its title is taken by another one.
    bodyOf(refused);
    throw new SourceError('bad-response', 'the dashboard was refused');
  }
  if (!there.tags.includes(JOURNAL_DASHBOARD_TAG)) {
    throw new SourceError('bad-response', `another dashboard has the uid ${JOURNAL_DASHBOARD_UID}: ${there.title}`);
  }
  return { uid: there.uid, path: there.path };
}

async function readDashboard(transport: Transport, uid: string, signal: AbortSignal): Promise<FoundDashboard | null> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const response = await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS });
  if (response.status === 404) {
    return null;
  }
  const read = found.safeParse(bodyOf(response));
  if (!read.success) {
    throw new SourceError('bad-response', 'the dashboard of the journal cannot be read');
  }
  const { meta, dashboard } = read.data;
  return { uid: dashboard.uid, title: dashboard.title, path: meta.url, tags: dashboard.tags ?? [] };
}

async function readWriters(
  transport: Transport,
  uid: string,
  signal: AbortSignal
): Promise<readonly HomeWriter[] | null> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}/permissions`;
  const { status, body } = await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS });
  const { data } = z.array(permission).safeParse(status === 200 ? body : null);
  return (
    data
      ?.filter((one) => one.permission >= EDIT)
      .flatMap(({ role, team, userLogin }): HomeWriter[] => {
        const named = [
          { kind: 'role', name: role },
          { kind: 'team', name: team },
          { kind: 'user', name: userLogin },
        ] as const;
        return named.flatMap(({ kind, name }) => (name ? [{ kind, name }] : []));
      }) ?? null
  );
}
