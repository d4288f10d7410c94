/** @jest-environment node */
import fc from 'fast-check';
import { journalCodec, type AnnotationRow } from '../journal/codec';
import { entryProblem, kpiEnteredDraft } from './draft';
import { foldEntries } from './entries';
import { KPI_EVENTS } from './event';
import { DAY_MS, entered, NOW_MS } from './testData';

const ESCALATION = { id: 'escalation', unit: 'ratio', direction: 'up' } as const;
const COST = { id: 'cost', unit: 'ratio', direction: 'band' } as const;
const LEAD_TIME = { id: 'lead_time', unit: 'days', direction: 'down' } as const;
const codec = journalCodec([KPI_EVENTS]);
const PAYLOAD = { value: 0.97, fromMs: NOW_MS - 30 * DAY_MS, toMs: NOW_MS, note: 'From the pager -- by hand' };

function row(text: string, more: Partial<AnnotationRow> = {}): AnnotationRow {
  return {
    id: 1,
    text,
    tags: ['opsrounds:sys', 'opsrounds_list:kpi'],
    login: 'lead',
    created: NOW_MS,
    updated: NOW_MS,
    ...more,
  };
}

describe('an entry', () => {
  const text = codec.encode(kpiEnteredDraft('k', 'escalation', PAYLOAD, 'Escalations: 97 %.'));

  it('is read as it was written, by whoever the server says', () => {
    const reading = codec.decodeRows([row(text)]);
    expect(foldEntries(reading, ESCALATION)).toEqual([{ ...PAYLOAD, author: 'lead', atMs: NOW_MS }]);
    expect(foldEntries(reading, { ...ESCALATION, id: 'uptime' })).toEqual([]);
  });

  it('never counts once it was edited', () => {
    const reading = codec.decodeRows([row(text, { updated: NOW_MS + 1 })]);
    expect(reading.rejected).toMatchObject([{ why: 'edited', subject: 'kpi/escalation' }]);
    expect(foldEntries(reading, ESCALATION)).toEqual([]);
  });

  it.each([
    ['value', '"value":0.97', '"value":"0.97"'],
    ['no value', '"value":0.97,', ''],
    ['end before start', `"to":${NOW_MS}`, '"to":5'],
    ['a time that no Date holds', `"to":${NOW_MS}`, '"to":9e15'],
    ['note', '"note":', '"nota":'],
  ])('with a wrong %s is unreadable', (_name, from, to) => {
    expect(text).toContain(from);
    expect(codec.decodeRows([row(text.replace(from, to))]).rejected).toMatchObject([{ why: 'unreadable' }]);
  });

  it.each([
    [ESCALATION, { value: NaN, fromMs: 0, toMs: 1 }, 'value'],
    [ESCALATION, { value: 97, fromMs: 0, toMs: 1 }, 'value-out-of-range'],
    [LEAD_TIME, { value: -1, fromMs: 0, toMs: 1 }, 'value-out-of-range'],
    [COST, { value: -0.08, fromMs: 0, toMs: 1 }, null],
    [LEAD_TIME, { value: 97, fromMs: 0, toMs: 1 }, null],
    [ESCALATION, { value: 1, fromMs: 5, toMs: 5 }, 'period'],
    [ESCALATION, { value: 1, fromMs: NOW_MS, toMs: NOW_MS + 1 }, 'period-not-begun'],
    [ESCALATION, { value: 0, fromMs: NOW_MS - 1, toMs: NOW_MS + 1 }, null],
  ])('of %j with %j has the problem %s', (definition, payload, problem) => {
    expect(entryProblem(payload, NOW_MS, definition)).toBe(problem);
  });

  it('of 97 for a share counts nothing, however it came into the journal', () => {
    expect(foldEntries({ events: [entered('escalation', 97, NOW_MS)] }, ESCALATION)).toEqual([]);
  });
});

describe('the entries of a figure', () => {
  const first = entered('cost', 0.2, NOW_MS, { createdMs: NOW_MS });
  const again = entered('cost', 0.1, NOW_MS, { createdMs: NOW_MS + 1, author: 'ops1' });
  const older = entered('cost', 0.3, NOW_MS - 40 * DAY_MS);
  const ofLater = entered('cost', 0.4, NOW_MS + 9 * DAY_MS, { fromMs: NOW_MS + 2, createdMs: NOW_MS + 1 });

  it('are the last word of each period, the newest period first', () => {
    const entries = foldEntries({ events: [first, again, older, ofLater] }, COST);
    expect(entries.map(({ value, author }) => [value, author])).toEqual([
      [0.1, 'ops1'],
      [0.3, 'lead'],
    ]);
  });

  it('do not depend on the order of the rows or on repeats', () => {
    const all = [first, again, older, ofLater];
    const expected = foldEntries({ events: all }, COST);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 8 }), (more) => {
        expect(foldEntries({ events: [...more, ...[...all].reverse()] }, COST)).toEqual(expected);
      })
    );
  });
});
