import type { Read, Snapshot } from '../../core/inventory/read';
import { hasFailed, lastInSyncMs, shortRevision } from '../../core/products/argocd/drift';
import type { ArgoApplication, ArgoParts } from '../../core/products/argocd/parts';
import { isOpen, permission } from '../../core/products/argocd/syncWindow';
import { notice, type FrameAnswer } from '../../ui/datasource/answer';
import { matches, wantedOf } from '../../ui/datasource/filter';
import type { TimeSpan } from '../../ui/datasource/query';
import {
  ago,
  moment,
  number,
  seconds,
  tableFrame,
  text,
  yesNo,
  type FrameColumn,
} from '../../ui/datasource/tableFrame';
import type { ArgocdQuery, Kind } from './query';

/** A dashboard's range, and now. */
type Span = TimeSpan & { nowMs: number };

interface FrameKind {
  parts: ReadonlyArray<keyof ArgoParts>;
  frame: (read: Snapshot<ArgoParts>, query: ArgocdQuery, span: Span) => FrameAnswer;
}

export const FRAMES: Readonly<Record<Kind, FrameKind>> = {
  applications: {
    parts: ['applications'],
    frame: (read, query, { nowMs }) =>
      fromApplications(
        read,
        query,
        (applications) =>
          applications.map((application) => ({ ...application, driftSeconds: driftSeconds(application, nowMs) })),
        APPLICATION_COLUMNS
      ),
  },
  summary: {
    parts: ['applications'],
    frame: (read, query) => fromApplications(read, query, (applications) => [applications], SUMMARY_COLUMNS),
  },
  history: {
    parts: ['applications'],
    frame: (read, query, { fromMs, toMs }) =>
      fromApplications(
        read,
        query,
        (applications) =>
          applications
            .flatMap((application) => application.history.map((sync) => ({ application, ...sync })))
            .filter(({ deployedMs }) => deployedMs >= fromMs && deployedMs <= toMs)
            .sort((a, b) => a.deployedMs - b.deployedMs),
        HISTORY_COLUMNS
      ),
  },
  operations: {
    parts: ['applications'],
    frame: (read, query, { fromMs, toMs, nowMs }) =>
      fromApplications(
        read,
        query,
        (applications) =>
          applications
            .flatMap((application) => {
              const { operation } = application;
              return operation === null ? [] : [{ ...operation, application, endMs: operation.finishedMs ?? nowMs }];
            })
            .filter(({ startedMs, endMs }) => (startedMs ?? endMs) <= toMs && endMs >= fromMs)
            .filter(({ application }) => query.failedOnly !== true || hasFailed(application))
            .sort((a, b) => (a.startedMs ?? 0) - (b.startedMs ?? 0)),
        OPERATION_COLUMNS
      ),
  },
  conditions: {
    parts: ['applications'],
    frame: (read, query) =>
      fromApplications(
        read,
        query,
        (applications) =>
          applications.flatMap((application) => application.conditions.map((one) => ({ application, ...one }))),
        CONDITION_COLUMNS
      ),
  },
  projects: {
    parts: ['projects', 'applications'],
    frame: ({ projects, applications }, query, { nowMs }) =>
      answer(projects, query, PROJECT_COLUMNS, (all) =>
        ofProjects(all, query).map(({ name, description, syncWindows }) => ({
          name,
          description,
          windows: syncWindows.length,
          syncs: permission(syncWindows, nowMs),
          applications: applications?.ok ? applications.value.filter(({ project }) => project === name).length : null,
        }))
      ),
  },
  windows: {
    parts: ['projects'],
    frame: ({ projects }, query, { nowMs }) =>
      answer(projects, query, WINDOW_COLUMNS, (all) =>
        ofProjects(all, query).flatMap(({ name, syncWindows }) =>
          syncWindows.map((window) => ({ project: name, ...window, open: isOpen(window, nowMs) }))
        )
      ),
  },
  clusters: {
    parts: ['clusters'],
    frame: ({ clusters }, query) =>
      answer(clusters, query, CLUSTER_COLUMNS, (all) =>
        all.filter(({ name, server }) => matches(wantedOf(query.cluster), name, server))
      ),
  },
};

type Application = ArgoApplication & { driftSeconds: number | null };

const APPLICATION_COLUMNS: ReadonlyArray<FrameColumn<Application>> = [
  text('Application', ({ name }) => name),
  text('Project', ({ project }) => project),
  text('Namespace', ({ namespace }) => namespace),
  text('Cluster', ({ destination }) => destination.cluster),
  text('Deployed to', ({ destination }) => destination.namespace),
  text('Sync', ({ sync }) => sync),
  text('Health', ({ health }) => health),
  text('Health message', ({ healthMessage }) => healthMessage),
  ago('Health since', ({ healthSinceMs }) => healthSinceMs),
  seconds('Out of sync for up to', ({ driftSeconds: age }) => age),
  number('Resources out of sync', ({ outOfSync }) => outOfSync.length),
  yesNo('Auto-sync', ({ autoSync }) => autoSync),
  yesNo('Self-heal', ({ selfHeal }) => selfHeal),
  text('Target', ({ targetRevision }) => targetRevision),
  text('Revision', ({ history }) => shortRevision(history[0]?.revision ?? null)),
  text('Revision in Git', ({ revision }) => shortRevision(revision)),
  ago('Last sync', ({ history }) => history[0]?.deployedMs ?? null),
  text('Operation', ({ operation }) => operation?.phase ?? null),
  text('Repository', ({ repository }) => repository),
  text('Images', ({ images }) => images.join(', ')),
  ago('Compared', ({ reconciledMs }) => reconciledMs),
];

const count =
  (is: (application: ArgoApplication) => boolean) =>
  (applications: readonly ArgoApplication[]): number =>
    applications.filter(is).length;

