import { reasonOfThrown } from '../../core/check/answers';
import { MEMORY_SECONDS } from '../../core/check/promQueries';
import { logRefs, type NamedSource } from '../namedSources';
import { logLabels, logsAnswer, ownServers, serverAnswer } from './answers';
import { goneFact, type Fact, type Patient } from './fact';

const DAY_SECONDS = 86_400;

/** Of each server behind our own plugins and of each Loki: whether it answers; of a Loki, whether it keeps 30 days. */
export async function otherSourceFacts(patient: Patient): Promise<readonly Fact[]> {
  const { settings, dataSources } = patient.connection;
  const facts = await Promise.all([
    ...ownServers(dataSources).map(async (ref) => [await serverAnswer(ref, patient)]),
    ...logRefs(settings, dataSources).map((ref) => logsFacts(ref, patient)),
  ]);
  return facts.flat();
}

async function logsFacts(ref: NamedSource, patient: Patient): Promise<readonly Fact[]> {
  const gone = goneFact(ref, patient.connection.dataSources);
  if (gone) {
    return [gone];
  }
  const answers = await logsAnswer(ref, patient);
  if (answers.verdict !== 'pass') {
    return [answers];
  }
  const history = { code: 'logs-history', subject: ref.name } as const;
  try {
    const isThere = (await logLabels(ref, MEMORY_SECONDS - DAY_SECONDS, patient)).length > 0;
    return [answers, { ...history, verdict: isThere ? 'pass' : 'warn' }];
  } catch (error) {
    patient.signal.throwIfAborted();
    return [answers, { ...history, verdict: 'unknown', reason: reasonOfThrown(error) }];
  }
}
