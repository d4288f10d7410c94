import pLimit from 'p-limit';

import type { Clock } from '../../core/check/ports';
import type { Reason } from '../../core/check/verdict';
import type { Transport } from '../transport/port';
import { askProxy, type ProxyAnswer, type ProxyRefusal, type ProxyTarget } from './proxy';

/** Requests that one server gets at the same time. */
const AT_ONCE = 4;
const TIMEOUT_MS = 10_000;
/** A refusal that only an administrator's deed changes: a privilege that is missing. */
const KEEP_REFUSAL_MS = 3_600_000;
/** A path that this version lacks; what stands in front of a server says so as well while that is being replaced. */
const KEEP_ABSENCE_MS = 300_000;
/** Any other failure: long enough that what asks in one breath gets one answer. */
const KEEP_FAILURE_MS = 10_000;
const SWEEP_MS = 300_000;

/** What was understood of an answer; `partial` when that is not all of it. */
export interface Parsed<T> {
  value: T;
  partial?: Reason;
}

export interface ReaderRequest<T> {
  /** Below the target's root: `/cluster/resources`. */
  path: string;
  query?: Readonly<Record<string, string | number>>;
  /** How long an answer stands. */
  keepMs: number;
  /** Of this one request; 10 s without it. */
  timeoutMs?: number;
  /** Null when the answer is not what it should be. Throws never. */
  parse: (body: unknown) => Parsed<T> | null;
}

/** As `Read`, with who refused. */
export type ReaderAnswer<T> = { ok: true; value: T; atMs: number; partial?: Reason } | ProxyRefusal;

export interface ProxyReader {
  /** Rejects with the caller's abort and nothing else; what another caller waits for goes on. */
  read<T>(request: ReaderRequest<T>, signal: AbortSignal): Promise<ReaderAnswer<T>>;
  /** The next read asks the server again. */
  forget(): void;
}

interface Flight {
  answer: Promise<ReaderAnswer<unknown>>;
  controller: AbortController;
  waiting: number;
}

const readers = new WeakMap<Transport, Map<string, ProxyReader>>();

/** The reader of a server: over one transport everybody shares one, and with it what was read, until its settings change. */
export function proxyReader(transport: Transport, target: ProxyTarget, clock: Clock): ProxyReader {
  const known = readers.get(transport) ?? new Map<string, ProxyReader>();
  readers.set(transport, known);
  const key = [target.uid, target.name, target.address, target.root].join('\n');
  const reader = known.get(key) ?? newReader(transport, target, clock);
  known.set(key, reader);
  return reader;
}

/**
 * Reads one server through the proxy: parsed answers are kept, equal requests in flight are one, at most four are under way. A
 * server that left a request unanswered and answered no other meanwhile is left alone for a moment: its silence is said at once.
 */
