/** @jest-environment node */
import { getEventListeners } from 'node:events';
import type { Transport, TransportRequest, TransportResponse } from '../transport/port';
import { proxyReader, type ReaderRequest } from './proxyReader';

const target = { uid: 'pve', name: 'pve-a', root: '/api2/json' };
const SECOND_MS = 1000;
const idle = () => new AbortController().signal;

/** A server whose answers are given by hand, and a clock that is moved by hand. */
function world() {
  const asked: Array<TransportRequest & { answer: (response: TransportResponse) => void }> = [];
  let nowMs = 1_700_000_000_000;
  const transport: Transport = {
    send: (request) =>
      new Promise((resolve, reject) => {
        asked.push({ ...request, answer: resolve });
        request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
      }),
  };
  const reader = proxyReader(transport, target, () => nowMs);
  const ask = (path: string, signal = idle(), query?: ReaderRequest<number>['query']) =>
    reader.read(
      {
        path,
        ...(query && { query }),
        keepMs: 30 * SECOND_MS,
        parse: (body) => (typeof body === 'object' && body && 'n' in body ? { value: Number(body.n) } : null),
      },
      signal
    );
  return {
    ask,
    transport,
    reader,
    asked,
    later: (ms: number) => (nowMs += ms),
    paths: () => asked.map(({ path }) => path.slice(path.lastIndexOf('/'))),
    /** Answers the nth request once it is there. */
    async answer(n: number, body: unknown, status = 200) {
      for (let turn = 0; turn < 100 && asked[n] === undefined; turn += 1) {
        await Promise.resolve();
      }
      asked[n]?.answer({ status, body });
    },
  };
}

const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) {
    await Promise.resolve();
  }
};

