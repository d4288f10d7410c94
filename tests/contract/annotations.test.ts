import { admin, administer, anonymous, Scratch, type Client, type Json } from './grafana';

/** What the journal relies on: who may write, what the server stamps, how rows are found. */

const scratch = new Scratch();
/** A tag that only this run uses. */
const mine = `contract:${scratch.run}`;
let editor: Client;
let editor2: Client;
let viewer: Client;
let dashboard: string;

async function write(as: Client, body: Json): Promise<number> {
  const answer = await as.send('POST', '/api/annotations', { body: { tags: [mine], ...body } });
  expect(answer).toMatchObject({ status: 200, body: { message: 'Annotation added' } });
  const id = (answer.body as { id: number }).id;
  scratch.forget(id);
  return id;
}

async function read(query: string, as = viewer): Promise<Json[]> {
  const answer = await as.send('GET', `/api/annotations?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Json[];
}

const tagged = (...tags: string[]): string => tags.map((tag) => `tags=${encodeURIComponent(tag)}`).join('&');

beforeAll(async () => {
  editor = await scratch.user('editor', 'Editor');
  editor2 = await scratch.user('editor2', 'Editor');
  viewer = await scratch.user('viewer', 'Viewer');
  dashboard = await scratch.dashboard('journal');
});

afterAll(() => scratch.clear());

describe('a new annotation', () => {
  test('without a time is stamped by the server, with one moment for everything', async () => {
    const before = Date.now();
    const id = await write(editor, { text: 'stamped' });
    const { body } = await viewer.send('GET', `/api/annotations/${id}`);
    const row = body as Record<'created' | 'updated' | 'time' | 'timeEnd', number>;
    expect(Math.abs(row.created - before)).toBeLessThan(60_000);
    expect([row.updated, row.time, row.timeEnd]).toEqual([row.created, row.created, row.created]);
  });

  test('keeps its text byte for byte, comment included', async () => {
    const text = 'Morning routine signed\n<!-- opsrounds {"v":1,"t":"run.signed","p":{"note":"ä – <b>"}} -->';
    const id = await write(editor, { text });
    expect((await viewer.send('GET', `/api/annotations/${id}`)).body).toMatchObject({ text });
  });

  test('carries the login of its author, whatever the body says', async () => {
    const robot = await scratch.serviceAccount('robot', 'Editor');
    const id = await write(robot, { text: 'by a robot', login: 'somebody', userId: 1 });
    expect((await viewer.send('GET', `/api/annotations/${id}`)).body).toMatchObject({ login: robot.login });
  });

  test.each([{ text: '' }, {}])('without text is refused: %j', async (body) => {
    const answer = await editor.send('POST', '/api/annotations', { body });
    expect(answer).toMatchObject({ status: 400, body: { message: 'Failed to save annotation' } });
  });

  test('that is no JSON is refused', async () => {
    const raw = { text: '{"text":', type: 'application/json' };
    expect(await editor.send('POST', '/api/annotations', { raw })).toMatchObject({
      status: 400,
      body: { message: 'bad request data' },
    });
  });

  test('with more than 500 bytes of tags is refused', async () => {
    const tags = Array.from({ length: 60 }, (_, at) => `key${at}:value${at}`);
    const answer = await editor.send('POST', '/api/annotations', { body: { text: 'x', tags } });
    expect(answer).toMatchObject({ status: 400, body: { messageId: 'annotations.tag-limit-exceeded' } });
  });

  test('for an unknown dashboard is an error of the server', async () => {
    const answer = await editor.send('POST', '/api/annotations', {
      body: { text: 'x', dashboardUID: `${scratch.run}-none` },
    });
    expect(answer).toMatchObject({ status: 500, body: { message: 'Error while checking annotation permissions' } });
  });
});

describe('who may write', () => {
  test('a Viewer is refused by the server', async () => {
    expect((await viewer.send('POST', '/api/annotations', { body: { text: 'x' } })).status).toBe(403);
  });

  test('nobody without a login', async () => {
    expect((await anonymous.send('POST', '/api/annotations', { body: { text: 'x' } })).status).toBe(401);
  });

  test('a Viewer changes and deletes nothing', async () => {
    const id = await write(editor, { text: 'kept' });
    expect((await viewer.send('PUT', `/api/annotations/${id}`, { body: { text: 'changed' } })).status).toBe(403);
    expect((await viewer.send('DELETE', `/api/annotations/${id}`)).status).toBe(403);
    expect((await viewer.send('GET', `/api/annotations/${id}`)).body).toMatchObject({ text: 'kept' });
  });

  test('a Viewer with Edit on a dashboard writes there and nowhere else', async () => {
    const signer = await scratch.user('signer', 'Viewer');
    await administer('POST', `/api/access-control/dashboards/${dashboard}/users/${signer.id}`, { permission: 'Edit' });
    // Grafana caches permissions for a while; this reads them anew.
    const { body } = await signer.send('GET', '/api/access-control/user/permissions?reloadcache=true');
    expect((body as Record<string, string[]>)['annotations:create']).toEqual([`dashboards:uid:${dashboard}`]);
    await write(signer, { text: 'signed', dashboardUID: dashboard });
    const elsewhere = await signer.send('POST', '/api/annotations', { body: { text: 'x' } });
    expect(elsewhere).toMatchObject({ status: 403, body: { message: 'Access denied to save the annotation' } });
  });

  test('any Editor changes what another wrote: author and creation stay, `updated` moves', async () => {
    const id = await write(editor, { text: 'original' });
    const before = (await viewer.send('GET', `/api/annotations/${id}`)).body as Json;
    const answer = await editor2.send('PUT', `/api/annotations/${id}`, { body: { text: 'changed', tags: [mine] } });
    expect(answer).toMatchObject({ status: 200, body: { message: 'Annotation updated' } });
    const after = (await viewer.send('GET', `/api/annotations/${id}`)).body as Json;
    expect(after).toMatchObject({ text: 'changed', login: before['login'], created: before['created'] });
    expect(after['updated']).toBeGreaterThan(before['updated'] as number);
  });

  test('mass delete of a dashboard without a panel is refused', async () => {
    const body = { dashboardUID: dashboard, panelId: 0 };
    expect((await editor.send('POST', '/api/annotations/mass-delete', { body })).status).toBe(400);
  });
});

describe('finding', () => {
  test('tags lose what follows the second part, blanks and doubles', async () => {
    const id = await write(editor, { text: 'tags', tags: [mine, 'a:b:c', ' sp : ace ', '', 'x', 'x', ':v', 'k:'] });
    expect((await viewer.send('GET', `/api/annotations/${id}`)).body).toMatchObject({
      tags: [mine, 'a:b', 'sp:ace', 'x', 'k'],
    });
  });

  test('every tag must fit; a bare key fails on rows that have it twice', async () => {
    const [key, twice, once] = ['all', 'twice', 'once'].map((name) => `${name}${scratch.run}`) as [
      string,
      string,
      string,
    ];
    await write(editor, { text: 'keys', tags: [`${key}:1`, `${twice}:1`, `${twice}:2`, `${once}:1`] });
    expect(await read(tagged(`${key}:1`, `${twice}:1`))).toHaveLength(1);
    expect(await read(tagged(`${key}:1`, `${twice}:3`))).toHaveLength(0);
    expect(await read(`${tagged(`${key}:1`, `${twice}:3`)}&matchAny=true`)).toHaveLength(1);
    expect(await read(tagged(once))).toHaveLength(1);
    expect(await read(tagged(twice))).toHaveLength(0);
  });

  test('from and to count only together, and a range is enough when it overlaps', async () => {
    const tag = `range:${scratch.run}`;
    const [time, timeEnd] = [1_700_000_000_000, 1_700_000_100_000];
    await write(editor, { text: 'range', tags: [tag], time: timeEnd, timeEnd: time });
    expect(await read(tagged(tag))).toMatchObject([{ time, timeEnd }]);
    expect(await read(`${tagged(tag)}&from=${timeEnd}&to=${timeEnd + 5}`)).toHaveLength(1);
    expect(await read(`${tagged(tag)}&from=${timeEnd + 1}&to=${timeEnd + 5}`)).toHaveLength(0);
    expect(await read(`${tagged(tag)}&from=${timeEnd + 1}`)).toHaveLength(1);
    expect(await read(`${tagged(tag)}&to=1`)).toHaveLength(1);
  });

  test('100 rows without a limit or with 0, all with -1, newest first', async () => {
    const tag = `many:${scratch.run}`;
    for (let at = 0; at < 103; at++) {
      await write(editor, { text: `row ${at}`, tags: [tag] });
    }
    expect(await read(tagged(tag))).toHaveLength(100);
    expect(await read(`${tagged(tag)}&limit=0`)).toHaveLength(100);
    const all = await read(`${tagged(tag)}&limit=-1`);
    expect(all).toHaveLength(103);
    const times = all.map((row) => row['time'] as number);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  test('rows of a dashboard are found by it', async () => {
    const id = await write(editor, { text: 'there', dashboardUID: dashboard });
    const rows = await read(`dashboardUID=${dashboard}&limit=10`);
    expect(rows.find((row) => row['id'] === id)).toMatchObject({ dashboardUID: dashboard, text: 'there' });
  });

  test('twenty writers at once lose nothing', async () => {
    const tag = `crowd:${scratch.run}`;
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => write(at % 2 ? editor : editor2, { text: `${at}`, tags: [tag] }))
    );
    const texts = (await read(`${tagged(tag)}&limit=-1`, admin)).map((row) => row['text']);
    expect(new Set(texts).size).toBe(20);
  });

  test('what was deleted is gone', async () => {
    const id = await write(editor, { text: 'gone' });
    expect((await editor2.send('DELETE', `/api/annotations/${id}`)).status).toBe(200);
    expect(await viewer.send('GET', `/api/annotations/${id}`)).toMatchObject({
      status: 404,
      body: { message: 'Annotation not found' },
    });
  });
});
