import { config } from '@grafana/runtime';

/** Who is signed in, for what the screens offer; the server decides what is allowed. */
export function currentUser(): { login: string; isAdmin: boolean } {
  const { login, orgRole, isGrafanaAdmin } = config.bootData.user;
  return { login, isAdmin: orgRole === 'Admin' || isGrafanaAdmin };
}

/** 128 random bits in hex. `crypto.randomUUID` is missing where Grafana is served over plain http. */
export function newEventKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
