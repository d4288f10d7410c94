import { z } from 'zod';
import type { DataSource } from '../../core/connection/dataSource';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const TIMEOUT_MS = 10_000;

const listedRef = z.object({
  uid: z.string(),
  name: z.string(),
  type: z.string(),
  isDefault: z.boolean().catch(false),
  url: z.string().catch(''),
  jsonData: z
    .object({
      product: z.string().optional().catch(undefined),
      manageAlerts: z.boolean().optional().catch(undefined),
    })
    .catch({}),
});
/** The frontend's settings give the path of the proxy in place of the address. */
const ref = listedRef.transform(({ url, jsonData: { product, manageAlerts }, ...rest }): DataSource => ({
  ...rest,
  ...(/^https?:/.test(url) && { address: url }),
  ...(product !== undefined && { product }),
  ...(manageAlerts !== undefined && { managesAlerts: manageAlerts }),
}));
const frontendSettings = z.object({ datasources: z.record(z.string(), ref) });

/**
 * The data sources that this user may query, by name. `/api/datasources` answers Viewers and service accounts as long
 * as their role may read data sources; where only some may be queried it is refused, and what the user's own pages are
 * built from, `/api/frontend/settings`, still lists those. It is far larger, so it is asked second.
 */
export async function listDataSources(transport: Transport, signal: AbortSignal): Promise<readonly DataSource[]> {
  const listed = await transport.send({ method: 'GET', path: '/api/datasources', signal, timeoutMs: TIMEOUT_MS });
  if (listed.status !== 403) {
    return sorted(parse(z.array(ref), bodyOf(listed)));
  }
  const settings = await transport.send({
    method: 'GET',
    path: '/api/frontend/settings',
    signal,
    timeoutMs: TIMEOUT_MS,
  });
  const queryable = Object.values(parse(frontendSettings, bodyOf(settings)).datasources).filter(isNotBuiltIn);
  if (queryable.length === 0) {
    bodyOf(listed);
  }
  return sorted(queryable);
}

/** `-- Grafana --`, `-- Mixed --` and `-- Dashboard --` stand among the data sources of the frontend's settings. */
function isNotBuiltIn({ name }: DataSource): boolean {
  return !name.startsWith('-- ');
}

function sorted(refs: readonly DataSource[]): readonly DataSource[] {
  return [...refs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function parse<T>(schema: z.ZodType<T, unknown>, body: unknown): T {
  const read = schema.safeParse(body);
  if (!read.success) {
    throw new SourceError('bad-response', 'the list of data sources cannot be read');
  }
  return read.data;
}
