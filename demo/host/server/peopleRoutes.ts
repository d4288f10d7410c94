import { EMULATED_VERSION } from './emulatedVersion';
import {
  badRequestData,
  empty,
  json,
  jsonBody,
  middlewareJson,
  accessDenied,
  unauthorized,
  type Answer,
  type Call,
} from './http';
import type { Accounts, Identity, Role } from './identity';
import type { AccessControl } from './permissions';
import type { OpenRoute, Route } from './router';
import type { SignedCall } from './signedCall';

const AVATAR = '/public/img/user_profile.png';
const ORGANISATION = {
  id: 1,
  name: 'Main Org.',
  address: { address1: '', address2: '', city: '', zipCode: '', state: '', country: '' },
};
const NEVER = '0001-01-01T00:00:00Z';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isRole = (value: unknown): value is Role => ['Viewer', 'Editor', 'Admin', 'None'].includes(value as string);
const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** A service account is no user to `GET /api/user`: id 0 and no dates. */
function userBody(identity: Identity) {
  const isPerson = !identity.isService;
  return {
    id: isPerson ? identity.id : 0,
    uid: isPerson ? identity.uid : `service-account:${identity.id}`,
    email: identity.email,
    name: identity.name,
    login: identity.login,
    theme: identity.theme,
    orgId: 1,
    isGrafanaAdmin: identity.isAdmin,
    isDisabled: false,
    isExternal: false,
    isExternallySynced: false,
    isGrafanaAdminExternallySynced: false,
    authLabels: isPerson ? [] : null,
    updatedAt: isPerson ? iso(identity.createdMs) : NEVER,
    createdAt: isPerson ? iso(identity.createdMs) : NEVER,
    avatarUrl: isPerson ? AVATAR : '',
    isProvisioned: false,
  };
}

const memberBody = (identity: Identity) => ({
  orgId: 1,
  userId: identity.id,
  uid: identity.uid,
  email: identity.email,
  name: identity.name,
  avatarUrl: AVATAR,
  login: identity.login,
  role: identity.role,
  lastSeenAt: iso(identity.createdMs),
  created: iso(identity.createdMs),
  lastSeenAtAge: '1 minute',
  isDisabled: false,
  authLabels: null,
  isExternallySynced: false,
  isProvisioned: false,
});

/** Who one is, what one may, and the organisation's people. */
export function peopleRoutes(accounts: Accounts, access: AccessControl): Route[] {
  const lookUp = (): Answer =>
    json(
      200,
      accounts.all('people').map(({ id, uid, login }) => ({ userId: id, uid, login, avatarUrl: AVATAR }))
    );

  const setPreferences = (call: SignedCall): Answer => {
    accounts.setTheme(call.identity.id, text(jsonBody(call)?.['theme']));
    return json(200, { message: 'Preferences updated' });
  };

  const preferences = ({ identity }: SignedCall): Answer => json(200, identity.theme ? { theme: identity.theme } : {});

  /** A service account gets Grafana's odd 304. */
  const teams = ({ identity }: SignedCall): Answer => (identity.isService ? empty(304) : json(200, []));

  const anyOf =
    'any of org.users:read, teams.permissions:write, folders.permissions:write, dashboards.permissions:write';
  return [
    { method: 'GET', path: '/api/user', answer: ({ identity }) => json(200, userBody(identity)) },
    { method: 'GET', path: '/api/user/teams', answer: teams },
    { method: 'GET', path: '/api/user/preferences', answer: preferences },
    { method: 'PATCH', path: '/api/user/preferences', answer: setPreferences },
    {
      method: 'GET',
      path: '/api/access-control/user/permissions',
      answer: ({ identity }) => json(200, access.of(identity)),
    },
    { method: 'GET', path: '/api/org', needs: 'orgs:read', answer: () => json(200, ORGANISATION) },
    {
      method: 'GET',
      path: '/api/org/users',
      needs: 'org.users:read',
      answer: () => json(200, accounts.all('people').map(memberBody)),
    },
    {
      method: 'GET',
      path: '/api/org/users/lookup',
      answer: ({ identity }) => (access.may(identity, 'org.users:read') ? lookUp() : accessDenied(anyOf)),
    },
  ];
}

