import type { Paths } from './productPaths';
import type { RawRequest } from './rawRequest';

type Header = readonly [name: string, value: string];

export interface OddRequest extends Omit<RawRequest, 'address'> {
  /** Below the proxy of the data source; a complete address when it does not start there. */
  path: string;
  isComplete?: boolean;
}

const get = (path: string, headers?: Header[]): OddRequest => ({ method: 'GET', path, headers });

function byMethod({ allowed, root, forbidden }: Paths): OddRequest[] {
  const known = ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'];
  const other = ['get', 'Get', 'post', 'PROPFIND', 'MKCOL', 'SEARCH', 'PURGE', 'LINK', 'LOCK', 'REPORT', 'FOO', 'GETX'];
  return [
    ...known.flatMap((method) => [
      { method, path: allowed },
      { method, path: `${root}/${forbidden}`, body: 'username=root@pam&password=x' },
    ]),
    ...other.map((method) => ({ method, path: allowed })),
    { method: 'POST', path: allowed, body: '{}', headers: [['Content-Type', 'application/json']] },
    { method: 'POST', path: allowed, body: 'a=1', headers: [['Content-Type', 'application/x-www-form-urlencoded']] },
    { method: 'DELETE', path: `${allowed}/x` },
    { method: 'PUT', path: `${allowed}/x`, body: 'command=shutdown' },
    { method: 'GET', path: allowed, body: '{"method":"POST"}' },
    { method: 'GET', path: allowed, version: 'HTTP/1.0' },
    { method: 'GET', path: allowed, version: 'HTTP/2.0' },
  ];
}

function byHeader({ allowed, root, forbidden }: Paths): OddRequest[] {
  const overrides = [
    'X-HTTP-Method-Override',
    'X-HTTP-Method',
    'X-Method-Override',
    'X-Original-Method',
    'Override-Method',
  ];
  const rewrites = ['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Path', 'X-Forwarded-Prefix', 'Forwarded'];
  const elsewhere = `/${root}/${forbidden}`;
  return [
    ...overrides.flatMap((name) => [
      get(allowed, [[name, 'POST']]),
      { method: 'POST', path: allowed, headers: [[name, 'GET'] as const] },
    ]),
    ...rewrites.map((name) => get(allowed, [[name, elsewhere]])),
    get(allowed, [['X-DS-Authorization', 'Bearer mine']]),
    get(`${root}/${forbidden}`, [['X-DS-Authorization', 'Bearer mine']]),
    get(allowed, [['Cookie', 'PVEAuthCookie=mine; argocd.token=mine']]),
    get(allowed, [['CSRFPreventionToken', 'mine']]),
    get(allowed, [['Proxy-Authorization', 'Basic bWluZQ==']]),
    get(allowed, [
      ['X-Grafana-Id', 'mine'],
      ['X-Grafana-User', 'mine'],
    ]),
    get(allowed, [
      ['X-Forwarded-For', '10.0.0.1'],
      ['X-Forwarded-Host', 'mine'],
      ['X-Forwarded-Proto', 'mine'],
    ]),
    get(allowed, [
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Key', 'eA=='],
      ['Sec-WebSocket-Version', '13'],
    ]),
    get(allowed, [['X-Big', 'x'.repeat(6_000)]]),
    get(allowed, [['Host', 'elsewhere']]),
    get(allowed, [
      ['Content-Length', '3'],
      ['Transfer-Encoding', 'chunked'],
    ]),
    get(allowed, [['Range', 'bytes=0-1']]),
    get(allowed, [['Expect', '100-continue']]),
  ];
}

