import fc from 'fast-check';

import { checkDefinition } from '../check/testData';
import { eventTags, journalCodec, type AnnotationRow } from '../journal/codec';
import type { EventDraft, JournalReading } from '../journal/event';
import { ACCEPTANCE_EVENTS } from './event';
import { foldAcceptances } from './fold';
import {
  goneDraft,
  goneFor,
  goneSubject,
  goneThing,
  goneWithdrawn,
  saidGone,
  thingOf,
  wasGoneFor,
  type GoneThing,
  type SaidGone,
} from './goneForGood';
import { memoryRanges, readMemory, verdictMemory } from './verdictMemory';

const codec = journalCodec([ACCEPTANCE_EVENTS]);
const NOTHING: JournalReading = { events: [], rejected: [] };
const NOW_MS = 10_000;

const node7: GoneThing = { checkId: null, sourceUid: 'prom', labels: { instance: 'node-7' } };

function said(thing: GoneThing, fields: { id?: string; untilMs?: number | null } = {}): EventDraft {
  return goneDraft({ id: 'g1', thing, sourceName: 'mimir', why: ' scrapped ', untilMs: null, ...fields });
}

function stored(...drafts: readonly EventDraft[]): AnnotationRow[] {
  return drafts.map((draft, at) => {
    const atMs = 1000 * (at + 1);
    const tags = eventTags(draft.class, draft.list);
    return { id: at, text: codec.encode(draft), tags, login: `ops${at + 1}`, created: atMs, updated: atMs };
  });
}

function read(...drafts: readonly EventDraft[]): JournalReading {
  return codec.decodeRows(stored(...drafts));
}

const memory = (...drafts: readonly EventDraft[]) =>
  verdictMemory({ acceptances: read(...drafts), rounds: NOTHING }, NOW_MS);

