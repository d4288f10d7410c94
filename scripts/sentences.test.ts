import { builtin } from '../src/library/builtin.gen';
import { sentencesOfCheck, type CheckSentences } from './sentences';

/** What no sentence may look like, and why. */
const FAULTS: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['a time of a machine', /\d{4}-\d{2}-\d{2}/],
  ['an empty slot', /\s{2}|\s[.,;:)]|\s$|\(\s*\)|[[\]]|\b(?:of|from|by|with|for) ?(?:[.,;:)]|$)/],
  ['an unfilled word', /\?|[{}|]|undefined|null|NaN/],
  ['a doubled word', /\b(\w+) \1\b/i],
  ['a sentence that begins small', /[.!?] [a-z]/],
  ['a full stop in the end, or two', /\.$|\.\./],
  ['a number with the wrong noun', /(?<![\w.:-])1 (?!(?:is|d|h|s|min|ms)\b)[a-z]+[^s\W]s\b|: \d+$/],
  ['a negative value', /(?:^|\s)-\d/],
  [
    'the name of a label',
    /\b(?:vmid|vm_id|vm_name|mountpoint|ceph_daemon|customresource_kind|persistentvolumeclaim|sid)\b/i,
  ],
  ['a raw value', /\b(?:yes|no|notfound|true|false|wait_for_agent_lock|vzdump|garbage_collection|lrm|MemoryPressure)$/],
];

/** Words of a machine that no column is called by. */
const RAW_COLUMNS = /^(?:Vmid|Instance|Mountpoint|Of|Sid|Id|What|Where|.*_.*)$/;
const RAW_VALUES = /^(?:yes|no|true|false|notfound|lrm|io|vzdump|[a-z]+(?:_[a-z]+)+)$/;

function all({ bad, unknown, whole, vanished, without, several }: CheckSentences): string[] {
  return [...bad.map(({ text }) => text), unknown, whole, vanished, ...without, ...several];
}

const checks = builtin.checks.map((check) => sentencesOfCheck(check));

describe.each(FAULTS)('no sentence of a built-in check has %s', (_what, pattern) => {
  it('with or without what is optional, about one and about several', () => {
    const wrong = checks.flatMap((check) =>
      all(check)
        .filter((text) => pattern.test(text))
        .map((text) => `${check.id}: ${text}`)
    );
    expect(wrong).toEqual([]);
  });
});

describe('built-in checks', () => {
  it('each say what they ask, of what, in words of their own', () => {
    const lacking = builtin.checks.filter(
      ({ asks, subject, by }) => asks === undefined || (subject === undefined && by.length > 1)
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  it('say three things that differ', () => {
    const alike = checks.filter(({ bad, unknown, whole, vanished }) => {
      const said = [...bad.map(({ text }) => text), unknown, whole, vanished];
      return new Set(said).size < said.length;
    });
    expect(alike.map(({ id }) => id)).toEqual([]);
  });

  it('begin large, or with a name', () => {
    const small = checks.flatMap((check) =>
      all(check).filter((text) => /^(?:the|a|an|node|pod|guest|disk|pool)\b/.test(text))
    );
    expect(small).toEqual([]);
  });

  it('say no name twice where it is its own id', () => {
    const guests = builtin.checks.filter(({ by }) => by.includes('vmid') && by.includes('name'));
    const labels = { cluster: 'pve-a', vmid: '133', name: '133' };
    const twice = guests.flatMap((check) => {
      const { bad, unknown, vanished } = sentencesOfCheck(check, labels);
      return [...bad.map(({ text }) => text), unknown, vanished].filter((text) => /133.*133|\?/.test(text));
    });
    expect(guests.length).toBeGreaterThan(10);
    expect(twice).toEqual([]);
  });

  it('call columns and values by words', () => {
    const raw = checks.flatMap(({ id, columns, values }) => [
      ...columns.filter((name) => RAW_COLUMNS.test(name)).map((name) => `${id} ${name}`),
      ...values.filter((value) => RAW_VALUES.test(value)).map((value) => `${id} ${value}`),
    ]);
    expect(raw).toEqual([]);
  });

  it('never lend a headline to the words of a transport', () => {
    expect(checks.filter(({ whole }) => whole.includes('dial tcp'))).toEqual([]);
  });
});
