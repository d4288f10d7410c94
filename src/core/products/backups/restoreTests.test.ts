/** @jest-environment node */
import fc from 'fast-check';
import { journalCodec, type AnnotationRow } from '../../journal/codec';
import { BACKUP_EVENTS, RESTORE_RESULTS, type TestedPayload } from './events';
import { restoreTestDraft, restoreTestProblem, restoreTestsIn } from './restoreTests';

const codec = journalCodec([BACKUP_EVENTS]);
const NOW = Date.UTC(2026, 10, 29, 8);
const KEY = 'velero:prod/shop-daily';
const PAYLOAD: TestedPayload = {
  atMs: NOW - 3_600_000,
  result: 'restored',
  tookSeconds: 840,
  note: 'wiki -- all pages',
};

function row(text: string, more: Partial<AnnotationRow> = {}): AnnotationRow {
  const tags = ['opsrounds:chg', 'opsrounds_list:backups'];
  return { id: 1, text, tags, login: 'ops1', created: NOW, updated: NOW, ...more };
}

const textOf = (payload: TestedPayload, key = 'k') => codec.encode(restoreTestDraft(key, KEY, payload, 'Restored'));
const testsIn = (rows: readonly AnnotationRow[]) => restoreTestsIn(codec.decodeRows(rows).events);

describe('a restore test', () => {
  it('is read as it was signed, by whoever the server says', () => {
    fc.assert(
      fc.property(
        fc.nat(NOW),
        fc.constantFrom(...RESTORE_RESULTS),
        fc.option(fc.nat(86_400), { nil: undefined }),
        fc.string({ maxLength: 60 }),
        (atMs, result, tookSeconds, note) => {
          const payload = { atMs, result, note, ...(tookSeconds !== undefined && { tookSeconds }) };
          expect(testsIn([row(textOf(payload))])).toEqual([
            { targetKey: KEY, by: 'ops1', atMs, result, tookSeconds: tookSeconds ?? null, note },
          ]);
        }
      )
    );
  });

  it('counts once for one key, and the last restored is the first', () => {
    const older = { ...PAYLOAD, atMs: NOW - 7_200_000 };
    const rows = [row(textOf(PAYLOAD)), row(textOf(PAYLOAD), { id: 2 }), row(textOf(older, 'o'), { id: 3 })];
    expect(testsIn(rows).map(({ atMs }) => atMs)).toEqual([PAYLOAD.atMs, older.atMs]);
    expect(testsIn([...rows].reverse())).toEqual(testsIn(rows));
  });

  it.each([
    ['edited', (text: string) => row(text, { updated: NOW + 1 })],
    ['signed before it was done', (text: string) => row(text, { created: NOW - 7_200_000, updated: NOW - 7_200_000 })],
    ['with a result that there is not', (text: string) => row(text.replace('"restored"', '"tried"'))],
    ['without a time', (text: string) => row(text.replace(/"at":\d+,/, ''))],
    ['with a time that is text', (text: string) => row(text.replace(/"at":(\d+)/, '"at":"$1"'))],
    ['of nothing', (text: string) => row(text.replace(`backup/${KEY}`, 'backup/'))],
    ['of another subject', (text: string) => row(text.replace(`backup/${KEY}`, `kpi/${KEY}`))],
  ])('is none %s', (_what, spoiled) => {
    expect(testsIn([row(textOf(PAYLOAD))])).toHaveLength(1);
    expect(testsIn([spoiled(textOf(PAYLOAD))])).toEqual([]);
  });

  it.each([
    ['', {}, 'target'],
    [KEY, { atMs: NaN }, 'when'],
    [KEY, { atMs: NOW + 600_000 }, 'in-the-future'],
    [KEY, { tookSeconds: -1 }, 'took'],
    [KEY, { tookSeconds: 40 * 86_400 }, 'took'],
    [KEY, {}, null],
  ] as const)('of %p with %p has the problem %s', (key, differs, problem) => {
    expect(restoreTestProblem(key, { ...PAYLOAD, ...differs }, NOW)).toBe(problem);
  });
});
