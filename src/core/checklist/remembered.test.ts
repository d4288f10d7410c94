import fc from 'fast-check';

import type { CheckResult, Entity } from '../check/result';
import { foldRun } from './fold';
import type { Act } from './draft';
import type { RunEvent } from './event';
import { knownFromSignatures } from './remembered';
import { snapshot } from './snapshot';
import { checkResult, emptyState, entity, event, NOON_MS, run, runResult, template } from './testData';

const HOUR_MS = 3_600_000;
const act: Act = { run, template: template(), state: emptyState, key: 'k' };

/** A check with these entities. */
function check(id: string, entities: readonly Entity[], fields: Partial<CheckResult> = {}): CheckResult {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0, na: 0 };
  for (const { verdict } of entities) {
    counts[verdict] += 1;
  }
  const answered = checkResult(id, entities[0]?.verdict ?? 'pass');
  return { ...answered, entities, counts, ...fields };
}

/** A signature after so many hours with what was looked at a minute before it. */
function signed(hours: number, checks: readonly CheckResult[], list = 'morning', author = 'ops1'): RunEvent[] {
  const atMs = NOON_MS + hours * HOUR_MS;
  const { details } = snapshot(act, { ...runResult(...checks), askedMs: atMs - 60_000 }).payload;
  const on = (id: number, type: RunEvent['type'], fields: object) =>
    event(id, '', {
      type,
      list,
      author,
      subject: `${list}/${hours}`,
      createdMs: atMs + id,
      ...fields,
      key: `${list}${atMs}${type}`,
    });
  return [on(hours * 10, 'run.checks', { details }), on(hours * 10 + 1, 'run.signed', { details: {} })];
}

/** `instance verdict value` of what is known of the check. */
const known = (events: readonly RunEvent[], id = 'n.disk') =>
  (knownFromSignatures(events).get(id) ?? []).map(
    ({ labels, verdict, value }) => `${labels['instance']} ${verdict} ${value}`
  );

const broken = check('n.disk', [entity('a', 'fail', 0.97), entity('b', 'unknown', null), entity('c', 'pass', 0.1)]);

test('what was not well when it was signed is known, with its value and when it was seen', () => {
  expect(knownFromSignatures(signed(1, [broken])).get('n.disk')).toEqual([
    { sourceUid: 'prom', labels: { instance: 'a' }, verdict: 'fail', value: 0.97, seenMs: NOON_MS + HOUR_MS - 60_000 },
    {
      sourceUid: 'prom',
      labels: { instance: 'b' },
      verdict: 'unknown',
      value: null,
      seenMs: NOON_MS + HOUR_MS - 60_000,
    },
  ]);
});

test('what was not seen itself keeps the time when it was', () => {
  const left = check('n.disk', [{ ...entity('a', 'fail'), left: { seenMs: 5000, from: 'signature' } }]);
  expect(knownFromSignatures(signed(1, [left])).get('n.disk')).toMatchObject([{ seenMs: 5000 }]);
});

test('what a later signature does not name any more was well again', () => {
  const better = check('n.disk', [entity('b', 'warn', 0.85), entity('a', 'pass', 0.2)]);
  expect(known([...signed(1, [broken]), ...signed(2, [better])])).toEqual(['b warn 0.85']);
  expect(known([...signed(1, [broken]), ...signed(2, [check('n.disk', [entity('a', 'pass', 0.2)])])])).toEqual([]);
});

test.each<[string, readonly CheckResult[]]>([
  ['the source was silent', [checkResult('n.disk', 'unknown', { code: 'source-down' })]],
  [
    'its source was silent where another one answered',
    [
      check('n.disk', [entity('z', 'fail', 1)], {
        evidence: checkResult('n', 'unknown', { code: 'timeout' }).evidence,
      }),
    ],
  ],
  ['it is said to be gone for good', [check('n.disk', [entity('z', 'fail', 1)], { gone: ['a', 'b'].map(goneOne) })]],
  ['it is said to be gone for good, and the check passes', [check('n.disk', [], { gone: ['a', 'b'].map(goneOne) })]],
  [
    'there was no room for it',
    [
      check(
        'n.disk',
        Array.from({ length: 400 }, (_, n) => entity(`z${n}`, 'fail', 1))
      ),
    ],
  ],
  [
    'there was no room for its check',
    Array.from({ length: 300 }, (_, n) => check(`n.other-check-${n}`, [entity('a', 'fail', 1)])),
  ],
])('what a later signature does not name is still known where %s', (_, later) => {
  expect(known([...signed(1, [broken]), ...signed(2, later)])).toEqual(
    expect.arrayContaining(['a fail 0.97', 'b unknown null'])
  );
});

function goneOne(instance: string): CheckResult['gone'][number] {
  return { sourceUid: 'prom', labels: { instance }, said: { who: 'ops1', why: '', atMs: 0, untilMs: null } };
}

test('a list knows what its own rounds saw; of two that saw the same the later counts', () => {
  const weekly = signed(2, [check('n.disk', [entity('a', 'warn', 0.85)])], 'weekly');
  expect(known([...signed(1, [broken]), ...weekly])).toEqual(['a warn 0.85', 'b unknown null']);
  expect(known([...signed(1, [broken]), ...signed(2, [checkResult('n.ram', 'pass')], 'weekly')])).toHaveLength(2);
});

test('what nobody signed, or somebody else than who looked, is not known', () => {
  const [looked, sign] = signed(1, [broken]) as [RunEvent, RunEvent];
  expect(known([looked])).toEqual([]);
  expect(known([looked, { ...sign, author: 'eve' }])).toEqual([]);
  expect(known([{ ...looked, id: 99, createdMs: sign.createdMs + 1 }, sign])).toEqual([]);
});

test('whatever stands in a snapshot, it is read as far as it can be', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('valuesMs', 'checks', 'counts', 'gone'), fc.jsonValue()), (details) => {
      const [looked, sign] = signed(1, []) as [RunEvent, RunEvent];
      const forged = { ...looked, payload: { ...looked.payload, details } };
      expect(() => knownFromSignatures([forged, sign])).not.toThrow();
      expect(foldRun([forged, sign], [], sign.subject).signature).not.toBeNull();
    })
  );
  const [looked, sign] = signed(1, []) as [RunEvent, RunEvent];
  const entities = [
    null,
    { key: 7 },
    { key: 'prom|instance=a', verdict: 'fail', value: 'x' },
    { key: 'no key', verdict: 'fail' },
  ];
  const details = {
    valuesMs: 1,
    counts: { fail: 2 },
    checks: [{ id: 'n.disk', verdict: 'fail', counts: {}, entities }, 7],
  };
  expect(known([{ ...looked, payload: { ...looked.payload, details } }, sign])).toEqual(['a fail null']);
});

test('the order in which events arrive does not matter', () => {
  const events = [
    ...signed(1, [broken]),
    ...signed(2, [check('n.disk', [entity('a', 'fail', 0.99)])]),
    ...signed(3, [broken], 'weekly'),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      expect(knownFromSignatures([...shuffled, ...shuffled.slice(0, 2)])).toEqual(knownFromSignatures(events));
    })
  );
});
