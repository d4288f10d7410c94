import type { CheckResult } from '../check/result';
import { EVENT_MAX_BYTES, eventBytes, eventTags, journalCodec } from '../journal/codec';
import type { Board, BoardItem } from './board';
import { buildBoard } from './buildBoard';
import { acknowledge, checkedByHand, defer, done, notApplicable, signOff, startRun, undo, type Act } from './draft';
import { RUN_EVENTS, runEvents, type RunDraft, type RunEvent } from './event';
import { foldRun } from './fold';
import { snapshot } from './snapshot';
import { templateId } from './templateId';
import { checkResult, emptyState, entity, event, item, NOON_MS, run, runResult, template } from './testData';

const list = template(item('disk', ['n.disk']), item('backup', ['n.backup']), item('walk', []));
const result = runResult(checkResult('n.disk', 'fail'), checkResult('n.backup', 'unknown', { code: 'no-data' }));
const act: Act = { run, template: list, state: emptyState, key: 'new-key' };

const boardOf = (state = emptyState): Board => buildBoard({ template: list, run, result, pendingSources: [], state });
const entryOf = (id: string): BoardItem => boardOf().items.find((entry) => entry.item.id === id)!;

const codec = journalCodec([RUN_EVENTS]);
const bytesOf = (draft: RunDraft) => eventBytes(draft, RUN_EVENTS);

/** What comes back after the draft went through an annotation. */
function stored(draft: RunDraft, id = 50): RunEvent {
  const created = NOON_MS + id * 1000;
  const tags = eventTags(draft.class, draft.list);
  const text = codec.encode(draft);
  const [event] = runEvents(codec.decodeRows([{ id, text, tags, login: 'ops1', created, updated: created }]));
  return event!;
}

const kindAfter = (draft: RunDraft) => foldRun([stored(draft)], [], run.key).decisions.get(draft.payload.item ?? '');

describe('an act of a person', () => {
  it('is an event that says what was seen and what was said', () => {
    const draft = acknowledge(act, entryOf('disk'), '  cleaning at 10 ');
    expect(draft).toMatchObject({
      class: 'run',
      list: 'morning',
      type: 'item.acknowledged',
      key: 'new-key',
      subject: run.key,
      payload: {
        template: templateId(list),
        item: 'disk',
        details: { note: 'cleaning at 10', finding: 'n.disk is fail', value: 0.95, verdict: 'fail' },
      },
      sentence: 'Title of disk: acknowledged, cleaning at 10',
    });
    expect(draft.base).toBeUndefined();
  });

  it('comes out of the fold as the decision it was', () => {
    expect(kindAfter(acknowledge(act, entryOf('disk'), 'n'))).toMatchObject({ kind: 'acknowledged', verdict: 'fail' });
    expect(kindAfter(acknowledge(act, entryOf('disk'), 'n'))?.checks).toEqual(['n.disk']);
    expect(kindAfter(done(act, entryOf('walk'), ''))?.checks).toBeUndefined();
    expect(kindAfter(defer(act, entryOf('disk'), 'ops2', ''))).toMatchObject({
      kind: 'deferred',
      to: 'ops2',
      note: '',
    });
    expect(kindAfter(defer(act, entryOf('disk'), null, 'later'))).toMatchObject({ kind: 'deferred', to: null });
    expect(kindAfter(checkedByHand(act, entryOf('backup'), 'n'))).toMatchObject({
      kind: 'checked',
      verdict: 'unknown',
    });
    expect(kindAfter(done(act, entryOf('walk'), ''))).toMatchObject({ kind: 'done', verdict: 'na' });
    expect(kindAfter(notApplicable(act, entryOf('disk'), 'holiday'))).toMatchObject({ kind: 'na', note: 'holiday' });
  });

  it('names the last event it had seen, an undo too', () => {
    const state = foldRun([event(1, 'disk')], [], run.key);
    expect(undo({ ...act, state }, entryOf('disk'))).toMatchObject({
      type: 'item.set',
      base: 'k1',
      payload: { state: 'open' },
    });
    const undone = foldRun([event(1, 'disk'), stored(undo({ ...act, state }, entryOf('disk')))], [], run.key);
    expect(acknowledge({ ...act, state: undone }, entryOf('disk'), 'n').base).toBe('new-key');
  });

  it.each<[string, () => RunDraft]>([
    ['acknowledging without a note', () => acknowledge(act, entryOf('disk'), ' ')],
    ['not applicable without a reason', () => notApplicable(act, entryOf('disk'), '')],
    ['checked by hand without a note', () => checkedByHand(act, entryOf('backup'), '')],
    ['checked by hand on a failure', () => checkedByHand(act, entryOf('disk'), 'n')],
    ['done on what a machine decides', () => done(act, entryOf('disk'), 'n')],
    ['done on an unknown', () => done(act, entryOf('backup'), 'n')],
  ])('is refused: %s', (_, make) => expect(make).toThrow(RangeError));

  it('keeps an event small whatever is pasted into the note', () => {
    expect(bytesOf(acknowledge(act, entryOf('disk'), '💾'.repeat(50_000)))).toBeLessThanOrEqual(EVENT_MAX_BYTES);
  });

  it('keeps an event small whatever the labels in the finding and the words of a deferral are', () => {
    const entry = { ...entryOf('disk'), finding: `${'é'.repeat(100_000)} is down` };
    expect(bytesOf(acknowledge(act, entry, '💾'.repeat(1000)))).toBeLessThanOrEqual(EVENT_MAX_BYTES);
    expect(bytesOf(defer(act, entry, 'ops'.repeat(50_000), ''))).toBeLessThanOrEqual(EVENT_MAX_BYTES);
  });

  it('starts the run once and pins the template it saw', () => {
    expect(startRun(act)).toMatchObject({ type: 'run.started', payload: { template: templateId(list) } });
    const state = foldRun([stored(startRun(act)!)], [], run.key);
    expect(startRun({ ...act, state })).toBeNull();
    const other = { ...list, title: 'Another' };
    expect(acknowledge({ ...act, state, template: other }, entryOf('disk'), 'n').payload.template).toBe(
      templateId(list)
    );
  });
});

