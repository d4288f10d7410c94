import { z } from 'zod';
import { reasonOfThrown } from '../../core/check/answers';
import { MEMORY_SECONDS } from '../../core/check/promQueries';
import type { DataSource } from '../../core/connection/dataSource';
import { VERSION as ARGOCD } from '../argocd/version';
import type { VersionQuestion } from '../grafana/examine';
import { askProxy } from '../grafana/proxy';
import { VERSION as PROXMOX } from '../proxmox/version';
import { bodyOf } from '../transport/refusal';
import type { Fact, Patient } from './fact';

const TIMEOUT_MS = 15_000;
const DAY_SECONDS = 86_400;

/** The question that every server behind one of our plugins answers. */
const SERVERS: Readonly<Record<string, VersionQuestion>> = {
  'opsrounds-proxmox-datasource': PROXMOX,
  'opsrounds-argocd-datasource': ARGOCD,
};

/** Of each server behind our own plugins and of each Loki: whether it answers; of a Loki, whether it keeps 30 days. */
export async function otherSourceFacts(patient: Patient): Promise<readonly Fact[]> {
  const facts = patient.connection.dataSources.map((ref) => {
    const question = Object.hasOwn(SERVERS, ref.type) ? SERVERS[ref.type] : undefined;
    return question ? serverFact(ref, question, patient) : ref.type === 'loki' ? logsFacts(ref, patient) : [];
  });
  return (await Promise.all(facts)).flat();
}

async function serverFact(
  { uid, name }: DataSource,
  { root, path, isVersion }: VersionQuestion,
  { transport, signal }: Patient
): Promise<readonly Fact[]> {
  const answer = await askProxy(transport, { uid, name, root }, { path, signal, timeoutMs: TIMEOUT_MS });
  const fact = { code: 'server-answers', subject: name } as const;
  if (!answer.ok) {
    return [{ ...fact, verdict: 'fail', reason: answer.reason }];
  }
  const isIt = isVersion(answer.body);
  return [{ ...fact, verdict: isIt ? 'pass' : 'fail', ...(!isIt && { reason: { code: 'bad-response' as const } }) }];
}

const labelsAnswer = z.object({ data: z.array(z.string()).nullish() });

async function logsFacts({ uid, name }: DataSource, { transport, clock, signal }: Patient): Promise<readonly Fact[]> {
  /** Names of labels that logs had within a day that ended so many seconds ago. */
  const labels = async (agoSeconds: number) => {
    const end = Math.floor(clock() / 1000) - agoSeconds;
    const response = await transport.send({
      method: 'GET',
      path: `/api/datasources/uid/${encodeURIComponent(uid)}/resources/labels`,
      query: { start: `${end - DAY_SECONDS}000000000`, end: `${end}000000000` },
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    return labelsAnswer.parse(bodyOf(response)).data ?? [];
  };
  const about = { subject: name };
  try {
    await labels(0);
  } catch (error) {
    signal.throwIfAborted();
    return [{ code: 'logs-answer', verdict: 'fail', ...about, reason: reasonOfThrown(error) }];
  }
  const answers: Fact = { code: 'logs-answer', verdict: 'pass', ...about };
  try {
    const isThere = (await labels(MEMORY_SECONDS - DAY_SECONDS)).length > 0;
    return [answers, { code: 'logs-history', verdict: isThere ? 'pass' : 'warn', ...about }];
  } catch (error) {
    signal.throwIfAborted();
    return [answers, { code: 'logs-history', verdict: 'unknown', ...about, reason: reasonOfThrown(error) }];
  }
}
