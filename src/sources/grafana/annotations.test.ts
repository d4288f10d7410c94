/** @jest-environment node */
import fc from 'fast-check';
import { RUN_EVENTS, type RunDraft } from '../../core/checklist/event';
import { encodeEvent, eventTags } from '../../core/journal/codec';
import { JOURNAL_DOMAINS } from '../journalDomains';
import { scripted } from '../transport/fakeTransport';
import type { Transport, TransportRequest, TransportResponse } from '../transport/port';
import { annotationJournal } from './annotations';
import { exchange, recorded } from './testData';

const signal = new AbortController().signal;
const range = { list: 'morning', class: 'run' as const, fromMs: 1, toMs: 10_000 };

const journalOf = (transport: Transport, dashboardUid: string | undefined) =>
  annotationJournal(transport, JOURNAL_DOMAINS, dashboardUid);

const draft: RunDraft = {
  class: 'run',
  list: 'morning',
  type: 'item.acknowledged',
  key: 'k1',
  subject: 'morning/2026-11-20',
  payload: { template: 'morning@00000000', item: 'disk', details: { note: 'n' } },
  sentence: 'Disk: acknowledged',
};

interface Row {
  id: number;
  time: number;
  timeEnd: number;
  [field: string]: unknown;
}

const row = (id: number, time: number, key = `k${id}`): Row => ({
  id,
  time,
  timeEnd: time,
  created: time,
  updated: time,
  text: encodeEvent({ ...draft, key }, RUN_EVENTS),
  tags: eventTags('run', 'morning'),
  login: 'ops1',
  data: {},
});

/** Answers as Grafana does: what overlaps the bounds, both inclusive, what ends last first, cut at the limit. */
function grafanaWith(rows: readonly Row[]): Transport & { asked: TransportRequest[] } {
  const asked: TransportRequest[] = [];
  return {
    asked,
    send: (request) => {
      asked.push(request);
      const { from = 0, to = 0, limit = 100 } = request.query as Record<string, number>;
      const body = rows
        .filter(({ time, timeEnd }) => timeEnd >= from && time <= to)
        .sort((a, b) => b.timeEnd - a.timeEnd || b.time - a.time)
        .slice(0, limit);
      return Promise.resolve({ status: 200, body });
    },
  };
}