describe('the signature', () => {
  const decided = [
    event(1, 'disk', { details: { note: 'cleaning', verdict: 'fail' } }),
    event(2, 'backup', { type: 'item.set', state: 'checked', details: { note: 'looked', verdict: 'unknown' } }),
    event(3, 'walk', { type: 'item.set', state: 'done', details: { verdict: 'na' } }),
  ];
  const state = foldRun(decided, [], run.key);
  const input = { board: boardOf(state), result, events: decided, remark: 'quiet night', incomplete: null };

  it('says what the signer saw, and reads back as that', () => {
    const draft = signOff({ ...act, state }, input);
    expect(draft.payload.details).toMatchObject({
      verdicts: { disk: 'fail', backup: 'unknown', walk: 'hand' },
      valuesMs: NOON_MS,
      oldestSampleAgeMs: 10_000,
      events: 3,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { signature } = foldRun([...decided, stored(draft)], [], run.key);
    expect(signature).toMatchObject({ author: 'ops1', remark: 'quiet night', incomplete: null, changedSince: false });
    expect(signature?.claims).toEqual(input.board.counts?.claims);
  });

  it('is refused while something is left, but for a reason', () => {
    const open = { ...input, board: boardOf() };
    expect(() => signOff(act, open)).toThrow(RangeError);
    expect(() => signOff(act, { ...open, incomplete: ' ' })).toThrow(RangeError);
    expect(signOff(act, { ...open, incomplete: 'incident' }).payload.details).toMatchObject({ incomplete: 'incident' });
  });

  it('is refused as incomplete when nothing is left', () => {
    expect(() => signOff({ ...act, state }, { ...input, incomplete: 'lazy' })).toThrow(RangeError);
  });

  it('is refused while something is pending', () => {
    const pending = buildBoard({ template: list, run, result: null, pendingSources: [], state });
    expect(() => signOff({ ...act, state }, { ...input, board: pending })).toThrow(RangeError);
  });

  it('shortens notes rather than being too long to store', () => {
    const items = Array.from({ length: 60 }, (_, i) => item(`item-${i}`, []));
    const notes = items.map((entry, i) =>
      event(i, entry.id, { type: 'item.set', state: 'done', details: { note: 'ö--'.repeat(300), verdict: 'na' } })
    );
    const long = template(...items);
    const full = foldRun(notes, [], run.key);
    const board = buildBoard({ template: long, run, result, pendingSources: [], state: full });
    const draft = signOff({ ...act, template: long, state: full }, { ...input, board, events: notes });
    expect(bytesOf(draft)).toBeLessThanOrEqual(EVENT_MAX_BYTES);
    expect(draft.payload.details).toMatchObject({ claims: [{ kind: 'hand', count: 60, decided: 60 }] });
  });
});

describe('the snapshot', () => {
  it('keeps the worst entities of what does not pass, counts of all, and the time of the values', () => {
    const bad: CheckResult = {
      ...checkResult('n.disk', 'fail'),
      entities: [...Array.from({ length: 25 }, (_, i) => entity(`pve-${i}`, 'fail')), entity('fine', 'pass')],
    };
    const draft = snapshot(act, runResult(bad, checkResult('n.ok', 'pass')));
    expect(draft).toMatchObject({
      type: 'run.checks',
      payload: { details: { valuesMs: NOON_MS, counts: { fail: 1, pass: 1 }, cut: 0 } },
    });
    const [first] = draft.payload.details?.['checks'] as Array<{ id: string; entities: unknown[] }>;
    expect(first?.id).toBe('n.disk');
    expect(first?.entities).toHaveLength(25);
    expect(first?.entities[0]).toEqual({ key: 'prom|instance=pve-0', verdict: 'fail', value: 0.95 });
  });

  it('fits into an event whatever fails, and says how much it left out', () => {
    const checks = Array.from({ length: 200 }, (_, i) => ({
      ...checkResult(`nodes.a-rather-long-check-name-${i}`, 'fail'),
      entities: Array.from({ length: 30 }, (_unused, n) =>
        entity(`a-rather-long-node-name-${n}.example.internal`, 'fail')
      ),
    }));
    const draft = snapshot(act, runResult(...checks));
    expect(bytesOf(draft)).toBeLessThanOrEqual(EVENT_MAX_BYTES);
    const kept = (draft.payload.details?.['checks'] as Array<{ entities: unknown[] }>).flatMap(
      (check) => check.entities
    );
    expect(draft.payload.details?.['cut']).toBe(6000 - kept.length);
  });

  it('carries as many entities as there is room for, of all checks alike', () => {
    const many = (id: string, count: number) => ({
      ...checkResult(id, 'fail'),
      entities: Array.from({ length: count }, (_, n) => entity(`node-${n}`, 'fail')),
    });
    const draft = snapshot(act, runResult(many('n.many', 500), many('n.few', 3)));
    const free = EVENT_MAX_BYTES - bytesOf(draft);
    expect(free).toBeGreaterThanOrEqual(0);
    expect(free).toBeLessThan(80);
    expect(draft.payload.details?.['checks']).toMatchObject([{}, { id: 'n.few', entities: [{}, {}, {}] }]);
  });

  it('says what was not seen now: since when, who was silent, and what is gone for good', () => {
    const seenMs = NOON_MS - 86_400_000;
    const said = { who: 'ops1', why: 'scrapped', atMs: NOON_MS, untilMs: null };
    const check: CheckResult = {
      ...checkResult('n.disk', 'fail', { code: 'timeout' }),
      entities: [{ ...entity('pve-a1', 'fail'), left: { seenMs, from: 'source' } }],
      gone: [{ sourceUid: 'prom', labels: { instance: 'pve-a9' }, said }],
    };
    expect(snapshot(act, runResult(check)).payload.details).toMatchObject({
      checks: [{ silent: ['prom'], entities: [{ key: 'prom|instance=pve-a1', seenMs }] }],
      gone: { 'n.disk': ['prom|instance=pve-a9'] },
    });
  });
});
