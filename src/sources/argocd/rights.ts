import type { ProxyReader, ReaderAnswer } from '../grafana/proxyReader';
import { object } from '../json';

/** Rights change when somebody edits a policy. */
const KEEP_MS = 30_000;

// Argo CD holds the patterns of its policies against the text of `of`: `*/*` is matched by a policy for all applications, `*` is not.

/** Whether the token may do it, as Argo CD says itself. */
export function may(
  reader: ProxyReader,
  signal: AbortSignal,
  { resource, action, of }: Right
): Promise<ReaderAnswer<boolean>> {
  const path = of.split('/').map(encodeURIComponent).join('/');
  return reader.read(
    {
      path: `/api/v1/account/can-i/${resource}/${action}/${path}`,
      keepMs: KEEP_MS,
      parse: (body) => ({ value: object(body)['value'] === 'yes' }),
    },
    signal
  );
}

/** A right as a line of a policy names it. */
export interface Right {
  resource: string;
  action: string;
  of: string;
}

/** What belongs to a project and is named with it: `project/name`. */
const OF_PROJECTS: ReadonlyArray<readonly [resource: string, action: string]> = [
  ['applications', 'sync'],
  ['applications', 'delete'],
  ['applications', 'update'],
  ['applications', 'create'],
  ['applications', 'override'],
  ['applicationsets', 'create'],
  ['applicationsets', 'update'],
  ['applicationsets', 'delete'],
  ['exec', 'create'],
  ['logs', 'get'],
];

const OF_ALL: ReadonlyArray<readonly [resource: string, action: string]> = [
  ['projects', 'create'],
  ['projects', 'update'],
  ['projects', 'delete'],
  ['clusters', 'create'],
  ['clusters', 'update'],
  ['clusters', 'delete'],
  ['repositories', 'create'],
  ['repositories', 'update'],
  ['repositories', 'delete'],
  ['accounts', 'update'],
];

/** Projects that are asked about one by one; the rights of more are as good as never given one by one. */
const MOST_PROJECTS = 10;

/**
 * What the token may do and nobody here needs, as far as Argo CD can be asked: a right to one application by its name, or to
 * one custom action, is not found. A question that is not answered is left out.
 */
export async function excessRights(
  reader: ProxyReader,
  signal: AbortSignal,
  projects: readonly string[]
): Promise<readonly Right[]> {
  const everywhere = await held(reader, signal, [
    ...OF_PROJECTS.map(([resource, action]) => ({ resource, action, of: '*/*' })),
    ...OF_ALL.map(([resource, action]) => ({ resource, action, of: '*' })),
  ]);
  const known = new Set(everywhere.map(({ resource, action }) => `${resource} ${action}`));
  const inProjects = await held(
    reader,
    signal,
    projects
      .slice(0, MOST_PROJECTS)
      .flatMap((project) => OF_PROJECTS.map(([resource, action]) => ({ resource, action, of: `${project}/*` })))
      .filter(({ resource, action }) => !known.has(`${resource} ${action}`))
  );
  return [...everywhere, ...inProjects];
}

async function held(reader: ProxyReader, signal: AbortSignal, rights: readonly Right[]): Promise<readonly Right[]> {
  const answers = await Promise.all(rights.map((right) => may(reader, signal, right)));
  return rights.filter((_right, index) => {
    const answer = answers[index];
    return answer?.ok === true && answer.value;
  });
}