function newReader(transport: Transport, target: ProxyTarget, clock: Clock): ProxyReader {
  const kept = new Map<string, { answer: ReaderAnswer<unknown>; untilMs: number }>();
  const flights = new Map<string, Flight>();
  const inTurn = pLimit(AT_ONCE);
  let answered = 0;
  let silence: { refusal: ProxyRefusal; untilMs: number } | undefined;
  let sweptMs = clock();

  const ask = async <T>(request: ReaderRequest<T>, signal: AbortSignal): Promise<ReaderAnswer<T>> => {
    if (silence !== undefined && clock() < silence.untilMs) {
      return silence.refusal;
    }
    const before = answered;
    const { path, query, timeoutMs = TIMEOUT_MS } = request;
    const answer = await askProxy(transport, target, { path, ...(query && { query }), signal, timeoutMs });
    if (isSilence(answer)) {
      silence = answered === before ? { refusal: answer, untilMs: clock() + KEEP_FAILURE_MS } : silence;
    } else {
      answered += 1;
      silence = undefined;
    }
    return answer.ok ? understood(answer.body, request, clock()) : answer;
  };

  const keep = (key: string, answer: ReaderAnswer<unknown>, keepMs: number): void => {
    const nowMs = clock();
    kept.set(key, { answer, untilMs: nowMs + (answer.ok ? keepMs : failureMs(answer)) });
    if (nowMs > sweptMs + SWEEP_MS) {
      sweptMs = nowMs;
      kept.forEach(({ untilMs }, old) => untilMs <= nowMs && kept.delete(old));
    }
  };

  const start = <T>(key: string, request: ReaderRequest<T>): Flight => {
    const controller = new AbortController();
    const { signal } = controller;
    const flight: Flight = {
      controller,
      waiting: 0,
      answer: inTurn(() => {
        // Who gave up while waiting is turned away.
        signal.throwIfAborted();
        return ask(request, signal);
      })
        .then((answer) => {
          // Not when it was forgotten meanwhile.
          if (flights.get(key) === flight) {
            keep(key, answer, request.keepMs);
          }
          return answer;
        })
        .finally(() => {
          if (flights.get(key) === flight) {
            flights.delete(key);
          }
        }),
    };
    signal.addEventListener('abort', () => flights.get(key) === flight && flights.delete(key), { once: true });
    flights.set(key, flight);
    return flight;
  };

  return {
    async read<T>(request: ReaderRequest<T>, signal: AbortSignal) {
      signal.throwIfAborted();
      const key = `${request.path}?${new URLSearchParams(stringsOf(request.query)).toString()}`;
      const found = kept.get(key);
      const answer =
        found !== undefined && clock() < found.untilMs
          ? found.answer
          : await board(flights.get(key) ?? start(key, request), signal);
      // A path is parsed by one parser only, so that what was kept of it has its type.
      return answer as ReaderAnswer<T>;
    },
    forget() {
      kept.clear();
      flights.clear();
      silence = undefined;
    },
  };
}

function understood<T>(body: unknown, request: ReaderRequest<T>, atMs: number): ReaderAnswer<T> {
  const parsed = request.parse(body);
  return parsed === null
    ? {
        ok: false,
        reason: { code: 'bad-response', detail: `the answer to GET ${request.path} is not in its usual form` },
        by: 'server',
        status: 200,
      }
    : { ok: true, ...parsed, atMs };
}

/** Grafana speaks for a server that says nothing. */
function isSilence(answer: ProxyAnswer): answer is ProxyRefusal {
  return !answer.ok && answer.by === 'grafana' && ['source-down', 'timeout'].includes(answer.reason.code);
}

/** A Backup Server says 400 for whatever goes wrong, a datastore in maintenance included: that passes. */
function failureMs({ by, reason, status }: ProxyRefusal): number {
  if (by === 'server' && reason.code === 'not-permitted') {
    return KEEP_REFUSAL_MS;
  }
  return by === 'server' && reason.code === 'no-data' && status !== 400 ? KEEP_ABSENCE_MS : KEEP_FAILURE_MS;
}

/** Waits for a flight; the last who leaves ends it. */
function board(flight: Flight, signal: AbortSignal): Promise<ReaderAnswer<unknown>> {
  flight.waiting += 1;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        flight.controller.abort(signal.reason);
      }
      reject(signal.reason);
    };
    const forget = whenAborted(signal, leave);
    flight.answer.then(resolve, reject).finally(forget);
  });
}

const waitingFor = new WeakMap<AbortSignal, Set<() => void>>();

/** One listener per signal: thousands of requests may hang on one, and Node warns of more than ten listeners. */
function whenAborted(signal: AbortSignal, act: () => void): () => void {
  let acts = waitingFor.get(signal);
  if (acts === undefined) {
    const all = new Set<() => void>();
    signal.addEventListener('abort', () => all.forEach((one) => one()), { once: true });
    waitingFor.set(signal, all);
    acts = all;
  }
  acts.add(act);
  return () => acts.delete(act);
}

function stringsOf(query: ReaderRequest<unknown>['query'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