function byPath({ allowed, root, forbidden, otherRoot }: Paths): OddRequest[] {
  const [first = '', second = ''] = root.split('/');
  const last = allowed.slice(root.length + 1);
  const up = (times: number, dots: string, slash = '/') => `${dots}${slash}`.repeat(times);
  // prettier-ignore
  const paths = [
    '', '/', '.', '..', '%2e', '%2e%2e', '*', first, root, `${root}/`,
    // Longer and shorter names, other roots.
    `${allowed}X`, `${allowed}/`, `${allowed}.`, `${allowed}..`, `${allowed}...`, `${allowed}-x`, `${allowed}.json`,
    allowed.slice(0, -1), `${otherRoot}/${last}`, `x/${allowed}`, `${root}/${forbidden}`,
    // Case.
    allowed.toUpperCase(), `${first.toUpperCase()}/${second}/${last}`, `${root}/${last.toUpperCase()}`,
    `${first}/${second.toUpperCase()}/${last}`, `${root}/${last[0]!.toUpperCase()}${last.slice(1)}`,
    // Doubled slashes.
    `/${allowed}`, `//${allowed}`, `///${allowed}`, `${first}//${second}//${last}`, `${root}//${forbidden}`,
    `${allowed}//`, `${allowed}//x`, `./${allowed}`, `././${allowed}`, `${root}/./${last}`, `${allowed}/.`,
    `${allowed}/./x`,
    // Dots that leave the list, and dots that come back to it.
    `${allowed}/../${forbidden}`, `${allowed}/x/../../${forbidden}`, `${allowed}/${up(3, '..')}${forbidden}`,
    `${allowed}/..`, `${allowed}/../`, `../${allowed}`, `${up(9, '..')}${allowed}`, `${up(5, '..')}etc/passwd`,
    `${root}/${forbidden}/${up(2, '..')}${last}`, `${root}/x/../${last}`, `${allowed}/x/..`, `${allowed}/x/../y`,
    `${otherRoot}/../${allowed.slice(allowed.indexOf('/') + 1)}`,
    // Encoded dots and slashes.
    `${allowed}/%2e%2e/${forbidden}`, `${allowed}/%2E%2E/${forbidden}`, `${allowed}/%2e./${forbidden}`,
    `${allowed}/.%2e/${forbidden}`, `${allowed}/%2e%2e%2f${forbidden.replace('/', '%2f')}`,
    `${allowed}/..%2f${forbidden}`, `${allowed}%2f..%2f${forbidden}`, `${allowed}/%252e%252e/${forbidden}`,
    `${allowed}/%252e%252e%252f${forbidden}`, `${allowed}/%c0%ae%c0%ae/${forbidden}`,
    `${allowed}/..%c0%af${forbidden}`, `${allowed}/%2e`, `${allowed}%2e%2e`, `%2e%2e/${allowed}`, `%2f${allowed}`,
    `${allowed.replaceAll('/', '%2f')}`, `${first}%2f${second}/${last}`, `${first}%2F${second}%2F${last}`,
    `${root}%2f${last}`, `${root}/%2e%2e/json/${last}`, `${root}/%2f${last}`,
    `${[...allowed].map((char) => (char === '/' ? char : `%${char.charCodeAt(0).toString(16)}`)).join('')}`,
    `${root}/%${last.charCodeAt(0).toString(16)}${last.slice(1)}`, `${root}%2f%2e%2e%2f${forbidden}`,
    // Backslashes, semicolons, null bytes, blanks, control characters.
    `${allowed}\\..\\${forbidden}`, `${allowed}/..\\${forbidden}`, `${root}\\${last}`,
    `${allowed}%5c..%5c${forbidden}`, `${allowed}/%5c..%2f${forbidden}`, `${allowed};x=1`,
    `${allowed}/..;/${forbidden}`, `${root};/${last}`, `${allowed};/../${forbidden}`, `${allowed}%3b`,
    `${allowed}%00`, `${allowed}%00/../${forbidden}`, `${root}/${forbidden}%00${last}`, `%00${allowed}`,
    `${allowed}%20`, `%20${allowed}`, `${allowed}%09`, `${allowed}%0d%0aX-Injected:%20yes`, `${allowed}%0a`,
    `${allowed}\u0000`, `${allowed}\u0001`, `${allowed}\u007f`, `${allowed}\t`, `${allowed} x`, `${allowed}\u000b`,
    // Characters that are no part of a path, and other alphabets.
    `${allowed}"`, `${allowed}"/%2e%2e%2f${forbidden.replace('/', '%2f')}`, `${root}/x"/%2e%2e%2f${last}`,
    `${allowed}<x>`, `${allowed}^`, `${allowed}\`x\``, `${allowed}{x}`, `${allowed}|x`, `${allowed}/\u00e4`,
    `${allowed}/\u00c3\u00a4`, `${root}/\u00ef\u00bd\u008eodes`, `${root}/%ef%bd%8eodes`, `${allowed}%ff`,
    `${allowed}%`, `${allowed}%z`, `${allowed}%u002e`, `${allowed}#x`, `${allowed}#/../${forbidden}`, `${allowed}%23`,
    `${allowed}%3fx=1`, `${root}/${forbidden}%3f/${last}`, `${allowed}*`, `${allowed}[0]`, `${allowed}:443`,
    `${allowed}@elsewhere`, `@elsewhere/${allowed}`, `${allowed},x`, `${allowed}&x`,
    // Queries.
    `${allowed}?`, `${allowed}??`, `${allowed}?x=1&x=2`, `${allowed}?path=/${root}/${forbidden}`,
    `${allowed}?_method=POST`, `${allowed}?_dc=1&method=DELETE`, `${allowed}?command=shutdown`, `${allowed}?a;b`,
    `${allowed}?x=%zz`, `${allowed}?x=\u00e4`, `?${allowed}`, `?path=${allowed}`, `${root}/${forbidden}?x=${allowed}`,
    `${root}/${forbidden}?/../${last}`,
    // Very long ones.
    `${allowed}/${'x'.repeat(4_000)}`, `${'../'.repeat(500)}${allowed}`,
    `${'a/'.repeat(300)}${'../'.repeat(300)}${allowed}`, `${'/'.repeat(500)}${allowed}`,
    `${allowed}?${'x=1&'.repeat(1_000)}`, `${'x'.repeat(4_000)}`,
  ];
  return paths.map((path) => get(path));
}

