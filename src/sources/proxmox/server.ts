import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import type { Read } from '../../core/inventory/read';
import type { Permissions } from '../../core/products/proxmox/parts';
import { holds, missing, type Need } from '../../core/products/proxmox/privileges';
import { proxyReader, type Parsed, type ReaderAnswer } from '../grafana/proxyReader';
import type { Transport } from '../transport/port';
import { row } from './fields';
import { parsePermissions } from './permissions';

/** What all paths of both products begin with. */
export const ROOT = '/api2/json';

/** How long an answer stands, by how fast its subject moves. */
export const KEEP_MS = { status: 30_000, lists: 900_000, inventory: 3_600_000 } as const;

/** One GET of Proxmox's API. */
export interface ApiRequest<T> {
  /** Below `/api2/json`, every name in it escaped: `/nodes/pve-a1/status`. */
  path: string;
  query?: Readonly<Record<string, string | number>>;
  keep: keyof typeof KEEP_MS;
  timeoutMs?: number;
  /** What it takes, so that a refusal, which loses its words in Grafana's proxy, names it. Any one of them is enough. */
  needs?: readonly Need[];
  /** Of the envelope's `data`. Null when it is not what it should be. */
  parse: (data: unknown) => Parsed<T> | null;
}

export interface ProxmoxServer {
  /** Rejects with the caller's abort and nothing else. */
  get<T>(request: ApiRequest<T>, signal: AbortSignal): Promise<Read<T>>;
  forget(): void;
}

/** What proves that a list is whole has to be as fresh as the list. */
export const PERMISSIONS: ApiRequest<Permissions> = {
  path: '/access/permissions',
  keep: 'status',
  parse: parsePermissions,
};

/** A Proxmox VE or Proxmox Backup Server behind Grafana's proxy; a refusal says which privilege is missing. */
export function proxmoxServer(
  transport: Transport,
  ref: { uid: string; name: string; address?: string },
  clock: Clock
): ProxmoxServer {
  const reader = proxyReader(transport, { ...ref, root: ROOT }, clock);
  const ask = <T>(request: ApiRequest<T>, signal: AbortSignal): Promise<ReaderAnswer<T>> =>
    reader.read(
      {
        path: request.path,
        ...(request.query && { query: request.query }),
        ...(request.timeoutMs !== undefined && { timeoutMs: request.timeoutMs }),
        keepMs: KEEP_MS[request.keep],
        parse: (body) => {
          const envelope = row(body);
          return envelope === null ? null : request.parse(envelope['data']);
        },
      },
      signal
    );
  return {
    async get(request, signal) {
      const answer = await ask(request, signal);
      if (answer.ok) {
        return answer;
      }
      const { reason, by } = answer;
      if (by === 'grafana' || reason.code !== 'not-permitted' || request.needs === undefined) {
        return { ok: false, reason };
      }
      const permissions = await ask(PERMISSIONS, signal);
      return { ok: false, reason: refusal(reason, request, request.needs, permissions.ok ? permissions.value : null) };
    },
    forget: () => reader.forget(),
  };
}

/** Proxmox names path and privilege where its words arrive: `Permission check failed (/nodes/x, Sys.Modify)`. */
const IN_WORDS = /\((\/[^\s,]*), *([A-Za-z.|]+)\)/;

function refusal(
  said: Reason,
  { path }: ApiRequest<unknown>,
  needs: readonly Need[],
  granted: Permissions | null
): Reason {
  const [, saidPath, saidPrivilege] = IN_WORDS.exec(said.detail ?? '') ?? [];
  if (saidPath !== undefined && saidPrivilege !== undefined) {
    return missing({ path: saidPath, privilege: saidPrivilege.split('|').join(' or ') });
  }
  const [first] = needs;
  if (first === undefined) {
    return said;
  }
  const need = { path: first.path, privilege: needs.map(({ privilege }) => privilege).join(' or ') };
  const seemsGranted = granted !== null && needs.some((one) => holds(granted, one.path, one.privilege));
  return seemsGranted
    ? { code: 'not-permitted', detail: `GET ${path} is refused although ${need.privilege} on ${need.path} is listed` }
    : missing(need);
}
