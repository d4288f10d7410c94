import { z } from 'zod';
import type { Reason } from '../../core/check/verdict';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const TIMEOUT_MS = 10_000;

/** Name of the section of Grafana's configuration that says how long annotations of that home are kept. */
type ConfigurationSection = 'annotations.api' | 'annotations.dashboard';

/** What Grafana's clean-up leaves of the annotations at a home. Only a server's administrator may know. */
export type CleanUp =
  | { state: 'forever' }
  | {
      state: 'limited';
      section: ConfigurationSection;
      /** As Grafana writes durations, `90d`; null without that limit. */
      maxAge: string | null;
      maxRows: number | null;
    }
  | { state: 'unknown'; section: ConfigurationSection; reason: Reason };

const section = z.object({ max_age: z.string(), max_annotations_to_keep: z.string() });

/** Never rejects but with the caller's abort. */
export async function readCleanUp(
  transport: Transport,
  dashboardUid: string | undefined,
  signal: AbortSignal
): Promise<CleanUp> {
  const name = dashboardUid === undefined ? 'annotations.api' : 'annotations.dashboard';
  try {
    const path = '/api/admin/settings';
    const body = bodyOf(await transport.send({ method: 'GET', path, signal, timeoutMs: TIMEOUT_MS }));
    return cleanUpOf(z.record(z.string(), z.unknown()).parse(body)[name], name);
  } catch (error) {
    signal.throwIfAborted();
    const reason: Reason =
      error instanceof SourceError
        ? { code: error.code, detail: error.detail }
        : { code: 'bad-response', detail: 'the settings of Grafana cannot be read' };
    return { state: 'unknown', section: name, reason };
  }
}

function cleanUpOf(found: unknown, name: ConfigurationSection): CleanUp {
  const { data } = section.safeParse(found);
  if (!data) {
    return {
      state: 'unknown',
      section: name,
      reason: { code: 'bad-response', detail: `Grafana does not tell [${name}]` },
    };
  }
  const maxAge = /^0*[a-z]*$/i.test(data.max_age.trim()) ? null : data.max_age.trim();
  const maxRows = Number(data.max_annotations_to_keep) || null;
  return maxAge === null && maxRows === null
    ? { state: 'forever' }
    : { state: 'limited', section: name, maxAge, maxRows };
}
