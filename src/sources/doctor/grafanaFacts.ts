import { z } from 'zod';
import { reasonOfThrown } from '../../core/check/answers';
import type { Reason } from '../../core/check/verdict';
import { readCleanUp } from '../grafana/annotationCleanUp';
import { readJournalHome } from '../grafana/journalHome';
import type { Fact, Patient } from './fact';

const TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;
/** The clock of the machine that asks and Grafana's may differ by so much. */
const SKEW_SECONDS = 30;

const healthAnswer = z.object({ version: z.string().catch('?'), database: z.string().catch('?') });

/** Grafana itself, the settings of the app, and the clock of the machine that asks. */
export async function grafanaFacts(
  { transport, connection, signal }: Patient,
  ownClock: () => number
): Promise<readonly Fact[]> {
  const { settings, problems, configured } = connection;
  const sentMs = ownClock();
  const response = await transport.send({ method: 'GET', path: '/api/health', signal, timeoutMs: TIMEOUT_MS });
  const health = healthAnswer.safeParse(response.body).data ?? { version: '?', database: '?' };
  const isWell = response.status === 200 && health.database === 'ok';
  const aheadSeconds =
    response.serverMs === undefined ? null : Math.round((response.serverMs - (sentMs + ownClock()) / 2) / 1000);
  return [
    { code: 'grafana', verdict: isWell ? 'pass' : 'fail', params: health },
    aheadSeconds === null
      ? { code: 'grafana-clock', verdict: 'unknown' }
      : {
          code: 'grafana-clock',
          verdict: Math.abs(aheadSeconds) <= SKEW_SECONDS ? 'pass' : 'warn',
          params: { aheadSeconds },
        },
    ...problems.map(({ field, message }): Fact => ({
      code: 'settings',
      verdict: 'warn',
      subject: field,
      params: { message },
    })),
    { code: 'started', verdict: configured ? 'pass' : 'warn', params: { lists: settings.checklists?.length ?? 0 } },
  ];
}

/** Where the journal is, what this account may do there, and whether Grafana clears it away. */
export async function journalFacts({ transport, connection, clock, signal }: Patient): Promise<readonly Fact[]> {
  const { settings, journal } = connection;
  const uid = settings.journal?.dashboardUid;
  const home = await orReason(readJournalHome(transport, uid, signal), signal);
  const range = { class: 'sum' as const, fromMs: clock() - DAY_MS, toMs: clock() + DAY_MS };
  const rows = await orReason(journal.read(range, signal), signal);
  const cleanUp = await readCleanUp(transport, uid, signal);
  const read: Fact =
    'reason' in rows
      ? { code: 'journal-read', verdict: 'fail', reason: rows.reason }
      : { code: 'journal-read', verdict: 'pass' };
  if ('reason' in home) {
    return [{ code: 'journal-home', verdict: 'unknown', reason: home.reason }, read, cleanUpFact(cleanUp)];
  }
  if (home.value === null) {
    return [{ code: 'journal-home', verdict: 'fail', subject: uid ?? '' }, read, cleanUpFact(cleanUp)];
  }
  const { dashboard, own } = home.value;
  return [
    // Editors may clear the annotations of an organisation with one request.
    { code: 'journal-home', verdict: dashboard === null ? 'warn' : 'pass', subject: dashboard?.title ?? '' },
    read,
    { code: 'journal-write', verdict: own.canAdd ? 'pass' : 'na' },
    cleanUpFact(cleanUp),
  ];
}

function cleanUpFact(cleanUp: Awaited<ReturnType<typeof readCleanUp>>): Fact {
  const code = 'annotation-clean-up';
  switch (cleanUp.state) {
    case 'forever':
      return { code, verdict: 'pass' };
    case 'unknown':
      return { code, verdict: 'unknown', reason: cleanUp.reason };
    case 'limited': {
      const { section, maxAge, maxRows } = cleanUp;
      return { code, verdict: 'warn', params: { section, ...(maxAge && { maxAge }), ...(maxRows && { maxRows }) } };
    }
  }
}

async function orReason<T>(asked: Promise<T>, signal: AbortSignal): Promise<{ value: T } | { reason: Reason }> {
  try {
    return { value: await asked };
  } catch (error) {
    signal.throwIfAborted();
    return { reason: reasonOfThrown(error) };
  }
}
