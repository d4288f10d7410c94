/** @jest-environment node */
import fc from 'fast-check';

import { readObjective, type WrittenObjective } from '../../../core/slo/objectiveSchema';
import { formOf, writtenOf } from './formState';
import { lineDiff } from '../../../ui/editor/lineDiff';
import { draftText, readDraft, writtenIn } from './readDraft';
import { TEMPLATES, templateOf } from './templates';

const BASE = { id: 'a', title: 'A', service: 's', owner: 'o', target: '99.90' };
const selector = fc.constantFrom('a_total', 'b_total{job="x"}', 'c{code=~"5.."}');
const percent = fc.constantFrom('90', '99.5', '99.90', '100');
const sli: fc.Arbitrary<WrittenObjective['sli']> = fc.oneof(
  fc
    .record({ total: selector, bad: selector, rare: fc.boolean(), absentIsZero: fc.boolean() })
    .map((ratio) => ({ ratio })),
  fc.record({ total: selector, good: selector }).map((ratio) => ({ ratio })),
  fc.record({ histogram: selector, below: fc.constantFrom(0.25, 1, 300) }).map((latency) => ({ latency })),
  selector.map((bad) => ({ share: { bad } })),
  fc
    .record({ value: selector, op: fc.constantFrom('gt', 'lte' as const), limit: fc.constantFrom(-1, 0, 0.4) })
    .map((threshold) => ({ threshold: threshold as { value: string; op: 'gt' | 'lte'; limit: number } })),
  selector.map((uptime) => ({ uptime })),
  fc.record({ newest: selector, maxAge: fc.constantFrom('26h', '15m') }).map((freshness) => ({ freshness })),
  fc
    .array(fc.record({ objective: fc.constantFrom('b', 'c-d'), weight: fc.constantFrom(1, 0.5) }), { minLength: 1 })
    .map((composite) => ({ composite }))
);
const written = fc.record(
  {
    sli,
    method: fc.constantFrom<WrittenObjective['method']>(
      'occurrences',
      { timeSlices: { slice: '5m', target: '99' } },
      { timeSlices: { target: '95.5' } },
      { ratioTimeSlices: {} }
    ),
    window: fc.constantFrom<WrittenObjective['window']>('7d', 'month', { calendar: 'week', zone: 'Asia/Tokyo' }),
    target: percent,
    agreement: percent,
    promise: fc.constant('It works.'),
    source: fc.constant('prom'),
    groupBy: fc.constantFrom<string[]>([], ['site'], ['site', 'node']),
    guards: fc.constantFrom({}, { minEvents: 0, minBadEvents: 5 }, { minCoverage: 0.995 }),
  },
  { requiredKeys: ['sli', 'target'] }
);

test('what the form says of a definition is that definition', () => {
  fc.assert(
    fc.property(written, (fields) => {
      const before = readObjective({ ...BASE, ...fields }, '', 'journal');
      fc.pre(before.ok);
      const after = readObjective(writtenOf(formOf({ ...BASE, ...fields })), '', 'journal');
      expect(after).toEqual(before);
    })
  );
});

test('the text of a form is read as the form, with the decimals of its target', () => {
  const form = formOf({ ...BASE, ...templateOf('availability'), target: '99.90' });
  const text = draftText(writtenOf(form));
  const reading = readDraft(text, []);
  expect(reading).toMatchObject({ ok: true, warnings: [], objective: { target: '99.90' } });
  expect(formOf(writtenIn(text) ?? {})).toEqual(form);
});

test.each(TEMPLATES)('the template %s is a good objective once it is named', (template) => {
  const reading = readDraft(draftText({ ...BASE, ...templateOf(template) }), []);
  expect(reading).toMatchObject({ ok: true, warnings: [] });
});

test('what is not filled in yet goes into the form and back, what does not fit does not', () => {
  const blank = formOf({ owner: 'ops1', ...templateOf('latency') });
  expect(formOf(writtenIn(draftText(writtenOf(blank))) ?? {})).toEqual(blank);
  expect(writtenIn('groupBy: 5\nid: ""\n')).toBeNull();
  expect(writtenIn('- a\n')).toBeNull();
  expect(writtenIn('a: [')).toBeNull();
});

test('errors have line, field and fix', () => {
  const text = draftText(writtenOf({ ...formOf({ ...BASE, ...templateOf('uptime') }), target: '120', owner: '' }));
  const reading = readDraft(text, []);
  expect(reading.ok).toBe(false);
  const errors = reading.ok ? [] : reading.errors;
  expect(errors.map(({ field }) => field).sort()).toEqual(['owner', 'target']);
  const lines = text.split('\n');
  for (const { line, field, fix } of errors) {
    expect(lines[line - 1]).toMatch(new RegExp(`^${field}:`));
    expect(fix).not.toBe('');
  }
});

test('a composite knows the others, and their own errors are not told', () => {
  const composite = { ...BASE, sli: { composite: [{ objective: 'b' }] } };
  const other = readObjective({ ...BASE, id: 'b', sli: { uptime: 'max(up)' } }, '', 'provisioned');
  const others = other.ok ? [other.objective] : [];
  expect(readDraft(draftText(composite), others)).toMatchObject({ ok: true });
  expect(readDraft(draftText(composite), [])).toMatchObject({
    ok: false,
    errors: [{ field: 'sli.composite[0].objective' }],
  });
});

describe('a difference', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((lines) => lines.join('\n'));

  it('holds both texts, and all that is common in a text that only grew', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const diff = lineDiff(before, after);
        const without = (kind: string) =>
          diff
            .filter((line) => line.kind !== kind)
            .map((line) => line.text)
            .join('\n');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      })
    );
    expect(lineDiff('a\nb\nc', 'a\nx\nb\nc').map(({ kind }) => kind)).toEqual(['same', 'added', 'same', 'same']);
    expect(lineDiff('a', 'b').map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
