import { config } from '@grafana/runtime';

import type { Library, RoundsServices } from './services';

/** Who is signed in, for what the screens offer; the server decides what is allowed. */
function currentUser(): { login: string; isAdmin: boolean } {
  const { login, orgRole, isGrafanaAdmin } = config.bootData.user;
  return { login, isAdmin: orgRole === 'Admin' || isGrafanaAdmin };
}

/** 128 random bits in hex. `crypto.randomUUID` is missing where Grafana is served over plain http. */
function newEventKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What screens need from outside, over one client of Grafana; the library's content is loaded when it is asked for. */
export function browserServices<Client extends Pick<RoundsServices, 'clock' | 'connect' | 'saveSettings'>>(
  client: Client,
  library: () => Promise<Library>
): Client & Pick<RoundsServices, 'newKey' | 'user' | 'library'> {
  return { ...client, newKey: newEventKey, user: currentUser(), library };
}