describe('reading the journal', () => {
  it('asks with both bounds, a limit, the type and whole tags', async () => {
    const transport = scripted({ status: 200, body: [] });
    await journalOf(transport, undefined).read(range, signal);
    expect(transport.asked[0]).toMatchObject({ method: 'GET', path: '/api/annotations' });
    expect(transport.asked[0]?.query).toEqual({
      from: 1,
      to: 10_000,
      limit: 1000,
      type: 'annotation',
      tags: ['opsrounds:run', 'opsrounds_list:morning'],
      dashboardUID: undefined,
    });
  });

  it('asks at the dashboard when that is the home, and for all lists without one', async () => {
    const transport = scripted({ status: 200, body: [] });
    await journalOf(transport, 'journal').read({ ...range, list: undefined }, signal);
    expect(transport.asked[0]?.query).toMatchObject({ dashboardUID: 'journal', tags: ['opsrounds:run'] });
  });

  it('pages backwards until nothing is cut, and takes rows of one instant once', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => row(i + 1, 100 + Math.floor(i / 3)));
    const transport = grafanaWith(rows);
    const { events, rejected } = await journalOf(transport, undefined).read(range, signal);
    expect(events).toHaveLength(2500);
    expect(rejected).toEqual([]);
    expect(transport.asked).toHaveLength(3);
  });

  it('gets past an instant with more rows than a page', async () => {
    const rows = [...Array.from({ length: 2100 }, (_, i) => row(i + 1, 500)), row(9000, 400), row(9001, 600)];
    const { events } = await journalOf(grafanaWith(rows), undefined).read(range, signal);
    expect(events).toHaveLength(2102);
  });

  it('loses nothing behind rows that somebody stretched far back', async () => {
    const stretched = Array.from({ length: 3 }, (_, i) => ({ ...row(9000 + i, 9000), time: 2 }));
    const rows = [...Array.from({ length: 2100 }, (_, i) => row(i + 1, 100 + i)), ...stretched];
    const { events } = await journalOf(grafanaWith(rows), undefined).read(range, signal);
    expect(events).toHaveLength(2103);
  });

  it('gives up where one instant has more rows than anybody may ask for', async () => {
    const page = Array.from({ length: 64_000 }, (_, i) => row(i + 1, 500));
    const read = journalOf(grafanaWith([...page, row(70_000, 500)]), undefined).read(range, signal);
    await expect(read).rejects.toMatchObject({ code: 'too-many' });
  });

  it('reads any rows that share instants and bounds, each once', async () => {
    const moments = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 3 })), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(moments, fc.integer({ min: 1, max: 20 }), fc.boolean(), async (all, pageRows, isTwice) => {
        const rows = all.map(([time, lasts], at) => ({ ...row(at + 1, time), timeEnd: time + lasts }));
        const grafana = grafanaWith(rows);
        // A smaller page than the adapter asks for, and rows that come twice as they may without a dashboard.
        const small: Transport = {
          send: async (request) => {
            const limit = Math.max(1, Math.round((Number(request.query?.['limit']) / 1000) * pageRows));
            const { status, body } = await grafana.send({ ...request, query: { ...request.query, limit } });
            const page = body as Row[];
            const isFull = page.length === limit;
            const filler = isFull
              ? Array.from({ length: Number(request.query?.['limit']) - limit }, () => page[0])
              : [];
            return { status, body: [...page, ...filler, ...(isTwice ? page : [])] };
          },
        };
        const { events } = await journalOf(small, undefined).read({ ...range, fromMs: 5, toMs: 35 }, signal);
        const inside = rows.filter(({ time, timeEnd }) => timeEnd >= 5 && time <= 35).map(({ id }) => id);
        expect(events.map(({ id }) => id).sort((a, b) => a - b)).toEqual(inside);
      }),
      { numRuns: 200 }
    );
  });

  it('reads every recorded list of annotations; what is not ours is told, not taken', async () => {
    const lists = recorded('annotations').filter((one) => one.method === 'GET' && Array.isArray(one.body));
    expect(lists.length).toBeGreaterThan(10);
    for (const { body } of lists) {
      const { events, rejected } = await journalOf(scripted({ status: 200, body }), undefined).read(range, signal);
      expect(events).toEqual([]);
      expect(rejected.map(({ why }) => why)).toEqual((body as unknown[]).map(() => 'unreadable'));
    }
  });

  it.each([
    ['query history of annotations by dashboard', 'platform'],
    ['read by tags', 'annotations'],
  ])('keeps author and time of the recorded answer "%s"', async (name, file) => {
    const { body } = exchange(file, name);
    const { rejected } = await journalOf(scripted({ status: 200, body }), undefined).read(range, signal);
    const rows = body as Array<{ id: number; login: string; created: number }>;
    expect(rejected).toMatchObject(rows.map(({ id, login, created }) => ({ id, author: login, createdMs: created })));
  });

  it.each([
    [
      { status: 401, body: { message: 'Unauthorized' } },
      { code: 'unauthorized', detail: 'Unauthorized' },
    ],
    [{ status: 200, body: '<html>' }, { code: 'bad-response' }],
    [
      { status: 502, body: undefined },
      { code: 'source-down', detail: 'HTTP 502' },
    ],
  ])('rejects with a SourceError for %j', async (answer, error) => {
    await expect(journalOf(scripted(answer), undefined).read(range, signal)).rejects.toMatchObject(error);
  });
});