describe('gone for good', () => {
  it('holds for every check of what has all of the labels, on that source alone', () => {
    const { gone } = memory(said(node7));
    const labels = { instance: 'node-7', device: 'sda' };
    expect(gone('node.disk', 'prom', labels)).toMatchObject({
      who: 'ops1',
      why: 'scrapped',
      atMs: 1000,
      untilMs: null,
    });
    expect(gone('node.ram', 'prom', { instance: 'node-7' })).not.toBeNull();
    expect(gone('node.disk', 'other', labels)).toBeNull();
    expect(gone('node.disk', 'prom', { instance: 'node-70' })).toBeNull();
    expect(gone('node.disk', 'prom', { device: 'sda' })).toBeNull();
  });

  it('holds for one check where one is named', () => {
    const { gone } = memory(said({ ...node7, checkId: 'node.disk' }));
    expect(gone('node.disk', 'prom', node7.labels)).not.toBeNull();
    expect(gone('node.ram', 'prom', node7.labels)).toBeNull();
  });

  it('holds until its end, and until it is withdrawn', () => {
    expect(memory(said(node7, { untilMs: NOW_MS + 1 })).gone('c', 'prom', node7.labels)).not.toBeNull();
    expect(memory(said(node7, { untilMs: NOW_MS })).gone('c', 'prom', node7.labels)).toBeNull();
    const [standing] = saidGone(foldAcceptances(read(said(node7)), NOW_MS));
    const withdrawn = [said(node7), goneWithdrawn(standing as SaidGone, 'w')];
    expect(memory(...withdrawn).gone('c', 'prom', node7.labels)).toBeNull();
  });

  it('does not come back when its withdrawal is edited or made unreadable', () => {
    const [standing] = saidGone(foldAcceptances(read(said(node7)), NOW_MS));
    const [first, end] = stored(said(node7), goneWithdrawn(standing as SaidGone, 'w'));
    const edited = { ...end, updated: 9000 };
    const unreadable = { ...edited, text: 'Withdrawn' };
    for (const later of [edited, unreadable]) {
      const reading = codec.decodeRows([first, later] as AnnotationRow[]);
      const entity = { checkId: 'c', sourceUid: 'prom', labels: node7.labels };
      const told = saidGone(foldAcceptances(reading, NOW_MS));
      expect(goneFor(told, entity)).toBeNull();
      expect(wasGoneFor(told, entity)).toMatchObject({ who: 'ops1', ended: 'in-doubt' });
    }
  });

  it('is told when it is over, unless it was said again', () => {
    const entity = { checkId: 'c', sourceUid: 'prom', labels: node7.labels };
    const over = said(node7, { untilMs: 5000 });
    const told = (...drafts: readonly EventDraft[]) => saidGone(foldAcceptances(read(...drafts), NOW_MS));
    expect(goneFor(told(over), entity)).toBeNull();
    expect(wasGoneFor(told(over), entity)).toMatchObject({ who: 'ops1', ended: { how: 'expired', atMs: 5000 } });
    const again = told(over, said({ ...node7, checkId: 'c' }, { id: 'g2' }));
    expect(goneFor(again, entity)).toMatchObject({ id: 'g2' });
    expect(wasGoneFor(again, entity)).toBeNull();
  });

  it('is what was said last of several that hold', () => {
    const { gone } = memory(said(node7), said({ ...node7, checkId: 'c' }, { id: 'g2' }));
    expect(gone('c', 'prom', node7.labels)?.who).toBe('ops2');
    expect(gone('d', 'prom', node7.labels)?.who).toBe('ops1');
  });

  it('needs a reason, and is never a whole source', () => {
    expect(() => goneDraft({ id: 'g', thing: node7, sourceName: 'mimir', why: ' ', untilMs: null })).toThrow(
      RangeError
    );
    expect(() => goneSubject({ ...node7, labels: {} })).toThrow(RangeError);
    expect(() => goneSubject({ ...node7, labels: { instance: '' } })).toThrow(RangeError);
    expect(goneThing('gone/*/prom|')).toBeNull();
    expect(goneThing('gone/node.disk/prom|')).toEqual({ checkId: 'node.disk', sourceUid: 'prom', labels: {} });
  });

  it.each(['', 'gone/', 'gone/*/', 'gone/node.disk', 'gone//prom|a=b', 'map/prom|a=b', 'gone/*/prom|a'])(
    'is not said by %j',
    (subject) => expect(goneThing(subject)).toBeNull()
  );

  it('has a subject that can be read back', () => {
    const thing = fc.record({
      checkId: fc.constantFrom(null, 'node.disk'),
      sourceUid: fc.stringMatching(/^[\w-]{1,40}$/),
      labels: fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string({ unit: 'binary', minLength: 1 }), {
        minKeys: 1,
      }),
    });
    fc.assert(fc.property(thing, (one) => expect(goneThing(goneSubject(one))).toEqual(one)));
  });

  it('says in a sentence what is meant', () => {
    expect(said({ ...node7, checkId: 'node.disk' }).sentence).toBe(
      'Gone for good: node-7, node.disk of mimir, scrapped'
    );
  });
});

describe('the memory of a time', () => {
  it('is read up to then and no further', async () => {
    const asked: unknown[] = [];
    const journal = {
      read: (range: unknown) => {
        asked.push(range);
        return Promise.resolve(NOTHING);
      },
      append: () => Promise.reject(new Error('nothing is written')),
      canAppend: () => Promise.resolve(false),
    };
    const { memory: found, risks } = await readMemory(journal, NOW_MS, new AbortController().signal);
    expect(found.known('c')).toEqual([]);
    expect(risks.size).toBe(0);
    expect(asked).toEqual(Object.values(memoryRanges(NOW_MS)));
    expect(asked).toMatchObject([
      { class: 'sys', list: 'acceptance', fromMs: 1, toMs: NOW_MS },
      { class: 'run', toMs: NOW_MS },
    ]);
  });
});

test('an entity is a thing by what makes it, whatever it was like when it left', () => {
  const check = checkDefinition({ id: 'pve.ha', by: ['sid'], says: ['state'] });
  const labels = { sid: 'vm:100', state: 'error' };
  const thing = thingOf(check, { sourceUid: 'pve', labels });
  expect(thing).toEqual({ checkId: 'pve.ha', sourceUid: 'pve', labels: { sid: 'vm:100' } });
  expect(memory(said(thing)).gone('pve.ha', 'pve', { sid: 'vm:100', state: 'stopped' })).not.toBeNull();
});
