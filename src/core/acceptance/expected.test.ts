/** @jest-environment node */
import { judge } from '../check/judge';
import type { Observation } from '../check/evaluator';
import { checkDefinition } from '../check/testData';
import { eventTags, journalCodec } from '../journal/codec';
import type { EventDraft, JournalReading } from '../journal/event';
import { ACCEPTANCE_EVENTS } from './event';
import { expectedDraft, type ExpectedThings } from './expected';
import { goneDraft } from './goneForGood';
import { verdictMemory } from './verdictMemory';

const codec = journalCodec([ACCEPTANCE_EVENTS]);
const NOW_MS = 90 * 86_400_000;

const osds: ExpectedThings = {
  checkId: 'ceph.osd-down',
  sourceUid: 'prom',
  labels: { cluster: 'a' },
  by: 'ceph_daemon',
  values: ['osd.0', 'osd.1'],
};
const expecting = (things: ExpectedThings, id = 'e1', untilMs: number | null = null) =>
  expectedDraft({ id, things, name: 'a', why: 'built so', untilMs });

function memory(...drafts: readonly EventDraft[]) {
  const rows = drafts.map((draft, at) => {
    const atMs = 1000 * (at + 1);
    const tags = eventTags(draft.class, draft.list);
    return { id: at, text: codec.encode(draft), tags, login: `ops${at + 1}`, created: atMs, updated: atMs };
  });
  const nothing: JournalReading = { events: [], rejected: [] };
  return verdictMemory({ acceptances: codec.decodeRows(rows), rounds: nothing }, NOW_MS);
}

const definition = {
  ...checkDefinition({ id: 'ceph.osd-down' }),
  by: ['cluster', 'ceph_daemon'],
  op: 'lt' as const,
  warn: undefined,
  fail: 1,
};

function seen(...ids: readonly string[]): Observation {
  return {
    entities: ids.map((id) => ({
      sourceUid: 'prom',
      labels: { cluster: 'a', ceph_daemon: id },
      value: 1,
      sampleMs: NOW_MS,
      trend: [],
    })),
    evidence: [
      {
        sourceUid: 'prom',
        sourceName: 'prom',
        query: '',
        presence: '',
        askedMs: NOW_MS,
        durationMs: 1,
        answered: ids.length,
        expected: ids.length,
        oldestSampleAgeMs: 0,
      },
    ],
  };
}

const verdicts = (drafts: readonly EventDraft[], ...ids: readonly string[]) =>
  judge(definition, seen(...ids), memory(...drafts)).entities.map(({ labels, verdict, left }) =>
    `${labels['ceph_daemon']} ${verdict} ${left?.from ?? ''}`.trim()
  );

describe('things that somebody expects', () => {
  it('are missing long after any source has forgotten them', () => {
    expect(verdicts([], 'osd.0')).toEqual(['osd.0 pass']);
    expect(verdicts([expecting(osds)], 'osd.0')).toEqual(['osd.1 unknown acceptance', 'osd.0 pass']);
    expect(verdicts([expecting(osds)], 'osd.0', 'osd.1', 'osd.2')).not.toContain('osd.1 unknown acceptance');
  });

  it('are those of the last list', () => {
    expect(verdicts([expecting(osds), expecting({ ...osds, values: ['osd.0'] }, 'e2')], 'osd.0')).toEqual([
      'osd.0 pass',
    ]);
  });

  it('are not expected any more once somebody says that they are gone for good, or its time is over', () => {
    const thing = { checkId: 'ceph.osd-down', sourceUid: 'prom', labels: { cluster: 'a', ceph_daemon: 'osd.1' } };
    const gone = goneDraft({ id: 'g1', thing, sourceName: 'prom', why: 'sold', untilMs: null });
    expect(verdicts([expecting(osds), gone], 'osd.0')).toEqual(['osd.0 pass']);
    expect(verdicts([expecting(osds, 'e1', NOW_MS - 1)], 'osd.0')).toEqual(['osd.0 pass']);
  });

  it('are of one check and one source', () => {
    const { known } = memory(expecting(osds));
    expect(known('ceph.osd-out')).toEqual([]);
    expect(known('ceph.osd-down').map(({ sourceUid }) => sourceUid)).toEqual(['prom', 'prom']);
  });

  it.each([
    ['none', []],
    ['more than an event holds', Array.from({ length: 4000 }, (_, at) => `osd.${at}`)],
  ])('cannot be %s', (_, values) => {
    expect(() => expecting({ ...osds, values })).toThrow(RangeError);
  });
});