/** As `GET /api/serviceaccounts/<id>/tokens` lists them: one that never expires has no time to it. */
function tokenBody({ id, name }: { id: number; name: string }) {
  return { id, name, expiration: null, secondsUntilExpiration: 0, hasExpired: false, isRevoked: false };
}

/** What an administrator needs to make users, service accounts and tokens, and to remove them. */
export function administrationRoutes(accounts: Accounts): Route[] {
  const createUser = (call: SignedCall): Answer => {
    const body = jsonBody(call) ?? {};
    const login = text(body['login']) || text(body['email']);
    if (!login || !text(body['password'])) {
      return badRequestData();
    }
    if (accounts.byLogin(login)) {
      return json(412, { message: `User with email '${text(body['email'])}' or username '${login}' already exists` });
    }
    const { id, uid } = accounts.create({
      login,
      email: text(body['email']) || login,
      name: text(body['name']),
      role: 'Viewer',
      password: text(body['password']),
    });
    return json(200, { id, uid, message: 'User created' });
  };

  const setRole = (call: SignedCall): Answer => {
    const role = jsonBody(call)?.['role'];
    if (!isRole(role)) {
      return badRequestData();
    }
    accounts.setRole(Number(call.params['id']), role);
    return json(200, { message: 'Organization user updated' });
  };

  const findUser = (call: SignedCall): Answer => {
    const found = accounts.byLogin(call.query.get('loginOrEmail') ?? '');
    return found ? json(200, userBody(found)) : json(404, { message: 'user not found' });
  };

  const remove =
    (message: string) =>
    (call: SignedCall): Answer => {
      accounts.remove(Number(call.params['id']));
      return json(200, { message });
    };

  const serviceAccountBody = (identity: Identity) => ({
    id: identity.id,
    uid: identity.uid,
    name: identity.name,
    login: identity.login,
    orgId: 1,
    isDisabled: false,
    role: identity.role,
    tokens: accounts.tokensOf(identity.id).length,
    avatarUrl: AVATAR,
    isExternal: false,
  });

  const createServiceAccount = (call: SignedCall): Answer => {
    const { name, role } = jsonBody(call) ?? {};
    const login = `sa-1-${text(name).toLowerCase().replace(/\s+/g, '-')}`;
    if (!text(name) || accounts.byLogin(login)) {
      return json(400, {
        message: 'Failed to create service account',
        messageId: 'serviceaccounts.ErrAlreadyExists',
        statusCode: 400,
      });
    }
    const made = accounts.create({
      login,
      email: login,
      name: text(name),
      role: isRole(role) ? role : 'Viewer',
      isService: true,
    });
    return json(201, serviceAccountBody(made));
  };

  const searchServiceAccounts = (call: SignedCall): Answer => {
    const wanted = (call.query.get('query') ?? '').toLowerCase();
    const found = accounts.all('services').filter((one) => one.name.toLowerCase().includes(wanted));
    return json(200, {
      totalCount: found.length,
      serviceAccounts: found.map(serviceAccountBody),
      page: 1,
      perPage: 1000,
    });
  };

  const createToken = (call: SignedCall): Answer => {
    const owner = accounts.byId(Number(call.params['id']));
    const name = text(jsonBody(call)?.['name']);
    if (!owner?.isService || !name) {
      return json(404, {
        message: 'Service account not found',
        messageId: 'serviceaccounts.ErrNotFound',
        statusCode: 404,
      });
    }
    const made = accounts.createToken(owner.id, name);
    return made
      ? json(200, { ...made, name })
      : json(400, {
          message: 'service account token with given name already exists in the organization',
          messageId: 'serviceaccounts.ErrTokenAlreadyExists',
          statusCode: 400,
          traceID: '',
        });
  };

  return [
    { method: 'POST', path: '/api/admin/users', needs: 'users:create', answer: createUser },
    { method: 'DELETE', path: '/api/admin/users/:id', needs: 'users:delete', answer: remove('User deleted') },
    { method: 'GET', path: '/api/users/lookup', needs: 'users:read', answer: findUser },
    { method: 'PATCH', path: '/api/org/users/:id', needs: 'org.users:write', answer: setRole },
    { method: 'POST', path: '/api/serviceaccounts', needs: 'serviceaccounts:create', answer: createServiceAccount },
    {
      method: 'GET',
      path: '/api/serviceaccounts/search',
      needs: 'serviceaccounts:read',
      answer: searchServiceAccounts,
    },
    {
      method: 'DELETE',
      path: '/api/serviceaccounts/:id',
      needs: 'serviceaccounts:delete',
      answer: remove('Service account deleted'),
    },
    {
      method: 'GET',
      path: '/api/serviceaccounts/:id/tokens',
      needs: 'serviceaccounts:read',
      answer: ({ params }) => json(200, accounts.tokensOf(Number(params['id'])).map(tokenBody)),
    },
    { method: 'POST', path: '/api/serviceaccounts/:id/tokens', needs: 'serviceaccounts:write', answer: createToken },
  ];
}

