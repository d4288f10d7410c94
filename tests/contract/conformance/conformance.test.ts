import { shiftSeconds } from './prometheus';
import { leftOut, leftOutFiles, readRecording, replayedFiles, type Exchange } from './recording';
import { differences, timeOrder, type ShapeOptions } from './shape';
import { setStage, type Stage } from './stage';

/** Replays the recorded answers of a real Grafana against the embedded host, file by file, first exchange to last. */

const shift = shiftSeconds(Date.now() / 1000);
/** Ids of the recording and what the host gave instead. */
const ids = new Map<number, number>();
const replayed = new Map<string, number>();
let stage: Stage;

interface Answer {
  status: number;
  contentType: string | null;
  body: unknown;
}

/** Times of the recording, wherever they stand, are moved to now. */
const shifted = (text: string): string =>
  text.replace(/\b179[56]\d{9}\b/g, (time) => String(Number(time) + shift * 1000));

function addressOf(path: string): string {
  return shifted(path).replace(
    /\/api\/annotations\/(\d+)/,
    (_, id: string) => `/api/annotations/${ids.get(Number(id)) ?? id}`
  );
}

function bodyOf(request: unknown): { text?: string; type: string } {
  if (request === undefined) {
    return { type: 'application/json' };
  }
  if (typeof request !== 'string') {
    return { text: shifted(JSON.stringify(request)), type: 'application/json' };
  }
  try {
    JSON.parse(request);
    return { text: request, type: 'text/plain' };
  } catch {
    return { text: request, type: 'application/json' };
  }
}

async function send({ as, method, path, request }: Exchange): Promise<Answer> {
  const { text, type } = bodyOf(request);
  const authorization = stage.authorization(as!);
  const response = await fetch(`${stage.url}${addressOf(path)}`, {
    method,
    redirect: 'manual',
    headers: { ...(authorization && { authorization }), ...(text !== undefined && { 'content-type': type }) },
    body: text,
  });
  const answer = stage.withRecordedPorts(await response.text());
  const contentType = response.headers.get('content-type');
  const isJson = contentType?.startsWith('application/json') && answer !== '';
  return { status: response.status, contentType, body: isJson ? (JSON.parse(answer) as unknown) : answer };
}

type Json = Record<string, unknown>;

/** What the recording shows and the host, by design, does not have. */
function expectedBody(exchange: Exchange): unknown {
  const body = JSON.parse(shifted(JSON.stringify(exchange.body))) as unknown;
  if (exchange.path === '/api/frontend/settings') {
    const { keys: _keys, panels, ...rest } = body as Json;
    const { timeseries: _coreOnly, ...own } = panels as Json;
    return { ...rest, panels: own };
  }
  if (exchange.path === '/api/access-control/user/permissions') {
    return sortedScopes(body as Record<string, string[]>);
  }
  if (exchange.path === '/api/admin/settings' && exchange.status === 200) {
    return Object.fromEntries(Object.entries(body as Json).filter(([section]) => section.startsWith('annotations')));
  }
  return body;
}

/** The order of scopes and their doubles say nothing; the recorded folder `ops` held alert rules only. */
function sortedScopes(permissions: Record<string, string[]>): Record<string, string[]> {
  const tidy = (scopes: string[]) => [...new Set(scopes)].filter((scope) => scope !== 'folders:uid:ops').sort();
  return Object.fromEntries(Object.entries(permissions).map(([action, scopes]) => [action, tidy(scopes)]));
}

function optionsFor({ path }: Exchange): ShapeOptions {
  if (path === '/api/frontend/settings' || path === '/api/access-control/user/permissions') {
    return { partial: true, exact: ['uid'] };
  }
  if (/resources\/api\/v1\/(labels|metadata)/.test(path)) {
    return { open: ['data'] };
  }
  return /^\/api\/(datasources|plugins|dashboards|search)/.test(path) ? { exact: ['uid'] } : {};
}

function expectSame(exchange: Exchange, answer: Answer): void {
  expect({ status: answer.status, contentType: answer.contentType }).toEqual({
    status: exchange.status,
    contentType: exchange.contentType === undefined ? answer.contentType : exchange.contentType,
  });
  if (exchange.rows !== undefined) {
    expect(answer.body).toHaveLength(exchange.rows);
    const times = (answer.body as Json[]).map((row) => Number(row['timeEnd']));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    return;
  }
  const isPermissions = exchange.path === '/api/access-control/user/permissions';
  const actual = isPermissions ? sortedScopes(answer.body as Record<string, string[]>) : answer.body;
  expect(differences(expectedBody(exchange), actual, optionsFor(exchange))).toEqual([]);
  if (exchange.path.startsWith('/api/annotations') && exchange.method === 'GET' && exchange.status === 200) {
    const rows = (body: unknown) => [body].flat() as Json[];
    expect(rows(answer.body).map(timeOrder)).toEqual(rows(exchange.body).map(timeOrder));
  }
}

