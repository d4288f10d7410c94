import { z } from 'zod';
import { reasonOfThrown } from '../../core/check/answers';
import type { Reason } from '../../core/check/verdict';
import { readCleanUp, type CleanUp } from '../grafana/annotationCleanUp';
import { readJournalHome } from '../grafana/journalHome';
import type { TransportResponse } from '../transport/port';
import type { Fact, Patient } from './fact';

const TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;
/** The clock of the machine that asks and Grafana's may differ by so much. */
const SKEW_SECONDS = 30;

const healthAnswer = z.object({ version: z.string().catch('?'), database: z.string().catch('?') });

/** Grafana itself, the settings of the app, and the clock of the machine that asks. */
export async function grafanaFacts({ transport, connection, ownClock, signal }: Patient): Promise<readonly Fact[]> {
  const { settings, problems, configured } = connection;
  const sentMs = ownClock();
  const asked = transport.send({ method: 'GET', path: '/api/health', signal, timeoutMs: TIMEOUT_MS });
  const response = await orReason(asked, signal);
  return [
    ...('reason' in response
      ? [{ code: 'grafana', verdict: 'fail', reason: response.reason } as const]
      : healthFacts(response.value, (sentMs + ownClock()) / 2)),
    ...problems.map(({ field, message }): Fact => ({
      code: 'settings',
      verdict: 'warn',
      subject: field,
      params: { message },
    })),
    { code: 'started', verdict: configured ? 'pass' : 'warn', params: { lists: settings.checklists?.length ?? 0 } },
  ];
}

function healthFacts({ status, body, serverMs }: TransportResponse, askedMs: number): readonly Fact[] {
  const health = healthAnswer.safeParse(body).data ?? { version: '?', database: '?' };
  const isWell = status === 200 && health.database === 'ok';
  const grafana: Fact = { code: 'grafana', verdict: isWell ? 'pass' : 'fail', params: health };
  if (serverMs === undefined) {
    return [grafana, { code: 'grafana-clock', verdict: 'unknown' }];
  }
  const aheadSeconds = Math.round((serverMs - askedMs) / 1000);
  const isRight = Math.abs(aheadSeconds) <= SKEW_SECONDS;
  return [grafana, { code: 'grafana-clock', verdict: isRight ? 'pass' : 'warn', params: { aheadSeconds } }];
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

/** What Grafana's clean-up leaves of the journal. */
export function cleanUpFact(cleanUp: CleanUp): Fact {
  const code = 'annotation-clean-up';
  switch (cleanUp.state) {
    case 'forever':
      return { code, verdict: 'pass' };
    case 'unknown':
      return { code, verdict: 'unknown', params: { section: cleanUp.section }, reason: cleanUp.reason };
    case 'limited': {
      const { section, maxAge, maxRows } = cleanUp;
      return { code, verdict: 'fail', params: { section, ...(maxAge && { maxAge }), ...(maxRows && { maxRows }) } };
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
