import { config } from '@grafana/runtime';

import type { Settings } from '../core/settings/settings';
import { browserQueue } from './journal/queue/browserQueue';
import type { GrafanaRight, Library, RoundsServices, User } from './services';

const RIGHTS: readonly GrafanaRight[] = [
  'datasources:explore',
  'datasources:read',
  'datasources:write',
  'datasources:create',
];

/** Who is signed in, by what Grafana said when the page was loaded. Explore may be switched off for everybody. */
function currentUser(): User {
  const { login, orgRole, isGrafanaAdmin, permissions } = config.bootData.user;
  const isGranted = (right: GrafanaRight) =>
    permissions?.[right] === true && (right !== 'datasources:explore' || config.exploreEnabled);
  return { login, isAdmin: orgRole === 'Admin' || isGrafanaAdmin, rights: new Set(RIGHTS.filter(isGranted)) };
}

/** 128 random bits in hex. `crypto.randomUUID` is missing where Grafana is served over plain http. */
function newEventKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type GrafanaClient = Pick<RoundsServices, 'clock' | 'saveSettings'> & {
  connect: (
    signal: AbortSignal,
    library: (settings: Settings) => Promise<Library>
  ) => ReturnType<RoundsServices['connect']>;
};

/** What screens need from outside, over one client of Grafana; the library's content is loaded when it is asked for. */
export function browserServices<Client extends GrafanaClient>(
  client: Client,
  library: RoundsServices['library']
): Client & Pick<RoundsServices, 'connect' | 'newKey' | 'user' | 'queue' | 'library'> {
  const connect = (signal: AbortSignal) => client.connect(signal, library);
  const user = currentUser();
  const queue = browserQueue({ subUrl: config.appSubUrl, orgId: config.bootData.user.orgId, login: user.login });
  return { ...client, connect, newKey: newEventKey, user, queue, library };
}
