import type { Transport } from '../transport/port';

const TIMEOUT_MS = 5000;

/** What Grafana keeps of a data source, as far as it tells. */
export interface SavedSettings {
  /** Empty where none was given. */
  address: string;
  /** Names of the secrets that are set; null where that is not told. */
  secrets: ReadonlySet<string> | null;
}

/** Null for a user who may not see the settings. */
export async function savedOf(uid: string, transport: Transport, signal: AbortSignal): Promise<SavedSettings | null> {
  try {
    const path = `/api/datasources/uid/${encodeURIComponent(uid)}`;
    const { status, body } = await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS });
    return status === 200 ? readSaved(body) : null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

function readSaved(body: unknown): SavedSettings | null {
  if (typeof body !== 'object' || body === null || !('url' in body) || typeof body.url !== 'string') {
    return null;
  }
  const fields = 'secureJsonFields' in body ? body.secureJsonFields : null;
  const isTold = typeof fields === 'object' && fields !== null;
  const set = isTold ? Object.entries(fields).flatMap(([name, isSet]) => (isSet === true ? name : [])) : [];
  return { address: body.url.trim(), secrets: isTold ? new Set(set) : null };
}
