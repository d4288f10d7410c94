import { z } from 'zod';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const TIMEOUT_MS = 10_000;

const permissions = z.record(z.string(), z.array(z.string()));
const dashboard = z.object({
  meta: z.object({ annotationsPermissions: z.object({ dashboard: z.object({ canAdd: z.boolean() }) }) }),
});

/** Scopes that cover annotations of the organisation. One that names a dashboard or a folder does not. */
const ORGANISATION_SCOPES: ReadonlySet<string> = new Set([
  '*',
  'annotations:*',
  'annotations:type:*',
  'annotations:type:organization',
]);

/**
 * Whether this user may create annotations at the journal's home, undefined being the organisation. The bare action is
 * no answer: it may be granted for one dashboard only. For a dashboard Grafana itself says it, folders counted in.
 */
export async function mayCreateAnnotations(
  transport: Transport,
  dashboardUid: string | undefined,
  signal: AbortSignal
): Promise<boolean> {
  if (dashboardUid !== undefined) {
    const path = `/api/dashboards/uid/${encodeURIComponent(dashboardUid)}`;
    const found = dashboard.safeParse(
      bodyOf(await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS }))
    );
    return found.success && found.data.meta.annotationsPermissions.dashboard.canAdd;
  }
  const path = '/api/access-control/user/permissions';
  const granted = permissions.safeParse(
    bodyOf(await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS }))
  );
  return granted.success && (granted.data['annotations:create'] ?? []).some((scope) => ORGANISATION_SCOPES.has(scope));
}
