/** @jest-environment node */
import fc from 'fast-check';
import type { ObservedHistory, StepStanding } from './history';
import { judge } from './judge';
import { judgeHistory } from './judgeHistory';
import type { Evidence } from './result';
import { STATE_LETTERS } from './stateLetters';
import { checkDefinition } from './testData';

const evidence = (sourceUid: string): Evidence => ({
  sourceUid,
  sourceName: sourceUid.toUpperCase(),
  query: '',
  presence: '',
  askedMs: 0,
  durationMs: 0,
  answered: 1,
  expected: 1,
  oldestSampleAgeMs: 0,
});
const check = checkDefinition({ vanish: 'ignore', absent: 'na' });
const there = (sourceUid: string) => ({
  sourceUid,
  labels: { instance: 'x' },
  value: 0,
  sampleMs: 0,
  trend: [],
});
const left = (sourceUid: string) => ({ ...there(sourceUid), value: null, reason: { code: 'vanished' as const } });
const look = (entities: Array<ReturnType<typeof there> | ReturnType<typeof left>>) =>
  judge(check, { entities, evidence: [evidence('a'), evidence('b')] });

describe('things that come and go', () => {
  it('are missed when all that a source had are gone, though another one has some', () => {
    expect(look([there('a'), left('b')])).toMatchObject({ verdict: 'unknown', reason: { code: 'vanished' } });
    expect(look([there('a'), left('b')]).finding).toContain('gone');
  });

  it('are not missed one by one, nor where a source never had any', () => {
    expect(look([there('a'), left('a'), there('b'), left('b')]).verdict).toBe('pass');
    expect(look([there('a'), left('a')]).verdict).toBe('pass');
    expect(look([]).verdict).toBe('na');
  });

  it('are what they are now in the last step of their past', () => {
    const seen = fc.record({ sourceUid: fc.constantFrom('a', 'b'), isThere: fc.boolean() });
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 6 }), (all) => {
        const grid = { fromMs: 0, toMs: 1, stepMs: 1 };
        const entities = all.map(({ sourceUid, isThere }, at): ObservedHistory => {
          const standings: StepStanding[] = [isThere ? 'judged' : 'vanished'];
          const values = [isThere ? 0 : null];
          return { sourceUid, labels: { instance: String(at) }, standings, values, lastThere: isThere ? 0 : -1 };
        });
        const now = look(all.map(({ sourceUid, isThere }) => (isThere ? there(sourceUid) : left(sourceUid))));
        const { whole } = judgeHistory(check, { entities, problems: [] }, grid);
        expect(whole.states === STATE_LETTERS.unknown).toBe(now.verdict === 'unknown');
      })
    );
  });
});