const SUMMARY_COLUMNS: ReadonlyArray<FrameColumn<readonly ArgoApplication[]>> = [
  number('Applications', ({ length }) => length),
  number(
    'Synced and healthy',
    count(({ sync, health }) => sync === 'Synced' && health === 'Healthy')
  ),
  number(
    'Out of sync',
    count(({ sync }) => sync === 'OutOfSync')
  ),
  number(
    'Degraded or missing',
    count(({ health }) => health === 'Degraded' || health === 'Missing')
  ),
  number('Last sync failed', count(hasFailed)),
  number(
    'Unknown',
    count(({ sync, health }) => sync === 'Unknown' || health === 'Unknown')
  ),
];

type History = ArgoApplication['history'][number] & { application: ArgoApplication };

const HISTORY_COLUMNS: ReadonlyArray<FrameColumn<History>> = [
  moment('Deployed', ({ deployedMs }) => deployedMs),
  text('Application', ({ application }) => application.name),
  text('Project', ({ application }) => application.project),
  text('Cluster', ({ application }) => application.destination.cluster),
  text('Revision', ({ revision }) => shortRevision(revision)),
  text('By', ({ by }) => by),
];

type Operation = NonNullable<ArgoApplication['operation']> & { application: ArgoApplication };

const OPERATION_COLUMNS: ReadonlyArray<FrameColumn<Operation>> = [
  moment('Started', ({ startedMs }) => startedMs),
  moment('Ended', ({ finishedMs }) => finishedMs),
  text('Application', ({ application }) => application.name),
  text('Project', ({ application }) => application.project),
  text('Cluster', ({ application }) => application.destination.cluster),
  text('Phase', ({ phase }) => phase),
  seconds('Duration', ({ startedMs, finishedMs }) =>
    startedMs === null || finishedMs === null ? null : (finishedMs - startedMs) / 1000
  ),
  text('Revision', ({ revision }) => shortRevision(revision)),
  text('By', ({ by }) => by),
  text('Message', ({ message }) => message),
];

type Condition = ArgoApplication['conditions'][number] & { application: ArgoApplication };

const CONDITION_COLUMNS: ReadonlyArray<FrameColumn<Condition>> = [
  moment('Since', ({ sinceMs }) => sinceMs),
  text('Application', ({ application }) => application.name),
  text('Project', ({ application }) => application.project),
  text('Type', ({ type }) => type),
  text('Message', ({ message }) => message),
];

interface Project {
  name: string;
  description: string | null;
  applications: number | null;
  windows: number;
  syncs: string;
}

const PROJECT_COLUMNS: ReadonlyArray<FrameColumn<Project>> = [
  text('Project', ({ name }) => name),
  text('Description', ({ description }) => description),
  number('Applications', ({ applications }) => applications),
  number('Sync windows', ({ windows }) => windows),
  text('Syncs now', ({ syncs }) => syncs),
];

type Window = ArgoParts['projects'][number]['syncWindows'][number] & { project: string; open: boolean | null };

const WINDOW_COLUMNS: ReadonlyArray<FrameColumn<Window>> = [
  text('Project', ({ project }) => project),
  text('Kind', ({ kind }) => kind),
  yesNo('Open now', ({ open }) => open),
  text('Schedule', ({ schedule }) => schedule),
  text('Duration', ({ duration }) => duration),
  text('Time zone', ({ timeZone }) => timeZone),
  text('Applications', ({ applications }) => applications.join(', ')),
  text('Namespaces', ({ namespaces }) => namespaces.join(', ')),
  text('Clusters', ({ clusters }) => clusters.join(', ')),
  yesNo('By hand allowed', ({ manualSync }) => manualSync),
];

const CLUSTER_COLUMNS: ReadonlyArray<FrameColumn<ArgoParts['clusters'][number]>> = [
  text('Cluster', ({ name }) => name),
  text('Address', ({ server }) => server),
  text('Connection', ({ connection }) => connection),
  text('Message', ({ message }) => message),
  text('Version', ({ version }) => version),
  number('Applications', ({ applications }) => applications),
];

function fromApplications<Row>(
  { applications }: Snapshot<ArgoParts>,
  query: ArgocdQuery,
  rows: (applications: readonly ArgoApplication[]) => readonly Row[],
  columns: ReadonlyArray<FrameColumn<Row>>
): FrameAnswer {
  const [project, name, cluster] = [query.project, query.application, query.cluster].map(wantedOf);
  return answer(applications, query, columns, (all) =>
    rows(
      all.filter(
        (application) =>
          matches(project ?? [], application.project) &&
          matches(name ?? [], application.name) &&
          matches(cluster ?? [], application.destination.cluster)
      )
    )
  );
}

function ofProjects(projects: ArgoParts['projects'], { project }: ArgocdQuery): ArgoParts['projects'] {
  return projects.filter(({ name }) => matches(wantedOf(project), name));
}

function answer<T, Row>(
  read: Read<T> | undefined,
  { refId, kind }: ArgocdQuery,
  columns: ReadonlyArray<FrameColumn<Row>>,
  rows: (value: T) => readonly Row[]
): FrameAnswer {
  if (read?.ok !== true) {
    return { ok: false, reason: read?.reason ?? { code: 'internal', detail: `${kind} was not read` } };
  }
  const notices = read.partial ? [notice(null, read.partial)] : [];
  return { ok: true, frame: tableFrame({ refId, name: kind, notices }, columns, rows(read.value)) };
}

function driftSeconds(application: ArgoApplication, nowMs: number): number | null {
  const lastMs = application.sync === 'OutOfSync' ? lastInSyncMs(application) : null;
  return lastMs === null ? null : Math.max(0, (nowMs - lastMs) / 1000);
}