function rememberId({ body, method }: Exchange, answer: Answer): void {
  const [recorded, given] = [(body as Json | undefined)?.['id'], (answer.body as Json | undefined)?.['id']];
  if (method === 'POST' && typeof recorded === 'number' && typeof given === 'number') {
    ids.set(recorded, given);
  }
}

/** What the recorder did between two exchanges without writing it down. */
const preparations: Record<string, () => Promise<unknown>> = {
  'edited by another editor': () => new Promise((resolve) => setTimeout(resolve, 5)),
  'limit is 100 when left out': async () => {
    for (let row = 0; row < 105; row++) {
      await stage.send('POST', '/api/annotations', { text: `row ${row}`, tags: ['cap:many'] }, 'editor');
    }
  },
  'allowed GET by viewer': async () => {
    const { url } = await stage.send('GET', '/api/datasources/uid/pve', undefined);
    const common = { access: 'proxy', url };
    await stage.send('POST', '/api/datasources', {
      ...common,
      uid: 'cslow',
      name: 'cslow',
      type: 'opsrounds-proxmox-datasource',
      jsonData: { timeout: 2 },
    });
    await stage.send('POST', '/api/datasources', {
      ...common,
      uid: 'c401',
      name: 'c401',
      type: 'opsrounds-argocd-datasource',
      secureJsonData: { apiToken: 'bad' },
    });
  },
};

beforeAll(async () => {
  stage = await setStage(shift);
});

afterAll(async () => {
  const reasons = new Map<string, number>();
  const count = (reason: string, number: number) => reasons.set(reason, (reasons.get(reason) ?? 0) + number);
  for (const [file, reason] of Object.entries(leftOutFiles)) {
    count(`${file}: ${reason}`, readRecording(file).length);
  }
  for (const exchange of replayedFiles.flatMap(readRecording)) {
    const reason = leftOut(exchange);
    if (reason) {
      count(reason, 1);
    }
  }
  const total = [...replayed.values()].reduce((sum, number) => sum + number, 0);
  const perFile = [...replayed].map(([file, number]) => `  ${number} of ${file}`);
  const outside = [...reasons].map(([reason, number]) => `  ${number} left out, ${reason}`);
  process.stdout.write(`conformance: ${total} recorded exchanges replayed\n${[...perFile, ...outside].join('\n')}\n`);
  await stage?.close();
});

describe.each(replayedFiles)('%s', (file) => {
  const exchanges = readRecording(file).filter((exchange) => !leftOut(exchange));
  test.each(exchanges.map((exchange, at) => [`${at + 1}. ${exchange.name}, ${exchange.as}`, exchange] as const))(
    '%s',
    async (_, exchange) => {
      await preparations[exchange.name]?.();
      const answer = await send(exchange);
      rememberId(exchange, answer);
      replayed.set(file, (replayed.get(file) ?? 0) + 1);
      expectSame(exchange, answer);
    }
  );
});

describe('what passes the proxy', () => {
  const recorded = readRecording('proxy.json').filter(({ as }) => as === undefined) as unknown as Array<{
    headers: Record<string, string>;
  }>;

  test('the server receives the recorded headers', async () => {
    await send({
      name: '',
      as: 'viewer',
      method: 'GET',
      path: '/api/datasources/proxy/uid/pve/api2/json/nodes',
      status: 200,
    });
    const given = stage.upstream.lastHeaders();
    const wanted = recorded[0]!.headers;
    expect(
      Object.keys(given)
        .filter((name) => name !== 'connection')
        .sort()
    ).toEqual(Object.keys(wanted).sort());
    expect(given['authorization']).toBe(wanted['authorization']);
  });

  test('the answer carries the recorded headers', async () => {
    const response = await fetch(`${stage.url}/api/datasources/proxy/uid/pve/api2/json/nodes`, {
      headers: { authorization: stage.authorization('viewer')! },
    });
    const { 'transfer-encoding': _length, ...wanted } = recorded[1]!.headers;
    expect(Object.fromEntries(response.headers)).toMatchObject(wanted);
  });
});