describe('what is kept', () => {
  it('stands for its time and is asked again after it', async () => {
    const { ask, asked, later, answer } = world();
    const first = ask('/a');
    await answer(0, { n: 1 });
    expect(await first).toMatchObject({ ok: true, value: 1 });
    later(29 * SECOND_MS);
    expect(await ask('/a')).toMatchObject({ value: 1 });
    expect(asked).toHaveLength(1);
    later(2 * SECOND_MS);
    const again = ask('/a');
    await answer(1, { n: 2 });
    expect(await again).toMatchObject({ value: 2 });
  });

  it('is told apart by the query', async () => {
    const { ask, asked } = world();
    void ask('/a', idle(), { ns: 'x' }).catch(() => undefined);
    void ask('/a', idle(), { ns: 'y' }).catch(() => undefined);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('is shared by all readers of the server over one transport, and not with another data source', async () => {
    const { ask, asked, answer, transport } = world();
    const first = ask('/a');
    await answer(0, { n: 1 });
    await first;
    const request: ReaderRequest<unknown> = { path: '/a', keepMs: 1, parse: () => null };
    expect(await proxyReader(transport, { ...target }, Date.now).read(request, idle())).toMatchObject({ value: 1 });
    expect(asked).toHaveLength(1);
    void proxyReader(transport, { ...target, uid: 'other' }, Date.now)
      .read(request, idle())
      .catch(() => undefined);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('is a refusal for an hour, any other failure for a moment', async () => {
    const { ask, asked, later, answer } = world();
    const [refused, broken] = [ask('/refused'), ask('/broken')];
    await answer(0, undefined, 403);
    await answer(1, undefined, 500);
    expect([await refused, await broken]).toMatchObject([
      { reason: { code: 'not-permitted' } },
      { reason: { code: 'bad-response' } },
    ]);
    later(11 * SECOND_MS);
    await ask('/refused');
    expect(asked).toHaveLength(2);
    const again = ask('/broken');
    await answer(2, { n: 1 });
    expect(await again).toMatchObject({ ok: true });
    later(3600 * SECOND_MS);
    void ask('/refused').catch(() => undefined);
    await settled();
    expect(asked).toHaveLength(4);
  });

  it('is a path that is not there for some minutes: while a server is replaced, what stands in front says so as well', async () => {
    const { ask, asked, later, answer } = world();
    const absent = ask('/absent');
    await answer(0, undefined, 404);
    expect(await absent).toMatchObject({ ok: false, reason: { code: 'no-data' } });
    later(299 * SECOND_MS);
    await ask('/absent');
    expect(asked).toHaveLength(1);
    later(2 * SECOND_MS);
    const again = ask('/absent');
    await answer(1, { n: 1 });
    expect(await again).toMatchObject({ ok: true });
  });

  it('is what a Backup Server says when something goes wrong for a moment only: a 400 is no refusal', async () => {
    const { ask, later, answer } = world();
    const maintenance = ask('/a');
    await answer(0, "datastore 'main' is in offline maintenance mode\n", 400);
    const detail = "the server does not answer GET /a: datastore 'main' is in offline maintenance mode";
    expect(await maintenance).toMatchObject({ ok: false, reason: { code: 'no-data', detail } });
    later(11 * SECOND_MS);
    const again = ask('/a');
    await answer(1, { n: 1 });
    expect(await again).toMatchObject({ ok: true, value: 1 });
  });

  it('is forgotten on demand, refusals and what is under way included', async () => {
    const { ask, asked, answer, reader } = world();
    const refused = ask('/a');
    await answer(0, undefined, 403);
    await refused;
    const under = ask('/b');
    await settled();
    reader.forget();
    const [a, b] = [ask('/a'), ask('/b')];
    await answer(1, { n: 1 });
    await answer(2, { n: 2 });
    await answer(3, { n: 3 });
    expect([await under, await a, await b]).toMatchObject([{ value: 1 }, { value: 2 }, { value: 3 }]);
    expect(await ask('/b')).toMatchObject({ value: 3 });
    expect(asked).toHaveLength(4);
  });

  it('is no answer that cannot be understood', async () => {
    const { ask, answer } = world();
    const read = ask('/a');
    await answer(0, { other: 1 });
    expect(await read).toMatchObject({ ok: false, reason: { code: 'bad-response' } });
  });
});

describe('what is under way', () => {
  it('is one request for all that ask the same', async () => {
    const { ask, asked, answer } = world();
    const reads = [ask('/a'), ask('/a'), ask('/a')];
    await answer(0, { n: 7 });
    expect(await Promise.all(reads)).toMatchObject([{ value: 7 }, { value: 7 }, { value: 7 }]);
    expect(asked).toHaveLength(1);
  });

  it('goes on for the others when one of them leaves, and ends with the last', async () => {
    const { ask, asked, answer } = world();
    const [one, two] = [new AbortController(), new AbortController()];
    const left = ask('/a', one.signal);
    const stays = ask('/a', two.signal);
    await settled();
    one.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(asked[0]?.signal.aborted).toBe(false);
    two.abort(new Error('gone'));
    await expect(stays).rejects.toThrow('gone');
    expect(asked[0]?.signal.aborted).toBe(true);
    const anew = ask('/a');
    await answer(1, { n: 1 });
    expect(await anew).toMatchObject({ value: 1 });
  });

  it('is at most four, in the order of asking, and who left is not asked for', async () => {
    const { ask, asked, answer, paths } = world();
    const leaver = new AbortController();
    const reads = ['/1', '/2', '/3', '/4'].map((path) => ask(path));
    const left = ask('/5', leaver.signal);
    reads.push(ask('/6'));
    await settled();
    expect(paths()).toEqual(['/1', '/2', '/3', '/4']);
    leaver.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await answer(0, { n: 1 });
    await settled();
    expect(paths()).toEqual(['/1', '/2', '/3', '/4', '/6']);
    for (let n = 1; n < asked.length; n += 1) {
      await answer(n, { n });
    }
    await Promise.all(reads);
  });

  it('hangs on one signal in any number by one listener: Node warns of more than ten', async () => {
    const { ask } = world();
    const controller = new AbortController();
    const reads = Array.from({ length: 100 }, (_, n) => ask(`/${n}`, controller.signal));
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort(new Error('left'));
    expect((await Promise.allSettled(reads)).every(({ status }) => status === 'rejected')).toBe(true);
  });
});

describe('a server that is silent', () => {
  it('is not waited for again by those that queue, and asked again after a moment', async () => {
    const { ask, asked, later, answer } = world();
    const reads = ['/1', '/2', '/3', '/4', '/5', '/6'].map((path) => ask(path));
    for (let n = 0; n < 4; n += 1) {
      await answer(n, undefined, 502);
    }
    const answers = await Promise.all(reads);
    expect(answers.every((one) => !one.ok && one.reason.code === 'source-down')).toBe(true);
    expect(asked).toHaveLength(4);
    later(11 * SECOND_MS);
    const again = ask('/5');
    await answer(4, { n: 5 });
    expect(await again).toMatchObject({ value: 5 });
  });

  it('is not one that answers other requests: one slow path stops nothing', async () => {
    const { ask, asked, answer } = world();
    const [slow, quick] = [ask('/slow'), ask('/quick')];
    await answer(1, { n: 1 });
    await quick;
    await answer(0, undefined, 504);
    expect(await slow).toMatchObject({ reason: { code: 'timeout' } });
    const other = ask('/other');
    await answer(2, { n: 2 });
    expect(await other).toMatchObject({ value: 2 });
    expect(asked).toHaveLength(3);
  });

  it('is not one whose node cannot be reached', async () => {
    const { ask, answer } = world();
    const node = ask('/nodes/x');
    await answer(0, undefined, 595);
    expect(await node).toMatchObject({ reason: { code: 'source-down' } });
    const other = ask('/other');
    await answer(1, { n: 2 });
    expect(await other).toMatchObject({ value: 2 });
  });
});
