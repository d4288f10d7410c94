import { z } from 'zod';
import { reasonOfThrown, seriesOf } from '../../core/check/answers';
import type { MetricSource } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import type { DataSource } from '../../core/connection/dataSource';
import { VERSION as ARGOCD } from '../argocd/version';
import type { VersionQuestion } from '../grafana/examine';
import { askProxy, type ProxyRefusal } from '../grafana/proxy';
import type { NamedSource } from '../namedSources';
import { VERSION as PROXMOX } from '../proxmox/version';
import { bodyOf } from '../transport/refusal';
import type { Fact, Patient } from './fact';

const TIMEOUT_MS = 15_000;
const DAY_SECONDS = 86_400;

/** The question that every server behind one of our plugins answers. */
const SERVERS: ReadonlyMap<string, VersionQuestion> = new Map([
  ['opsrounds-proxmox-datasource', PROXMOX],
  ['opsrounds-argocd-datasource', ARGOCD],
]);

type Asking = Omit<Patient, 'connection'>;

/** Whether a metrics source answers; `params.durationMs` says in which time. Rejects with the caller's abort alone. */
export async function metricsAnswer(source: MetricSource, { clock, ownClock, signal }: Asking): Promise<Fact> {
  const about = { code: 'source-answers', subject: source.name } as const;
  const nowMs = clock();
  const sentMs = ownClock();
  const queries = [{ refId: 'lives', expr: 'vector(1)', shape: 'instant' as const }];
  try {
    const answer = (await source.query({ fromMs: nowMs, toMs: nowMs, queries }, signal)).get('lives');
    const series = seriesOf(answer);
    return 'code' in series
      ? { ...about, ...silent(series) }
      : { ...about, verdict: 'pass', params: { durationMs: ownClock() - sentMs } };
  } catch (error) {
    signal.throwIfAborted();
    return { ...about, ...silent(reasonOfThrown(error)) };
  }
}

/** The same of a Loki. */
export async function logsAnswer(ref: NamedSource, asking: Asking): Promise<Fact> {
  const about = { code: 'logs-answer', subject: ref.name } as const;
  const sentMs = asking.ownClock();
  try {
    await logLabels(ref, 0, asking);
    return { ...about, verdict: 'pass', params: { durationMs: asking.ownClock() - sentMs } };
  } catch (error) {
    asking.signal.throwIfAborted();
    return { ...about, ...silent(reasonOfThrown(error)) };
  }
}

const labelsAnswer = z.object({ data: z.array(z.string()).nullish() });

/** Names of labels that logs had within a day that ended so many seconds ago. Rejects with `SourceError`. */
export async function logLabels(
  { uid }: NamedSource,
  agoSeconds: number,
  { transport, clock, signal }: Asking
): Promise<readonly string[]> {
  const end = Math.floor(clock() / 1000) - agoSeconds;
  const response = await transport.send({
    method: 'GET',
    path: `/api/datasources/uid/${encodeURIComponent(uid)}/resources/labels`,
    query: { start: `${end - DAY_SECONDS}000000000`, end: `${end}000000000` },
    signal,
    timeoutMs: TIMEOUT_MS,
  });
  return labelsAnswer.parse(bodyOf(response)).data ?? [];
}

/** Those behind one of our own plugins. */
export function ownServers(dataSources: readonly DataSource[]): readonly DataSource[] {
  return dataSources.filter(({ type }) => SERVERS.has(type));
}

/** Whether a server behind one of our own plugins can be read. */
export async function serverAnswer(
  { uid, name, type }: DataSource,
  { transport, ownClock, signal }: Asking
): Promise<Fact> {
  const about = { code: 'server-answers', subject: name } as const;
  const question = SERVERS.get(type);
  if (question === undefined) {
    return { ...about, verdict: 'unknown', reason: { code: 'not-connected' } };
  }
  const { root, path, isVersion } = question;
  const sentMs = ownClock();
  const answer = await askProxy(transport, { uid, name, root }, { path, signal, timeoutMs: TIMEOUT_MS });
  if (!answer.ok) {
    return { ...about, ...refused(answer) };
  }
  return isVersion(answer.body)
    ? { ...about, verdict: 'pass', params: { durationMs: ownClock() - sentMs } }
    : { ...about, verdict: 'fail', reason: { code: 'bad-response' } };
}

/** What may not be asked may well answer others. */
function silent(reason: Reason): Pick<Fact, 'verdict' | 'reason'> {
  return { verdict: reason.code === 'not-permitted' ? 'unknown' : 'fail', reason };
}

/** A token that may not read is the server's word, and a failure. */
function refused({ by, reason }: ProxyRefusal): Pick<Fact, 'verdict' | 'reason'> {
  return by === 'grafana' ? silent(reason) : { verdict: 'fail', reason };
}