/** Addresses that do not begin at the proxy of the data source, or do so in another form. */
function byAddress(uid: string, id: number, { allowed, root, forbidden }: Paths): OddRequest[] {
  const proxy = `/api/datasources/proxy/uid/${uid}`;
  const byId = `/api/datasources/proxy/${id}`;
  const escapedUid = `%${uid.charCodeAt(0).toString(16)}${uid.slice(1)}`;
  return [
    `http://127.0.0.1${proxy}/${allowed}`,
    `http://127.0.0.1${proxy}/${root}/${forbidden}`,
    `https://elsewhere.example${proxy}/${allowed}`,
    `//127.0.0.1${proxy}/${allowed}`,
    `${proxy}`,
    `${proxy}?${allowed}`,
    `${proxy}X/${allowed}`,
    `${proxy}%2f${allowed}`,
    `${proxy}%2f../${allowed}`,
    `${proxy}/../${uid}/${allowed}`,
    `${proxy}/../../../../user`,
    `/api/datasources/proxy/uid/${escapedUid}/${allowed}`,
    `/api/datasources/proxy/uid/${uid.toUpperCase()}/${allowed}`,
    `/api/datasources/proxy/uid/..%2f${uid}/${allowed}`,
    `/api/datasources/proxy/uid//${uid}/${allowed}`,
    `/api//datasources/proxy/uid/${uid}/${allowed}`,
    `/API/datasources/proxy/uid/${uid}/${allowed}`,
    `/api/datasources/proxy/uid%2f${uid}/${allowed}`,
    `/api/datasources/uid/${uid}/resources/${allowed}`,
    `/api/datasources/uid/${uid}/resources/${root}/${forbidden}`,
    `/api/datasources/uid/${uid}/health`,
    `/api/plugin-proxy/opsrounds-ops-app/${allowed}`,
    `/api/plugin-proxy/opsrounds-proxmox-datasource/${allowed}`,
    `${byId}/${allowed}`,
    `${byId}/${root}/${forbidden}`,
    `${byId}/${allowed}/%2e%2e/${forbidden}`,
    `/api/datasources/proxy/0${id}/${root}/${forbidden}`,
    `/api/datasources/proxy/${id}x/${allowed}`,
    '*',
    'elsewhere:443',
  ].map((path) => ({ method: 'GET', path, isComplete: true }));
}

/** Everything that is tried against one data source. */
export function oddRequests(uid: string, id: number, paths: Paths): OddRequest[] {
  return [
    ...byMethod(paths),
    ...byHeader(paths),
    ...byPath(paths),
    ...paths.own.map((path) => get(path)),
    ...byAddress(uid, id, paths),
  ];
}
