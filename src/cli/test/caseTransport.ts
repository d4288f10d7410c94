import type { CaseServer } from '../../library/cases/testCase';
import { pathAndQuery } from '../../sources/transport/address';
import type { Transport, TransportRequest } from '../../sources/transport/port';

/** What a server's path begins with where Grafana's proxy passes it on. */
const PROXY = /^\/api\/datasources\/proxy\/uid\/[^/]+(?:\/api2\/json)?/;

const EVERY_PRIVILEGE = {
  'Sys.Audit': 1,
  'VM.Audit': 1,
  'Datastore.Audit': 1,
  'Remote.Audit': 1,
  'Datastore.AllocateSpace': 1,
  'VM.Backup': 1,
};

/** Rights that leave nothing out. */
const EVERYTHING = Object.fromEntries(
  ['/', '/access', '/access/groups', '/nodes', '/storage', '/vms', '/datastore', '/system', '/remote'].map((at) => [
    at,
    EVERY_PRIVILEGE,
  ])
);

/** Answers for a server from what the test lists; rights are complete where it does not list them. */
export function serverTransport({ product, answers }: CaseServer, nowMs: number): Transport {
  const isArgo = product === 'argocd';
  const isPlain = isArgo || product === 'grafana';
  const bodyOf = (data: unknown): unknown => {
    const timed = withTimes(data, (secondsAgo) => {
      const ms = nowMs - secondsAgo * 1000;
      return isPlain ? new Date(ms).toISOString().replace('.000Z', 'Z') : Math.round(ms / 1000);
    });
    return isPlain ? timed : { data: timed };
  };
  return {
    send: (request) => {
      const path = pathBelow(request);
      const listed = [pathWithQuery(request), path].find((one) => Object.hasOwn(answers, one));
      if (listed !== undefined) {
        return Promise.resolve({ status: 200, body: bodyOf(answers[listed]) });
      }
      if (product === 'grafana') {
        return Promise.resolve({ status: 404, body: { message: `the test has no answer for ${path}` } });
      }
      if (isArgo && path.startsWith('/api/v1/account/can-i/')) {
        return Promise.resolve({ status: 200, body: { value: 'yes' } });
      }
      return Promise.resolve(
        !isPlain && path === '/access/permissions'
          ? { status: 200, body: { data: EVERYTHING } }
          : { status: 501, body: { message: `the test has no answer for ${path}` } }
      );
    },
  };
}

function pathBelow({ path }: TransportRequest): string {
  return decodeURIComponent(path.replace(PROXY, ''));
}

function pathWithQuery(request: TransportRequest): string {
  return decodeURIComponent(pathAndQuery(request).replace(PROXY, ''));
}

/** The data with each `{secondsAgo: n}` in it made a time. */
function withTimes(data: unknown, timeOf: (secondsAgo: number) => unknown): unknown {
  if (Array.isArray(data)) {
    return data.map((one) => withTimes(one, timeOf));
  }
  if (typeof data !== 'object' || data === null) {
    return data;
  }
  if ('secondsAgo' in data && typeof data.secondsAgo === 'number') {
    return timeOf(data.secondsAgo);
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withTimes(value, timeOf)]));
}
