import { TagLimitExceeded, type AnnotationInput, type AnnotationRow, type Annotations } from './annotations';
import type { Dashboards } from './dashboards';
import { accessDenied, badRequestData, json, jsonBody, type Answer } from './http';
import type { AccessControl } from './permissions';
import type { Route } from './router';
import type { SignedCall } from './signedCall';

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
/** Words such as `now-1h` count as nothing, without a complaint. */
const queryNumber = (call: SignedCall, name: string): number => Math.trunc(Number(call.query.get(name) ?? 0)) || 0;
const strings = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;

/** `/api/annotations*`. */
export function annotationRoutes(annotations: Annotations, dashboards: Dashboards, access: AccessControl): Route[] {
  const input = (body: Record<string, unknown>): AnnotationInput => ({
    text: typeof body['text'] === 'string' ? body['text'] : '',
    tags: strings(body['tags']),
    timeMs: number(body['time']),
    timeEndMs: number(body['timeEnd']),
    data: body['data'] ?? undefined,
  });

  const limitTags = (work: () => Answer): Answer => {
    try {
      return work();
    } catch (error) {
      if (error instanceof TagLimitExceeded) {
        return json(400, {
          statusCode: 400,
          messageId: 'annotations.tag-limit-exceeded',
          message: 'Tags length exceeds the maximum allowed.',
        });
      }
      throw error;
    }
  };

  const list = (call: SignedCall): Answer => {
    const type = call.query.get('type');
    const dashboardId = queryNumber(call, 'dashboardId');
    const rows =
      type === 'alert'
        ? []
        : annotations.find({
            fromMs: queryNumber(call, 'from'),
            toMs: queryNumber(call, 'to'),
            limit: queryNumber(call, 'limit'),
            tags: call.query.getAll('tags'),
            matchAny: call.query.get('matchAny') === 'true',
            dashboardUid: call.query.get('dashboardUID') ?? (dashboardId ? dashboards.uidOf(dashboardId) : undefined),
            panelId: queryNumber(call, 'panelId'),
            userId: queryNumber(call, 'userId'),
          });
    return json(
      200,
      rows.map((row) => row.body)
    );
  };

  const create = (call: SignedCall): Answer => {
    const body = jsonBody(call);
    if (!body) {
      return badRequestData();
    }
    const dashboardUid = String(body['dashboardUID'] ?? '');
    if (dashboardUid && !dashboards.exists(dashboardUid)) {
      return json(500, { message: 'Error while checking annotation permissions' });
    }
    if (!access.mayAnnotate(call.identity, 'annotations:create', dashboardUid)) {
      return json(403, { message: 'Access denied to save the annotation' });
    }
    const wanted = input(body);
    if (!wanted.text) {
      return json(400, { message: 'Failed to save annotation' });
    }
    return limitTags(() => {
      const id = annotations.add(call.identity, dashboardUid, number(body['panelId']), wanted);
      return json(200, { id, message: 'Annotation added' });
    });
  };

  /** Finds the annotation of the path and asks for the action on its home. */
  const withOne = (action: string, work: (row: AnnotationRow, call: SignedCall) => Answer) => (call: SignedCall) => {
    const row = annotations.byId(Number(call.params['id']));
    if (!row) {
      return json(404, { message: 'Annotation not found' });
    }
    return access.mayAnnotate(call.identity, action, row.dashboardUid) ? work(row, call) : accessDenied(action);
  };

  const change = (done: string, changes: (wanted: AnnotationInput) => Partial<AnnotationInput>) =>
    withOne('annotations:write', (row, call) => {
      const body = jsonBody(call);
      if (!body) {
        return badRequestData();
      }
      return limitTags(() => {
        annotations.change(row.id, changes(input(body)));
        return json(200, { message: done });
      });
    });

  const massDelete = (call: SignedCall): Answer => {
    const body = jsonBody(call);
    if (!body) {
      return badRequestData();
    }
    const one = number(body['annotationId']) ? annotations.byId(number(body['annotationId'])) : undefined;
    const asked = String(body['dashboardUID'] ?? '') || dashboards.uidOf(number(body['dashboardId'])) || '';
    const panelId = number(body['panelId']);
    if ((asked !== '') !== (panelId !== 0)) {
      return badRequestData();
    }
    const home = one?.dashboardUid ?? asked;
    if (!access.mayAnnotate(call.identity, 'annotations:delete', home)) {
      return json(403, { message: 'Access denied to mass delete annotations' });
    }
    if (one) {
      annotations.remove(one.id);
    } else {
      annotations.removeAll(home, panelId);
    }
    return json(200, { message: 'Annotations deleted' });
  };

  const tagList = (call: SignedCall): Answer => {
    const tags = annotations.tags(call.query.get('tag') ?? '', queryNumber(call, 'limit') || 100);
    return json(200, { result: { tags } });
  };

  return [
    { method: 'GET', path: '/api/annotations', needs: 'annotations:read', answer: list },
    { method: 'POST', path: '/api/annotations', needs: 'annotations:create', answer: create },
    { method: 'POST', path: '/api/annotations/mass-delete', needs: 'annotations:delete', answer: massDelete },
    { method: 'GET', path: '/api/annotations/tags', needs: 'annotations:read', answer: tagList },
    {
      method: 'GET',
      path: '/api/annotations/:id',
      needs: 'annotations:read',
      answer: withOne('annotations:read', (row) => json(200, row.body)),
    },
    {
      method: 'PUT',
      path: '/api/annotations/:id',
      needs: 'annotations:write',
      answer: change('Annotation updated', (wanted) => wanted),
    },
    {
      method: 'PATCH',
      path: '/api/annotations/:id',
      needs: 'annotations:write',
      answer: change('Annotation patched', (wanted) => ({ ...wanted, text: wanted.text || undefined })),
    },
    {
      method: 'DELETE',
      path: '/api/annotations/:id',
      needs: 'annotations:delete',
      answer: withOne('annotations:delete', (row) => {
        annotations.remove(row.id);
        return json(200, { message: 'Annotation deleted' });
      }),
    },
  ];
}
