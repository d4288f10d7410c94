import { FieldType, type DataFrame } from '@grafana/data';

import type { Read, Snapshot } from '../../core/inventory/read';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { application, HOUR_MS, NOW_MS, project, window } from '../../core/products/argocd/testData';
import { inOrder } from '../../ui/datasource/answer';
import { annotationEvents } from './annotationEvents';
import { FRAMES } from './frames';
import { ALL_KINDS, type ArgocdQuery } from './query';
import { variableValues } from './variableValues';

const SPAN = { fromMs: NOW_MS - 24 * HOUR_MS, toMs: NOW_MS, nowMs: NOW_MS };

function snapshot(parts: Partial<ArgoParts>): Snapshot<ArgoParts> {
  const all = { applications: [], projects: [], clusters: [], ...parts };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]): [string, Read<unknown>] => [name, { ok: true, value, atMs: NOW_MS }])
  ) as Snapshot<ArgoParts>;
}

function frameOf(query: Omit<ArgocdQuery, 'refId'>, read: Snapshot<ArgoParts>): DataFrame {
  const answer = FRAMES[query.kind].frame(read, { refId: 'A', ...query }, SPAN);
  if (!answer.ok) {
    throw new Error(answer.reason.code);
  }
  return answer.frame;
}

function column(frame: DataFrame, name: string): unknown[] {
  return frame.fields.find((field) => field.name === name)?.values ?? [];
}

const sync = (hours: number, revision = 'abc') => ({ revision, deployedMs: NOW_MS - hours * HOUR_MS, by: 'ada' });
const failed = {
  phase: 'Failed',
  isWhole: true,
  startedMs: NOW_MS - 2 * HOUR_MS,
  finishedMs: NOW_MS - HOUR_MS,
  revision: 'def',
  message: 'hook failed',
  by: null,
};

it('has units and types, and an age only of what is out of sync', () => {
  const applications = [application({ name: 'a', sync: 'OutOfSync', history: [sync(31)] }), application({ name: 'b' })];
  const frame = frameOf({ kind: 'applications' }, snapshot({ applications }));
  expect(frame.length).toBe(2);
  expect(column(frame, 'Out of sync for up to')).toEqual([31 * 3600, null]);
  const fields = new Map(frame.fields.map((field) => [field.name, field]));
  expect(fields.get('Out of sync for up to')?.config.unit).toBe('s');
  expect(fields.get('Last sync')?.type).toBe(FieldType.time);
});

it('filters by project, application and cluster, several with commas', () => {
  const applications = [
    application({ name: 'a' }),
    application({ name: 'b', project: 'pay' }),
    application({ name: 'c', destination: { cluster: 'edge', namespace: '' } }),
  ];
  const names = (query: Partial<ArgocdQuery>) =>
    column(frameOf({ kind: 'applications', ...query }, snapshot({ applications })), 'Application');
  expect(names({})).toEqual(['a', 'b', 'c']);
  expect(names({ project: 'pay' })).toEqual(['b']);
  expect(names({ application: 'a,c' })).toEqual(['a', 'c']);
  expect(names({ cluster: 'ed*' })).toEqual(['c']);
});

it('lists syncs and operations of the range, oldest first, failed ones alone if asked', () => {
  const applications = [
    application({ name: 'a', history: [sync(1), sync(25)], operation: failed }),
    application({ name: 'b', history: [sync(3)], operation: { ...failed, phase: 'Succeeded' } }),
  ];
  const read = snapshot({ applications });
  expect(column(frameOf({ kind: 'history' }, read), 'Application')).toEqual(['b', 'a']);
  expect(column(frameOf({ kind: 'operations' }, read), 'Application')).toEqual(['a', 'b']);
  const only = frameOf({ kind: 'operations', failedOnly: true }, read);
  expect(column(only, 'Application')).toEqual(['a']);
  expect(column(only, 'Duration')).toEqual([3600]);
});

it('says of a project whether it may be synced now', () => {
  const projects = [project('free'), project('shut', [window({ kind: 'deny', schedule: '* * * * *' })])];
  expect(column(frameOf({ kind: 'projects' }, snapshot({ projects })), 'Syncs now')).toEqual(['free', 'denied']);
  expect(column(frameOf({ kind: 'windows' }, snapshot({ projects })), 'Open now')).toEqual([true]);
});

it.each(ALL_KINDS)('gives a reason instead of an empty table of %s', (kind) => {
  const refused = { ok: false, reason: { code: 'not-permitted' } } as const;
  const read = { applications: refused, projects: refused, clusters: refused };
  expect(FRAMES[kind].frame(read, { refId: 'A', kind }, SPAN)).toEqual(refused);
});

it('says in the frame that some rows could not be understood', () => {
  const read = { applications: { ok: true, value: [], atMs: 0, partial: { code: 'bad-response' } } } as const;
  expect(frameOf({ kind: 'summary' }, read).meta?.notices).toHaveLength(1);
});

it('makes points of syncs and spans of operations', () => {
  const applications = [application({ name: 'a', history: [sync(1, 'abc')], operation: failed })];
  const read = snapshot({ applications });
  expect(annotationEvents([frameOf({ kind: 'history' }, read)])).toEqual([
    { time: NOW_MS - HOUR_MS, title: 'a', text: 'abc, ada', tags: ['shop'] },
  ]);
  expect(annotationEvents([frameOf({ kind: 'operations' }, read)])).toMatchObject([
    {
      time: failed.startedMs,
      timeEnd: failed.finishedMs,
      isRegion: true,
      title: 'a: Failed',
      text: 'def\nhook failed',
    },
  ]);
  expect(annotationEvents([frameOf({ kind: 'projects' }, read)])).toEqual([]);
});

it('lists values of a variable once, in order, of one project if asked', async () => {
  const applications = [
    application({ name: 'b10' }),
    application({ name: 'b9' }),
    application({ name: 'x', project: 'pay', destination: { cluster: 'edge', namespace: '' } }),
  ];
  const inventory = {
    uid: 'x',
    name: 'x',
    read: () => Promise.resolve(snapshot({ applications }) as never),
    forget: () => undefined,
  };
  const values = async (list: 'applications' | 'projects' | 'clusters', of = '') => {
    const found = await variableValues(inventory, { refId: 'A', list, project: of }, new AbortController().signal);
    return found.ok ? inOrder(found.values).map(({ value }) => value) : found.reason;
  };
  expect(await values('applications')).toEqual(['b9', 'b10', 'x']);
  expect(await values('applications', 'pay')).toEqual(['x']);
  expect(await values('clusters')).toEqual(['edge', 'in-cluster']);
  expect(await values('projects')).toEqual(['pay', 'shop']);
});
