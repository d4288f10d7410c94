/** @jest-environment node */
import * as fc from 'fast-check';
import { calcCheck, evidence, look, NOW_MS, seen, told } from '../calc/testData';
import type { Observation } from '../check/evaluator';
import { NO_MEMORY, type VerdictMemory } from '../check/memory';
import type { CheckResult } from '../check/result';
import { eventTags, journalCodec } from '../journal/codec';
import type { EventDraft } from '../journal/event';
import { baselineDrafts, baselineWithdrawn, saidBaseline, stateNow } from './baseline';
import { ACCEPTANCE_EVENTS } from './event';
import { foldAcceptances } from './fold';
import { verdictMemory } from './verdictMemory';

const DAY_MS = 86_400_000;
const check = calcCheck({ fn: 'baseline', of: ['t.a'], maxAgeSeconds: 90 * 86_400 });
const codec = journalCodec([ACCEPTANCE_EVENTS]);

function readingOf(drafts: readonly EventDraft[], atMs: number, editedMs = atMs) {
  const rows = drafts.map((draft, id) => {
    const tags = eventTags(draft.class, draft.list);
    return { id, text: codec.encode(draft), tags, login: 'ops1', created: atMs + id, updated: editedMs + id };
  });
  return codec.decodeRows(rows);
}

/** What is remembered when this was written so long ago. */
function memoryOf(drafts: readonly EventDraft[], agoMs = DAY_MS, isEdited = false): VerdictMemory {
  const atMs = NOW_MS - agoMs;
  const acceptances = readingOf(drafts, atMs, isEdited ? atMs + 5000 : atMs);
  return verdictMemory({ acceptances, rounds: { events: [], rejected: [] } }, NOW_MS);
}

const nobody = memoryOf([]);

/** Accepts what a check sees. */
function accepting(result: CheckResult, more: { untilMs?: number; id?: string } = {}) {
  const things = stateNow(result);
  if (things === null) {
    throw new Error('there is no whole state');
  }
  const { untilMs = null, id = 'b1' } = more;
  return baselineDrafts({ id, checkId: check.id, things, why: 'as built', untilMs });
}

const THREE = { 't.a': seen({ a: 1, b: 2, c: 3 }) };
const accepted = async (more: { untilMs?: number } = {}) =>
  accepting(await look(check, THREE, { memory: nobody }), more);

