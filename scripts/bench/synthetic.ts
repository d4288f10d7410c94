import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CheckDefinition } from '../../src/core/check/definition';
import { promQueries } from '../../src/core/check/promQueries';
import { builtin } from '../../src/library/builtin.gen';

/** Labels that nodes and their filesystems have; a check by others has nothing here. */
const FILESYSTEMS = 12;
const WINDOW_SECONDS = 16 * 3600;
/** One in so many is bad. */
const BAD_ONE_IN = 400;

export interface SyntheticPrometheus {
  url: string;
  nodes: number;
  entities: number;
  close: () => Promise<void>;
}

interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

/**
 * Answers as a Prometheus would to the checks of the morning about so many nodes, at once: what is measured is what comes after.
 * @param wanted About so many entities over all checks.
 */
export async function startSynthetic(wanted: number): Promise<SyntheticPrometheus> {
  const checks = morningChecks();
  const perNode = checks.reduce((sum, check) => sum + entitiesPerNode(check), 0);
  const nodes = Math.max(1, Math.round(wanted / perNode));
  const answers = answersOf(checks, nodes);
  const server = http.createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const params = new URLSearchParams(body || (request.url ?? '').split('?')[1]);
      const isRange = (request.url ?? '').includes('query_range');
      const data = isRange
        ? dayOf(params)
        : { resultType: 'vector', result: answers.get(params.get('query') ?? '') ?? [] };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: 'success', data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nodes,
    entities: nodes * perNode,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
  }
  return body;
}

function morningChecks(): CheckDefinition[] {
  const morning = builtin.checklists.find(({ id }) => id === 'morning');
  const ids = new Set(morning?.items.flatMap(({ checks }) => checks));
  return builtin.checks.filter(({ id, kind }) => kind === 'prometheus' && ids.has(id));
}

function entitiesPerNode({ by }: CheckDefinition): number {
  if (by.includes('instance') && by.every((label) => ['instance', 'mountpoint', 'device'].includes(label))) {
    return by.length > 1 ? FILESYSTEMS : 1;
  }
  return 0;
}

/** By expression. */
function answersOf(checks: readonly CheckDefinition[], nodes: number): Map<string, Sample[]> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const answers = new Map<string, Sample[]>();
  for (const check of checks.filter((one) => entitiesPerNode(one) > 0)) {
    const built = promQueries(check, WINDOW_SECONDS);
    if (!built.ok) {
      continue;
    }
    const { value, presence, gap } = built.queries;
    const all = labelsOf(check, nodes);
    const samples = (valueAt: (index: number) => number): Sample[] =>
      all.map((metric, index) => ({ metric, value: [nowSeconds, String(valueAt(index))] }));
    const isBad = (index: number) => index % BAD_ONE_IN === BAD_ONE_IN - 1;
    const rows = samples((index) => valueOf(check, isBad(index)));
    answers.set(value, check.mode === 'offenders' ? rows.filter((_, index) => isBad(index)) : rows);
    answers.set(
      presence,
      samples(() => nowSeconds - 15)
    );
    if (gap !== undefined) {
      answers.set(
        gap.expr,
        samples(() => gap.expected)
      );
    }
  }
  return answers;
}

function labelsOf(check: CheckDefinition, nodes: number): Array<Record<string, string>> {
  const each = entitiesPerNode(check);
  return Array.from({ length: nodes * each }, (_, index) => {
    const own: Record<string, string> = { instance: `node-${Math.floor(index / each)}.example:9100` };
    for (const label of check.by) {
      own[label] ??= `/srv/data-${index % each}`;
    }
    return { ...own, job: 'node', fstype: 'ext4' };
  });
}

/** Far beyond the limits, or far on their good side. */
function valueOf({ op, warn, fail }: CheckDefinition, isBad: boolean): number {
  const limit = fail ?? warn;
  if (typeof limit === 'object') {
    return isBad ? limit[1] + 1 : (limit[0] + limit[1]) / 2;
  }
  const isLess = op === 'lt' || op === 'lte';
  return (limit ?? 0) + (isBad === isLess ? -1 : 1) * (Math.abs(limit ?? 0) + 1);
}

/** The last day of the entities that a question names. */
function dayOf(params: URLSearchParams): object {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(params.get(name)));
  const count = Math.floor(((end ?? 0) - (start ?? 0)) / (step || 600)) + 1;
  const values = Array.from({ length: count }, (_, index) => [(start ?? 0) + index * (step || 600), '1']);
  const samples = (params.get('query') ?? '').match(/(?:label_replace\()+vector\(1\)[^)]*(?:\)[^)]*?"", ""\))*/g) ?? [];
  const result = samples.map((sample) => ({
    metric: Object.fromEntries(
      [...sample.matchAll(/"([a-z]+)", "([^"]+)", "", ""/g)].map(([, name, value]) => [name, value])
    ),
    values,
  }));
  return { resultType: 'matrix', result };
}
