import { RUN_EVENTS, type RunDraft } from '../../src/core/checklist/event';
import { eventTags, journalCodec } from '../../src/core/journal/codec';
import { checkIntegrity } from '../../src/core/journal/integrity';
import type { Journal, JournalRecord } from '../../src/core/journal/journal';
import { readCleanUp } from '../../src/sources/grafana/annotationCleanUp';
import { annotationRecord } from '../../src/sources/grafana/annotationRows';
import { annotationJournal } from '../../src/sources/grafana/annotations';
import { readJournalHome } from '../../src/sources/grafana/journalHome';
import { nodeTransport } from '../../src/sources/transport/node';
import type { Transport } from '../../src/sources/transport/port';
import { administer, Scratch, url, type Client, type Json } from './grafana';

/** The journal's adapter on the Grafana under test: what it writes is found again, whole, and what others do to it is told. */

const signal = new AbortController().signal;
const scratch = new Scratch();
const list = scratch.run;
const range = { list, fromMs: 1, toMs: Date.now() + 86_400_000 };
const DOMAINS = [RUN_EVENTS];

let editor: Client & { login: string };
let transport: Transport;
let dashboard: string;
let keys = 0;

const transportOf = ({ authorization }: Client): Transport =>
  nodeTransport({ baseUrl: new URL(url), token: authorization?.replace('Bearer ', '') });
const journalAt = (dashboardUid?: string): Journal => annotationJournal(transport, DOMAINS, dashboardUid, editor.login);
const recordAt = (dashboardUid?: string): JournalRecord => annotationRecord({ transport, dashboardUid });

function draft(fields: Partial<RunDraft> = {}): RunDraft {
  keys += 1;
  return {
    class: 'run',
    list,
    type: 'item.acknowledged',
    key: `${scratch.run}-${keys}`,
    subject: `${list}/2026-11-20`,
    payload: { template: 'morning@00000000', item: 'disk', details: { note: `note ${keys} -- ä 💾 <b>` } },
    sentence: 'Disk: acknowledged',
    ...fields,
  };
}

async function append(journal: Journal, one = draft()) {
  const event = await journal.append(one, signal);
  scratch.forget(event.id);
  return event;
}

/** As somebody else may write with the journal's tags: with a time of its own. */
async function addRaw(body: Json): Promise<void> {
  const answer = await editor.send('POST', '/api/annotations', { body });
  expect(answer.status).toBe(200);
  scratch.forget((answer.body as { id: number }).id);
}

const look = async (dashboardUid?: string) =>
  checkIntegrity(journalCodec(DOMAINS), await recordAt(dashboardUid).rows(range, signal), range);

beforeAll(async () => {
  editor = await scratch.serviceAccount('writer', 'Editor');
  transport = transportOf(editor);
  dashboard = await scratch.dashboard('home');
});

afterAll(() => scratch.clear());

describe.each([
  ['the organisation', () => undefined],
  ['a dashboard', () => dashboard],
])('the journal at %s', (_, home) => {
  test('gives back what was written, with the author and the time of the server', async () => {
    const journal = journalAt(home());
    const sent = draft();
    const event = await append(journal, sent);
    expect(event).toMatchObject({ ...sent, author: editor.login, by: editor.login });
    expect(Math.abs(event.createdMs - Date.now())).toBeLessThan(60_000);
    const { events, rejected } = await journal.read({ ...range, class: 'run' }, signal);
    expect(events).toContainEqual(event);
    expect(rejected).toEqual([]);
  });

  test('is a chain, in which an edit is told, with the author whom the server keeps', async () => {
    const journal = journalAt(home());
    await journal.read({ ...range, class: 'run' }, signal);
    const first = await append(journal);
    const second = await append(journal);
    expect(second.seen).toMatchObject([{ id: first.id, createdMs: first.createdMs }]);
    expect(await look(home())).toMatchObject({ verdict: 'intact', findings: [], open: 1 });
    const text = 'Disk: done\n<!-- opsrounds {} -->';
    await administer('PUT', `/api/annotations/${first.id}`, { text, tags: eventTags('run', list) });
    expect(await look(home())).toMatchObject({
      verdict: 'tampered',
      findings: [{ kind: 'edited', id: first.id, author: editor.login }],
    });
    await administer('DELETE', `/api/annotations/${first.id}`);
    expect((await look(home())).findings).toMatchObject([{ id: first.id, author: null, namedBy: [second.id] }]);
    await administer('DELETE', `/api/annotations/${second.id}`);
  });
});

