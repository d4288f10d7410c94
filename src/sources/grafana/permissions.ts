import { z } from 'zod';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const TIMEOUT_MS = 10_000;

const permissions = z.record(z.string(), z.array(z.string()));
const right = z.boolean().catch(false);
const dashboard = z.object({
  meta: z.object({
    annotationsPermissions: z.object({
      dashboard: z.object({ canAdd: right, canEdit: right, canDelete: right }),
    }),
  }),
});

/** What this user may do with the annotations at a home, others' included. */
export interface AnnotationRights {
  canAdd: boolean;
  canEdit: boolean;
  canDelete: boolean;
}

const NONE: AnnotationRights = { canAdd: false, canEdit: false, canDelete: false };

/** Scopes that cover annotations of the organisation. One that names a dashboard or a folder does not. */
const ORGANISATION_SCOPES: ReadonlySet<string> = new Set([
  '*',
  'annotations:*',
  'annotations:type:*',
  'annotations:type:organization',
]);

/**
 * This user's rights at the journal's home, undefined being the organisation. The bare action is no answer: it may be granted
 * for one dashboard only. For a dashboard Grafana itself says it, folders counted in.
 */
export async function annotationRights(
  transport: Transport,
  dashboardUid: string | undefined,
  signal: AbortSignal
): Promise<AnnotationRights> {
  if (dashboardUid !== undefined) {
    const path = `/api/dashboards/uid/${encodeURIComponent(dashboardUid)}`;
    const { data } = dashboard.safeParse(
      bodyOf(await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS }))
    );
    return data?.meta.annotationsPermissions.dashboard ?? NONE;
  }
  const path = '/api/access-control/user/permissions';
  const { data: granted = {} } = permissions.safeParse(
    bodyOf(await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS }))
  );
  const may = (action: string) => (granted[action] ?? []).some((scope) => ORGANISATION_SCOPES.has(scope));
  return {
    canAdd: may('annotations:create'),
    canEdit: may('annotations:write'),
    canDelete: may('annotations:delete'),
  };
}