/** Login, logout and the rotation of a session's token; cookies are for the sub path. */
export function sessionRoutes(accounts: Accounts, cookiePath: string): OpenRoute[] {
  const cookie = (token: string, maxAge: number) =>
    `grafana_session=${token}; Path=${cookiePath}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax`;

  const login = (call: Call): Answer => {
    const isForm = /urlencoded/.test(call.headers['content-type'] ?? '');
    const body = isForm ? Object.fromEntries(new URLSearchParams(call.body.toString('utf8'))) : jsonBody(call);
    const identity = accounts.byPassword(text(body?.['user']), text(body?.['password']));
    if (!identity) {
      return json(401, {
        statusCode: 401,
        messageId: 'password-auth.failed',
        message: 'Invalid username or password',
      });
    }
    const headers = { 'set-cookie': cookie(accounts.sessions.open(identity.id), 2592000) };
    return isForm
      ? { status: 302, contentType: null, body: '', headers: { ...headers, location: cookiePath } }
      : { ...json(200, { message: 'Logged in', redirectUrl: cookiePath }), headers };
  };

  const logout = (call: Call): Answer => {
    accounts.sessions.close(call.headers);
    return {
      status: 302,
      contentType: null,
      body: '',
      headers: { 'set-cookie': cookie('', 0), location: `${cookiePath}login`.replace('//', '/') },
    };
  };

  const rotate = (call: Call): Answer => {
    const token = accounts.sessions.rotate(call.headers);
    return token ? { ...json(200, {}), headers: { 'set-cookie': cookie(token, 2592000) } } : unauthorized();
  };

  /** Where a page sends its visitor whose token is to be rotated; only ways within this host are taken back. */
  const rotateAndReturn = (call: Call): Answer => {
    const token = accounts.sessions.rotate(call.headers);
    const wanted = call.query.get('redirectTo') ?? '';
    const location = /^\/(?![/\\])/.test(wanted) ? wanted : cookiePath;
    const headers = { location, ...(token && { 'set-cookie': cookie(token, 2592000) }) };
    return { status: 302, contentType: null, body: '', headers };
  };

  const health = () => middlewareJson(200, { database: 'ok', version: EMULATED_VERSION, commit: 'demo' });
  return [
    { method: 'POST', path: '/login', open: true, answer: login },
    { method: 'GET', path: '/logout', open: true, answer: logout },
    { method: 'POST', path: '/api/user/auth-tokens/rotate', open: true, answer: rotate },
    { method: 'GET', path: '/user/auth-tokens/rotate', open: true, answer: rotateAndReturn },
    { method: 'GET', path: '/api/health', open: true, answer: health },
  ];
}