test('the journals of two homes do not see each other', async () => {
  const there = await append(journalAt(dashboard), draft({ list: `${list}-apart` }));
  const apart = { ...range, list: `${list}-apart`, class: 'run' as const };
  expect((await journalAt(dashboard).read(apart, signal)).events).toMatchObject([{ key: there.key }]);
});

test('both tags have to fit, whole', async () => {
  const other = `${list}-other`;
  await append(journalAt(), draft({ list: other }));
  await append(journalAt(), draft({ list: other, class: 'ho' }));
  const { events } = await journalAt().read({ ...range, list: other, class: 'run' }, signal);
  expect(events).toHaveLength(1);
  expect((await recordAt().rows({ ...range, list: other }, signal)).map(({ tags }) => [...tags].sort())).toEqual([
    eventTags('run', other),
    eventTags('ho', other),
  ]);
});

test('a list that Grafana would cut at a colon is refused before anything is sent', async () => {
  await expect(journalAt().append(draft({ list: `${list}:b` }), signal)).rejects.toThrow(RangeError);
});

test('a key that was sent twice counts once', async () => {
  const twice = draft({ list: `${list}-twice` });
  await append(journalAt(), twice);
  await append(journalAt(), twice);
  const reading = await journalAt().read({ ...range, list: `${list}-twice`, class: 'run' }, signal);
  expect(reading.events).toHaveLength(1);
  expect(reading.rejected).toMatchObject([{ why: 'duplicate-key' }]);
});

test('more rows than the default limit, at both bounds and with one that somebody stretched, are read whole', async () => {
  const many = `${list}-many`;
  const tags = eventTags('run', many);
  const text = (at: number) => journalCodec(DOMAINS).encode(draft({ list: many, key: `${many}-${at}` }));
  const fromMs = Date.UTC(2026, 0, 1);
  for (let at = 0; at < 105; at += 1) {
    await addRaw({ text: text(at), tags, time: fromMs + Math.floor(at / 3) });
  }
  const toMs = fromMs + 34;
  await addRaw({ text: text(900), tags, time: fromMs - 1 });
  await addRaw({ text: text(901), tags, time: toMs + 1 });
  await addRaw({ text: text(902), tags, time: fromMs - 5, timeEnd: toMs + 5 });
  const { events } = await journalAt().read({ list: many, class: 'run', fromMs, toMs }, signal);
  const expected = [...Array.from({ length: 105 }, (_, at) => at), 902].map((at) => `${many}-${at}`);
  expect(events.map(({ key }) => key).sort()).toEqual(expected.sort());
});

test('the home tells who may write there', async () => {
  const home = await readJournalHome(transport, dashboard, signal);
  expect(home).toMatchObject({ dashboard: { uid: dashboard }, own: { canAdd: true } });
  const viewer = transportOf(await scratch.serviceAccount('reader', 'Viewer'));
  expect(await readJournalHome(viewer, dashboard, signal)).toMatchObject({ own: { canAdd: false }, writers: null });
  expect(await readJournalHome(viewer, `${scratch.run}-none`, signal)).toBeNull();
  const admin = transportOf(await scratch.serviceAccount('keeper', 'Admin'));
  const { writers } = (await readJournalHome(admin, dashboard, signal)) ?? {};
  expect(writers).toContainEqual({ kind: 'role', name: 'Editor' });
});

test('what the clean-up leaves is known to administrators of the server alone', async () => {
  expect(await readCleanUp(transport, undefined, signal)).toMatchObject({
    state: 'unknown',
    reason: { code: 'not-permitted' },
  });
});
