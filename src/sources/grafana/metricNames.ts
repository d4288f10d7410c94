import { z } from 'zod';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const TIMEOUT_MS = 15_000;

/** What Prometheus answers for the values of a label; a part of them comes with a warning. */
const answer = z.object({
  status: z.literal('success'),
  data: z.array(z.string()),
  warnings: z.array(z.string()).nullish(),
});

/** Names of all metrics in the index of a Prometheus, or of those that matchers select; it knows times by its blocks, so older names may be among them. */
export async function metricNames(
  transport: Transport,
  { uid, selector }: { uid: string; selector?: string | undefined },
  { fromMs, toMs }: { fromMs: number; toMs: number },
  signal: AbortSignal
): Promise<ReadonlySet<string>> {
  const response = await transport.send({
    method: 'GET',
    path: `/api/datasources/uid/${encodeURIComponent(uid)}/resources/api/v1/label/__name__/values`,
    query: {
      start: Math.floor(fromMs / 1000),
      end: Math.ceil(toMs / 1000),
      ...(selector !== undefined && { 'match[]': `{${selector}}` }),
    },
    signal,
    timeoutMs: TIMEOUT_MS,
  });
  const read = answer.safeParse(bodyOf(response));
  if (!read.success) {
    throw new SourceError('bad-response', 'the names of its metrics cannot be read');
  }
  const { data, warnings } = read.data;
  if (warnings != null && warnings.length > 0) {
    throw new SourceError('bad-response', warnings.join('; '));
  }
  return new Set(data);
}
