import { randomBytes } from 'node:crypto';

import type { Annotations } from './annotations';
import { slug, type Dashboard, type DashboardModel, type Dashboards } from './dashboards';
import { accessDenied, badRequestData, json, jsonBody, middlewareJson, type Answer } from './http';
import type { Accounts, Identity } from './identity';
import type { AccessControl } from './permissions';
import type { Route } from './router';
import type { SignedCall } from './signedCall';

const url = (dashboard: Dashboard): string => `/d/${dashboard.uid}/${slug(dashboard.model.title)}`;
const unknown = (): Answer => middlewareJson(404, { message: 'Dashboard not found', title: 'Not found' });
/** Grafana's numbers of a dashboard's permissions. */
const LEVELS: Readonly<Record<string, number>> = { View: 1, Edit: 2, Admin: 4 };
const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** `/api/dashboards*`, `/api/search` and the grant of a dashboard to one user. */
export function dashboardRoutes(
  dashboards: Dashboards,
  annotations: Annotations,
  accounts: Accounts,
  access: AccessControl
): Route[] {
  const meta = (dashboard: Dashboard, identity: Identity) => {
    const scope = `dashboards:uid:${dashboard.uid}`;
    const canSave = access.may(identity, 'dashboards:write', scope);
    const rights = (home: string) => ({
      canAdd: access.mayAnnotate(identity, 'annotations:create', home),
      canEdit: access.mayAnnotate(identity, 'annotations:write', home),
      canDelete: access.mayAnnotate(identity, 'annotations:delete', home),
    });
    return {
      type: 'db',
      canSave,
      canEdit: canSave,
      canAdmin: access.may(identity, 'dashboards.permissions:write', scope),
      canStar: !identity.isService,
      canDelete: access.may(identity, 'dashboards:delete', scope),
      slug: slug(dashboard.model.title),
      url: url(dashboard),
      expires: '0001-01-01T00:00:00Z',
      created: iso(dashboard.createdMs),
      updated: iso(dashboard.updatedMs),
      updatedBy: dashboard.updatedBy,
      createdBy: dashboard.createdBy,
      version: dashboard.version,
      hasAcl: false,
      isFolder: false,
      apiVersion: 'v0alpha1',
      folderId: 0,
      folderUid: '',
      folderTitle: 'General',
      folderUrl: '',
      provisioned: dashboard.provisioned,
      provisionedExternalId: '',
      annotationsPermissions: { dashboard: rights(dashboard.uid), organization: rights('') },
    };
  };

  const get = ({ params, identity }: SignedCall): Answer => {
    const dashboard = dashboards.get(params['uid']!);
    if (!dashboard) {
      return unknown();
    }
    const { id, version } = dashboard;
    return json(200, { meta: meta(dashboard, identity), dashboard: { ...dashboard.model, id, version } });
  };

  const save = (call: SignedCall): Answer => {
    const body = jsonBody(call);
    const wanted = body?.['dashboard'] as (Partial<DashboardModel> & { version?: number }) | undefined;
    if (!body || !wanted?.title) {
      return badRequestData();
    }
    const uid = wanted.uid || randomBytes(6).toString('hex');
    const before = dashboards.get(uid);
    const mayWrite = before
      ? access.may(call.identity, 'dashboards:write', `dashboards:uid:${uid}`)
      : access.may(call.identity, 'dashboards:create');
    if (!mayWrite) {
      return json(403, { message: 'Access denied to save dashboard' });
    }
    if (before && body['overwrite'] !== true && wanted.version !== before.version) {
      return json(412, { message: 'The dashboard has been changed by someone else', status: 'version-mismatch' });
    }
    const saved = dashboards.save({ ...wanted, uid, title: wanted.title }, call.identity.login);
    const { id, version } = saved;
    return json(200, {
      folderUid: '',
      id,
      slug: slug(saved.model.title),
      status: 'success',
      uid,
      url: url(saved),
      version,
    });
  };

  const remove = ({ params, identity }: SignedCall): Answer => {
    const dashboard = dashboards.get(params['uid']!);
    if (!dashboard) {
      return unknown();
    }
    const { uid, model } = dashboard;
    if (!access.may(identity, 'dashboards:delete', `dashboards:uid:${uid}`)) {
      return accessDenied('dashboards:delete');
    }
    dashboards.remove(uid);
    annotations.removeOfDashboard(uid);
    return json(200, { message: `Dashboard ${model.title} deleted`, title: model.title, uid });
  };

  const search = ({ query }: SignedCall): Answer => {
    const wantedTags = query.getAll('tag');
    const text = (query.get('query') ?? '').toLowerCase();
    const uids = query.getAll('dashboardUIDs').concat(query.getAll('dashboardUID'));
    const found = dashboards.all().filter(({ uid, model }) => {
      const tags = (model['tags'] as string[] | undefined) ?? [];
      return (
        wantedTags.every((tag) => tags.includes(tag)) &&
        model.title.toLowerCase().includes(text) &&
        (uids.length === 0 || uids.includes(uid)) &&
        query.get('type') !== 'dash-folder'
      );
    });
    return json(
      200,
      found.slice(0, Number(query.get('limit') ?? 1000)).map((dashboard) => ({
        id: dashboard.id,
        uid: dashboard.uid,
        orgId: 1,
        title: dashboard.model.title,
        uri: `db/${slug(dashboard.model.title)}`,
        url: url(dashboard),
        slug: '',
        type: 'dash-db',
        tags: dashboard.model['tags'] ?? [],
        isStarred: false,
        sortMeta: 0,
        isDeleted: false,
      }))
    );
  };

  const permissions = ({ params }: SignedCall): Answer => {
    const uid = params['uid']!;
    if (!dashboards.exists(uid)) {
      return unknown();
    }
    const roles = [
      { role: 'Editor', permissionName: 'Edit' },
      { role: 'Viewer', permissionName: 'View' },
    ];
    const users = dashboards
      .grants(uid)
      .map(({ login, permission }) => ({ userLogin: login, permissionName: permission }));
    return json(
      200,
      [...roles, ...users].map((one) => ({
        ...one,
        permission: LEVELS[one.permissionName] ?? 0,
        uid,
        inherited: false,
      }))
    );
  };

  const grant = (call: SignedCall): Answer => {
    const user = accounts.byId(Number(call.params['user']));
    const permission = jsonBody(call)?.['permission'];
    if (!user || typeof permission !== 'string') {
      return badRequestData();
    }
    dashboards.grant(call.params['uid']!, user, permission);
    return json(200, { message: permission ? 'Permission created' : 'Permission removed' });
  };

  return [
    { method: 'GET', path: '/api/dashboards/uid/:uid', needs: 'dashboards:read', answer: get },
    { method: 'POST', path: '/api/dashboards/db', answer: save },
    { method: 'DELETE', path: '/api/dashboards/uid/:uid', needs: 'dashboards:delete', answer: remove },
    { method: 'GET', path: '/api/search', answer: search },
    {
      method: 'GET',
      path: '/api/dashboards/uid/:uid/permissions',
      needs: 'dashboards.permissions:read',
      answer: permissions,
    },
    {
      method: 'POST',
      path: '/api/access-control/dashboards/:uid/users/:user',
      needs: 'dashboards.permissions:write',
      answer: grant,
    },
  ];
}
