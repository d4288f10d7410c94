import type { Store } from './database';
import type { Identity } from './identity';

/** Action to scopes, as `GET /api/access-control/user/permissions` gives them. */
export type Permissions = Record<string, string[]>;

const viewer: Permissions = {
  'alert.instances:read': [''],
  'alert.rules.external:read': ['datasources:*'],
  'alert.rules:read': ['folders:*'],
  'alert.silences:read': ['folders:*'],
  'annotations:read': ['annotations:*'],
  'dashboards:read': [],
  'datasources.id:read': ['datasources:*'],
  'datasources:query': ['datasources:*'],
  'datasources:read': ['datasources:*'],
  'orgs:read': [''],
  'plugins.app:access': ['plugins:*'],
};

const editor: Permissions = {
  'annotations:create': ['annotations:*'],
  'annotations:delete': ['annotations:*'],
  'annotations:write': ['annotations:*'],
  'dashboards:create': ['folders:*'],
  'datasources:explore': [''],
};

const admin: Permissions = {
  'datasources:create': [''],
  'datasources:write': ['datasources:*'],
  'datasources:delete': ['datasources:*'],
  'dashboards.permissions:read': ['dashboards:*'],
  'dashboards.permissions:write': ['dashboards:*'],
  'org.users:read': ['users:*'],
  'org.users:write': ['users:*'],
  'plugins:write': ['plugins:*'],
  'serviceaccounts:create': [''],
  'serviceaccounts:delete': ['serviceaccounts:*'],
  'serviceaccounts:read': ['serviceaccounts:*'],
  'serviceaccounts:write': ['serviceaccounts:*'],
};

const serverAdmin: Permissions = {
  'settings:read': ['settings:*'],
  'users:create': [''],
  'users:delete': ['global.users:*'],
  'users:read': ['global.users:*'],
};

const annotationWrites = ['annotations:create', 'annotations:delete', 'annotations:write'];
const dashboardWrites = ['dashboards:delete', 'dashboards:write'];

/** Organisation roles, and grants on single dashboards. */
export class AccessControl {
  constructor(private readonly store: Store) {}

  /** What somebody may do, with scopes: a bare action can be granted for one dashboard only. */
  of(identity: Identity): Permissions {
    const isViewer = identity.role !== 'None';
    const isEditor = identity.role === 'Editor' || identity.role === 'Admin';
    const permissions: Permissions = {};
    const roles = [
      isViewer && viewer,
      isEditor && editor,
      identity.role === 'Admin' && admin,
      identity.isAdmin && serverAdmin,
    ];
    for (const role of roles) {
      for (const [action, scopes] of Object.entries(role || {})) {
        permissions[action] = [...scopes];
      }
    }
    const grant = (actions: string[], scope: string) => {
      for (const action of actions) {
        (permissions[action] ??= []).push(scope);
      }
    };
    if (isViewer) {
      const dataSources = [
        'grafana',
        ...this.store.all('select uid from data_sources order by id').map((row) => row['uid']),
      ];
      dataSources.forEach((uid) => grant(['datasources:query', 'datasources:read'], `datasources:uid:${uid}`));
      const dashboards = this.store
        .all('select uid from dashboards order by uid')
        .map((row) => `dashboards:uid:${row['uid']}`);
      dashboards.forEach((scope) => grant(['annotations:read', 'dashboards:read'], scope));
      if (isEditor) {
        dashboards.forEach((scope) => grant([...annotationWrites, ...dashboardWrites], scope));
      }
    }
    const own = this.store.all(
      `select dashboard_uid from dashboard_permissions where user_id = ? and permission <> 'View'`,
      [identity.id]
    );
    own.forEach((row) => grant([...annotationWrites, ...dashboardWrites], `dashboards:uid:${row['dashboard_uid']}`));
    return permissions;
  }

  /** Whether the action is granted at all, or on the scope. `datasources:*` covers `datasources:uid:x`. */
  may(identity: Identity, action: string, scope?: string): boolean {
    const scopes = this.of(identity)[action];
    if (!scopes || scope === undefined) {
      return scopes !== undefined;
    }
    return scopes.some((one) => one === scope || (one.endsWith('*') && scope.startsWith(one.slice(0, -1))));
  }

  /** Whether annotations may be changed at a home: a dashboard, or with `''` the organisation. */
  mayAnnotate(identity: Identity, action: string, dashboardUid: string): boolean {
    return this.may(
      identity,
      action,
      dashboardUid ? `dashboards:uid:${dashboardUid}` : 'annotations:type:organization'
    );
  }
}
