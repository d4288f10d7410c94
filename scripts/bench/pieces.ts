import { prometheusEvaluator } from '../../src/core/check/prometheusEvaluator';
import { runChecks } from '../../src/core/check/run';
import { builtin } from '../../src/library/builtin.gen';
import { prometheusSource } from '../../src/sources/grafana/prometheus';
import type { Transport, TransportRequest, TransportResponse } from '../../src/sources/transport/port';

const RUNS = 3;

/** CPU of one look after its answers were parsed, ms: the longest piece between two breaths, and all of it. */
export interface Pieces {
  longest: number;
  all: number;
  /** Reading the JSON of the answers, which nobody can do in pieces. */
  json: number;
}

/** Decodes and judges the same answers several times, and counts the time of this process alone: others may work beside it. */
export async function measurePieces(transport: Transport): Promise<Pieces> {
  const answers = new Map<string, TransportResponse>();
  const nameOf = ({ body }: TransportRequest) =>
    (body as { queries: Array<{ expr: string }> }).queries.map(({ expr }) => expr).join('\n');
  await look({
    send: async (request) => {
      const answer = await transport.send(request);
      answers.set(nameOf(request), answer);
      return answer;
    },
  });
  const text = JSON.stringify([...answers.values()]);
  let best: Pieces = { longest: Infinity, all: Infinity, json: Infinity };
  for (let run = 0; run < RUNS; run += 1) {
    const own = await look({
      send: (request) => Promise.resolve(answers.get(nameOf(request)) ?? { status: 500, body: undefined }),
    });
    const beganMs = cpuMs();
    JSON.parse(text);
    const json = cpuMs() - beganMs;
    best = {
      longest: Math.min(best.longest, own.longest),
      all: Math.min(best.all, own.all),
      json: Math.min(best.json, json),
    };
  }
  return best;
}

async function look(transport: Transport): Promise<Omit<Pieces, 'json'>> {
  const beganMs = cpuMs();
  let lastMs = beganMs;
  let longest = 0;
  const breathe = () => {
    longest = Math.max(longest, cpuMs() - lastMs);
    lastMs = cpuMs();
    return undefined;
  };
  const source = prometheusSource(transport, { uid: 'prometheus', name: 'Prometheus' }, breathe);
  const morning = builtin.checklists.find(({ id }) => id === 'morning');
  const ids = new Set(morning?.items.flatMap(({ checks }) => checks));
  await runChecks(
    builtin.checks.filter(({ id }) => ids.has(id)),
    {
      registry: { prometheus: prometheusEvaluator([source]) },
      clock: Date.now,
      windowSeconds: morning?.windowSeconds ?? 0,
      signal: new AbortController().signal,
      breathe,
    }
  );
  return { longest: Math.max(longest, cpuMs() - lastMs), all: cpuMs() - beganMs };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