describe('appending', () => {
  it('sends no time, and gives back what the server stored', async () => {
    const stored = { ...row(1140, 1_795_205_915_222), text: encodeEvent(draft, RUN_EVENTS), dashboardUID: '' };
    const transport = scripted(
      { status: 200, body: exchange('annotations', 'create').body },
      { status: 200, body: stored }
    );
    const event = await journalOf(transport, undefined).append(draft, signal);
    expect(event).toMatchObject({ ...draft, id: 1140, author: 'ops1', createdMs: 1_795_205_915_222 });
    const [post, get] = transport.asked;
    expect(post).toMatchObject({ method: 'POST', path: '/api/annotations' });
    expect(Object.keys(post?.body as object).sort()).toEqual(['dashboardUID', 'tags', 'text']);
    expect(get).toMatchObject({ method: 'GET', path: '/api/annotations/1140' });
  });

  it.each([
    ['create by viewer', 'not-permitted', 'Access denied to save the annotation'],
    ['create anonymous', 'unauthorized', 'Unauthorized'],
    ['tags over 500 bytes', 'bad-response', 'Tags length exceeds the maximum allowed.'],
    ['unknown dashboard', 'bad-response', 'Error while checking annotation permissions'],
  ])('says in Grafana\'s words why "%s" was refused', async (name, code, detail) => {
    const { status, body } = exchange('annotations', name);
    const appended = journalOf(scripted({ status, body }), undefined).append(draft, signal);
    await expect(appended).rejects.toMatchObject({ code, detail });
  });

  it('does not send what is too long to keep, and says what makes it so', async () => {
    const transport = scripted();
    const long = { ...draft, payload: { ...draft.payload, details: { note: 'x'.repeat(9000) } } };
    await expect(journalOf(transport, undefined).append(long, signal)).rejects.toMatchObject({
      code: 'too-many',
      detail: 'an event may have 8192 bytes, this one has 9154: 9002 are payload.details.note',
    });
    expect(transport.asked).toEqual([]);
  });

  it.each(['a:b', ' a', '', 'x'.repeat(101)])('does not send under a list that Grafana would cut: %j', async (list) => {
    const transport = scripted();
    await expect(journalOf(transport, undefined).append({ ...draft, list }, signal)).rejects.toThrow(RangeError);
    expect(transport.asked).toEqual([]);
  });

  it('names the ends of the list that were seen, and who sends it', async () => {
    const seen = row(7, 500);
    const own = { ...row(8, 600), text: encodeEvent(draft, RUN_EVENTS) };
    const transport = scripted(
      { status: 200, body: [seen, { ...row(3, 400), tags: eventTags('run', 'daily') }] },
      ...[own, own, own].flatMap((one) => [
        { status: 200, body: { id: 8 } },
        { status: 200, body: one },
      ])
    );
    const journal = annotationJournal(transport, JOURNAL_DOMAINS, undefined, 'ops1');
    const sentBody = () => (transport.asked.filter(({ method }) => method === 'POST').at(-1)?.body as Row)['text'];
    await journal.read({ ...range, list: undefined }, signal);
    await journal.append(draft, signal);
    expect(sentBody()).toMatch(/,"c":\[\[7,500,"[0-9a-f]{16}"\]\],"by":"ops1"\} -->$/);
    await journal.append({ ...draft, key: 'k2', list: 'daily' }, signal);
    expect(sentBody()).toMatch(/,"c":\[\[3,400,"[0-9a-f]{16}"\]\],/);
    await journal.append({ ...draft, key: 'k3', list: 'weekly' }, signal);
    expect(sentBody()).not.toContain('"c"');
  });

  it('does not take a row for the event that somebody changed at once', async () => {
    const stored = { ...row(1140, 5), updated: 6 };
    const transport = scripted({ status: 200, body: { id: 1140 } }, { status: 200, body: stored });
    await expect(journalOf(transport, undefined).append(draft, signal)).rejects.toMatchObject({
      code: 'bad-response',
    });
  });
});

describe('whether this user may write', () => {
  const may = (dashboardUid: string | undefined, ...answers: TransportResponse[]) =>
    journalOf(scripted(...answers), dashboardUid).canAppend(signal);
  const answer = (file: string, name: string, as: string) => {
    const { status, body } = exchange(file, name, as);
    return { status, body };
  };

  it('is no for a Viewer whose only grant is one dashboard, although the action is there', async () => {
    expect(await may(undefined, answer('platform', 'own permissions', 'viewer'))).toBe(false);
  });

  it('is yes for an Editor', async () => {
    expect(await may(undefined, answer('platform', 'own permissions', 'editor'))).toBe(true);
  });

  it('is what Grafana says about the dashboard when that is the home', async () => {
    const { body } = exchange('platform', 'dashboard by uid');
    expect(await may('ov', { status: 200, body })).toBe(true);
    const meta = { annotationsPermissions: { dashboard: { canAdd: false } } };
    expect(await may('ov', { status: 200, body: { meta } })).toBe(false);
    expect(await may('ov', { status: 200, body: { meta: {} } })).toBe(false);
  });

  it('is an error, not a no, when it cannot be asked', async () => {
    await expect(may('nope', answer('platform', 'unknown dashboard', 'viewer'))).rejects.toMatchObject({ status: 404 });
  });
});
