import { sentRow, testCodec } from './testData';
import { rowHash } from './chain';
import type { AnnotationRow } from './codec';
import type { SeenRow } from './event';
import { checkIntegrity, compareRows, type Integrity, type ReadWhole } from './integrity';

const DAY_MS = 86_400_000;
const whole: ReadWhole = { fromMs: 1, toMs: 1000 * DAY_MS };

const sawOf = (row: AnnotationRow): SeenRow => ({ id: row.id, createdMs: row.created, hash: rowHash(row) });
const look = (rows: readonly AnnotationRow[], more: Partial<ReadWhole> = {}): Integrity =>
  checkIntegrity(testCodec, rows, { ...whole, ...more });

const first = sentRow({ id: 1, by: 'ops1' });
const second = sentRow({ id: 2, by: 'ops2', login: 'ops2', seen: [sawOf(first)] });
const third = sentRow({ id: 3, by: 'ops1', seen: [sawOf(second)] });
const all = [third, first, second];

test('a chain that nobody touched is intact; its newest row is held by none', () => {
  expect(look(all)).toEqual({
    verdict: 'intact',
    findings: [],
    doubts: [],
    counted: 3,
    notCounted: {},
    held: 2,
    open: 1,
    outside: 0,
    firstMs: first.created,
    lastMs: third.created,
  });
});

test('rows that came twice are looked at once', () => {
  expect(look([...all, ...all])).toEqual(look(all));
});

describe('tampering', () => {
  const changed = { ...second, text: second.text.replace('note 2', 'all is well') };

  it.each<[string, readonly AnnotationRow[], object]>([
    ['a row that Grafana says was edited', [first, { ...changed, updated: 1 }, third], { kind: 'edited', id: 2 }],
    ['a row that was changed without a word', [first, changed, third], { kind: 'altered', id: 2, namedBy: [3] }],
    ['a row of another author now', [first, { ...second, login: 'ops3' }, third], { kind: 'other-author', id: 2 }],
    ['a row that lies at another time', [first, { ...second, created: 9, updated: 9 }, third], { kind: 'altered' }],
    ['a row of another list', [first, { ...second, tags: ['opsrounds:run', 'opsrounds_list:b'] }, third], { id: 2 }],
    ['a row that is gone', [first, third], { kind: 'missing', id: 2, author: null, namedBy: [3] }],
    ['the oldest row gone', [second, third], { kind: 'cleared', id: 1, namedBy: [2] }],
  ])('%s is told', (_, rows, finding) => {
    const { verdict, findings } = look(rows);
    expect(findings[0]).toMatchObject(finding);
    expect(verdict).not.toBe('intact');
  });

  it('is what is gone at the beginning only where Grafana cleans nothing up', () => {
    expect(look([second, third])).toMatchObject({ verdict: 'unknown', doubts: ['beginning-gone'] });
    expect(look([second, third], { isKeptForEver: true })).toMatchObject({ verdict: 'tampered', doubts: [] });
  });

  it('is not what lies outside of what was read', () => {
    const fromMs = second.created;
    expect(look([second, third], { fromMs })).toMatchObject({ verdict: 'intact', outside: 1, findings: [] });
  });

  it('of the newest row is what nothing in the journal can show', () => {
    expect(look([first, second])).toMatchObject({ verdict: 'intact', open: 1 });
  });

  it('does not hide behind somebody who vouches for the new words', () => {
    const accomplice = sentRow({ id: 4, seen: [sawOf(changed)] });
    expect(look([first, changed, third, accomplice]).findings).toMatchObject([
      { kind: 'altered', id: 2, namedBy: [3, 4] },
    ]);
  });
});

describe('authors', () => {
  const deleted = (row: AnnotationRow): AnnotationRow => ({ ...row, login: '' });
  const noClaim = sentRow({ id: 2, seen: [sawOf(first)] });

  it('that were deleted are known by the claim that the chain confirms', () => {
    const { verdict, findings } = look([first, deleted(second), third]);
    expect(verdict).toBe('intact');
    expect(findings).toMatchObject([{ kind: 'author-gone', id: 2, author: '', by: 'ops2' }]);
  });

  it('that were deleted and claim nothing are nobody', () => {
    const rows = [first, deleted(noClaim), sentRow({ id: 3, seen: [sawOf(noClaim)] })];
    expect(look(rows)).toMatchObject({ verdict: 'unknown', doubts: ['nobody'] });
  });

  it('that were renamed leave the rows as they were, and a doubt', () => {
    const renamed = { ...second, login: 'jo' };
    expect(look([first, renamed, third])).toMatchObject({
      verdict: 'unknown',
      doubts: ['other-author'],
      findings: [{ kind: 'other-author', id: 2, author: 'jo', by: 'ops2' }],
    });
  });

  it('that were renamed may have been seen before and after it', () => {
    const renamed = { ...second, login: 'jo' };
    const after = sentRow({ id: 4, seen: [sawOf(renamed), sawOf(third)] });
    expect(look([first, renamed, third, after]).findings).toMatchObject([{ kind: 'other-author', id: 2 }]);
  });

  it('are the same in whatever case', () => {
    expect(look([sentRow({ id: 1, login: 'Ops1', by: 'ops1' })]).findings).toEqual([]);
  });
});

describe('what cannot be told', () => {
  const newer = { ...third, text: third.text.replace('"v":1', '"v":7') };
  const late = sentRow({ id: 9, created: 40 * DAY_MS });

  it.each<[string, readonly AnnotationRow[], Partial<ReadWhole>, readonly string[]]>([
    ['an empty journal', [], {}, ['empty']],
    ['one that begins soon after them', [first], { startedMs: 10 }, []],
    ['one that begins weeks after them', [late], { startedMs: DAY_MS }, ['late-beginning']],
    ['weeks that were not read', [late], { startedMs: DAY_MS, fromMs: 39 * DAY_MS }, []],
    ['rows of an older release', [1, 2].map((id) => sentRow({ id })), {}, ['unchained']],
    ['rows of a newer release', [first, second, newer], {}, ['newer-version']],
  ])('%s', (_, rows, more, doubts) => {
    expect(look(rows, more)).toMatchObject({ verdict: doubts.length > 0 ? 'unknown' : 'intact', doubts });
  });
});

describe('against an export', () => {
  it.each<[string, readonly AnnotationRow[], readonly object[]]>([
    ['the same rows and newer ones', [...all, sentRow({ id: 4 })], []],
    ['the newest row gone', [first, second], [{ kind: 'missing', id: 3, by: 'ops1' }]],
    ['everything gone', [], [{ id: 3 }, { id: 1 }, { id: 2 }]],
    ['a row edited', [first, second, { ...third, updated: 1 }], [{ kind: 'edited', id: 3 }]],
    ['a row altered', [first, second, { ...third, text: 'x' }], [{ kind: 'altered', id: 3 }]],
    ['a login renamed', [first, { ...second, login: 'jo' }, third], [{ kind: 'other-author', id: 2, by: 'ops2' }]],
    ['a user deleted', [first, { ...second, login: '' }, third], []],
  ])('%s', (_, now, findings) => {
    expect(compareRows(all, now)).toMatchObject(findings);
  });

  it('a row that had been edited before is no news', () => {
    const edited = { ...third, updated: 1 };
    expect(compareRows([edited], [edited])).toEqual([]);
  });
});