describe('a baseline', () => {
  it('is unknown until somebody accepts a state, and passes while all is as accepted', async () => {
    const before = await look(check, THREE, { memory: nobody });
    expect(told(before, 'instance')).toEqual(['a no-data', 'b no-data', 'c no-data']);
    expect(before.finding).toContain('nobody has accepted a state yet');
    const after = await look(check, THREE, { memory: memoryOf(accepting(before)) });
    expect([after.verdict, told(after, 'change')]).toEqual(['pass', ['same pass', 'same pass', 'same pass']]);
  });

  it('tells of each difference what it was and is', async () => {
    const result = await look(check, { 't.a': seen({ a: 1, b: 9, d: 4 }) }, { memory: memoryOf(await accepted()) });
    const said = result.entities.map(({ labels, verdict }) => [
      verdict,
      labels['change'],
      labels['instance'],
      labels['was'],
      labels['now'],
    ]);
    expect(said.sort()).toEqual([
      ['fail', 'added', 'd', undefined, '4'],
      ['fail', 'changed', 'b', '2', '9'],
      ['fail', 'gone', 'c', '3', undefined],
      ['pass', 'same', 'a', '1', '1'],
    ]);
  });

  it('passes exactly when things and values are those that were accepted', async () => {
    const state = fc.dictionary(fc.constantFrom(...'abcdef'), fc.integer({ min: 0, max: 3 }), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(state, state, async (was, now) => {
        const memory = memoryOf(accepting(await look(check, { 't.a': seen(was) }, { memory: nobody })));
        const { verdict } = await look(check, { 't.a': seen(now) }, { memory });
        const text = (values: object) => JSON.stringify(Object.entries(values).sort());
        expect(verdict).toBe(text(was) === text(now) ? 'pass' : 'fail');
      })
    );
  });

  it.each([
    ['a source that is down', seen({ a: 1, b: 2, c: 3 }, { problem: { code: 'source-down' } }), 'source-down'],
    ['an answer that is not all', seen({ a: 1, b: 2, c: 3 }, { problem: { code: 'bad-response' } }), 'bad-response'],
    ['a thing that nobody can see beside one that fails', seen({ a: 99, b: null, c: 3 }), 'no-data'],
  ])('is unknown of %s, and shows nothing that could be accepted', async (_what, part: Observation, code) => {
    const result = await look(check, { 't.a': part }, { memory: memoryOf(await accepted()) });
    expect([result.verdict, result.reason?.code, stateNow(result)]).toEqual(['unknown', code, null]);
  });

  it('does not know what is the same when the journal could not be read', async () => {
    const result = await look(check, THREE, { memory: NO_MEMORY });
    expect([result.verdict, result.finding]).toEqual(['unknown', expect.stringContaining('journal could not be read')]);
  });

  it('asks for another acceptance when the last is too old, and fails all the same on a difference', async () => {
    const drafts = await accepted();
    const young = await look(check, THREE, { memory: memoryOf(drafts, 90 * DAY_MS - 1000) });
    const old = await look(check, THREE, { memory: memoryOf(drafts, 91 * DAY_MS) });
    expect([young.verdict, old.verdict]).toEqual(['pass', 'unknown']);
    expect(old.finding).toContain('91 days ago by ops1');
    const changed = await look(check, { 't.a': seen({ a: 1 }) }, { memory: memoryOf(drafts, 91 * DAY_MS) });
    expect(changed.verdict).toBe('fail');
    expect(stateNow(old)).toHaveLength(3);
  });

  it('does not believe an acceptance of tomorrow', async () => {
    expect((await look(check, THREE, { memory: memoryOf(await accepted(), -DAY_MS) })).verdict).toBe('unknown');
  });

  it.each([
    ['is over', async () => memoryOf(await accepted({ untilMs: NOW_MS - 1 }))],
    ['was edited', async () => memoryOf(await accepted(), DAY_MS, true)],
    [
      'was withdrawn',
      async () => {
        const drafts = await accepted();
        const said = saidBaseline(foldAcceptances(readingOf(drafts, 0), NOW_MS), check.id);
        return memoryOf([...drafts, baselineWithdrawn(said!, 'w1')]);
      },
    ],
  ])('accepts nothing by an acceptance that %s', async (_what, memory) => {
    const result = await look(check, THREE, { memory: await memory() });
    expect(told(result, 'instance')).toEqual(['a no-data', 'b no-data', 'c no-data']);
  });

  it('accepts nothing while it is open whether it was withdrawn', async () => {
    const drafts = await accepted();
    const said = saidBaseline(foldAcceptances(readingOf(drafts, 0), NOW_MS), check.id);
    const atMs = NOW_MS - DAY_MS;
    const end = readingOf([baselineWithdrawn(said!, 'w1')], atMs + 1000, atMs + 9000);
    const { events } = readingOf(drafts, atMs);
    const memory = verdictMemory(
      { acceptances: { events, rejected: end.rejected }, rounds: { events: [], rejected: [] } },
      NOW_MS
    );
    expect(end.rejected).toHaveLength(1);
    const result = await look(check, THREE, { memory });
    expect([result.verdict, result.reason?.code]).toEqual(['unknown', 'bad-response']);
  });

  it('is unknown, and not n/a, where nothing is seen any more of what was accepted', async () => {
    const gone: Observation = { entities: [], evidence: [], na: { code: 'not-connected' } };
    const verdict = async (memory: VerdictMemory) => (await look(check, { 't.a': gone }, { memory })).verdict;
    expect(await verdict(memoryOf(await accepted()))).toBe('unknown');
    expect(await verdict(nobody)).toBe('na');
    expect(await verdict(memoryOf(await accepted({ untilMs: NOW_MS - 1 })))).toBe('na');
  });

  it('carries a large state in slices, and refuses one that no look could carry', async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_none, at) => [`${'node-'.repeat(12)}${at}`, 1]));
    const drafts = accepting(await look(check, { 't.a': seen(many) }, { memory: nobody }));
    expect(drafts.length).toBeGreaterThan(1);
    expect((await look(check, { 't.a': seen(many) }, { memory: memoryOf(drafts) })).verdict).toBe('pass');
    expect((await look(check, { 't.a': seen(many) }, { memory: memoryOf(drafts.slice(1)) })).verdict).toBe('unknown');
    const things = Array.from({ length: 20_000 }, (_none, at) => [`s|instance=${at}`, 'yes'] as const);
    expect(() => baselineDrafts({ id: 'b', checkId: check.id, things, why: 'x', untilMs: null })).toThrow(RangeError);
  });

  it('needs a reason', async () => {
    const things = [['s|instance=a', '1']] as const;
    expect(() => baselineDrafts({ id: 'b', checkId: check.id, things, why: '  ', untilMs: null })).toThrow(RangeError);
  });

  it('is unknown where what was accepted is nothing that this app writes', async () => {
    const [draft] = await accepted();
    const foreign = { ...draft!, payload: { why: 'x', state: { a: 1 } } };
    expect((await look(check, THREE, { memory: memoryOf([foreign]) })).reason?.code).toBe('bad-response');
  });

  it('is n/a where what it is made of is', async () => {
    expect((await look(check, { 't.a': { entities: [], evidence: [evidence] } }, { memory: nobody })).verdict).toBe(
      'na'
    );
  });
});
