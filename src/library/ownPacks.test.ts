/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';

import type { CheckDefinition } from '../core/check/definition';
import { judge } from '../core/check/judge';
import { parseSettings } from '../core/settings/settings';
import { builtin } from './builtin.gen';
import { libraryOf } from './libraryOf';
import { packTexts, withOwnPacks, type PackText } from './ownPacks';
import { OVERRIDABLE } from './overrides';
import { parsePack } from './parsePack';
import { yamlText } from './slo/yamlText';
import { CHECK, HEAD } from './testData';
import { checkEntry, writeCheck } from './writeCheck';

const pack = (fields: object): string => yamlText({ version: 1, pack: 'mine', title: 'Mine', ...fields });
const overriding = (overrides: object, id = 'mine') => pack({ pack: id, overrides });
const texts = (...all: string[]): PackText[] => all.map((text, at) => ({ file: `${at}.yaml`, text }));
const make = (...all: string[]) => withOwnPacks(builtin, texts(...all));
const checkOf = (library: { checks: readonly CheckDefinition[] }, id: string) =>
  library.checks.find((check) => check.id === id)!;
const problemsOf = (...all: string[]) => make(...all).own.map(({ problems }) => problems);
/** What was judged before anybody wrote a pack. */
const DISK = checkOf(builtin, 'node.disk');

/** Every field that a check says itself. */
const sameAgain = ({ id }: CheckDefinition) => {
  const { id: _id, ...entry } = checkEntry(checkOf(builtin, id));
  return { [id]: entry };
};

describe('an override', () => {
  it.each(builtin.checks.map((check) => [check.id, check] as const))(
    'that says of %s what it says is nothing',
    (id, check) => {
      const library = make(overriding(sameAgain(check)));
      expect(library.own[0]!.problems).toEqual([]);
      expect(checkOf(library, id)).toEqual(check);
    }
  );

  it('changes its fields and no others, and keeps those of the built-in beside them', () => {
    const library = make(overriding({ 'node.disk': { warn: 0.7, fail: 0.75 } }));
    const changed = checkOf(library, 'node.disk');
    const { customised, ...rest } = changed;
    expect(rest).toEqual({ ...DISK, warn: 0.7, fail: 0.75 });
    expect(customised).toEqual({ pack: 'mine', fields: ['fail', 'warn'], builtin: DISK });
    expect(library.checks.filter((check) => check !== changed)).toEqual(
      builtin.checks.filter(({ id }) => id !== 'node.disk')
    );
    expect(library.own).toMatchObject([{ id: 'mine', checks: [], customised: ['node.disk'], problems: [] }]);
  });

  it('of whatever limits is either in order or refused, and then nothing of it counts', () => {
    const limit = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(limit, limit, (warn, fail) => {
        const library = make(overriding({ 'node.disk': { warn, fail } }));
        const disk = checkOf(library, 'node.disk');
        if (warn > fail) {
          expect(library.own[0]!.problems).toMatchObject([{ field: 'overrides.node.disk.warn', line: 6 }]);
          expect(disk.broken?.code).toBe('bad-definition');
          expect(disk.warn).toBe(DISK.warn);
        } else {
          expect(disk).toMatchObject({ warn, fail });
          expect(parsePack(writeCheck(disk, 'Again'), 'again.yaml')).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 30 }
    );
  });

  it('has a pack of its own name only where it does more than change the library', () => {
    const own = CHECK.replace('t.disk', 'mine.disk');
    expect(problemsOf(`version: 1\npack: ${DISK.pack}\ntitle: Mine\nchecks:\n${own}`)[0]).toMatchObject([
      { line: 2, message: `there is a pack ${DISK.pack} already` },
    ]);
    const changes = overriding({ 'node.disk': { warn: 0.7 } }).replace(/^pack: .*$/m, `pack: ${DISK.pack}`);
    expect(problemsOf(changes)[0]).toEqual([]);
  });

  it('is told where it does not fit: the field, its line and what to write', () => {
    expect(problemsOf(overriding({ 'node.disk': { warn: 0.99 } }))[0]).toMatchObject([
      {
        line: 6,
        field: 'overrides.node.disk.warn',
        message: expect.stringContaining('warn would never speak') as string,
      },
    ]);
    expect(problemsOf(overriding({ 'node.dsik': { warn: 0.9 } }))[0]).toMatchObject([
      {
        line: 5,
        message: 'there is no check "node.dsik" to change',
        fix: expect.stringMatching(/^write node\.disk/) as string,
      },
    ]);
    expect(problemsOf(overriding({ 'node.disk': { warm: 0.9 } }))[0]).toMatchObject([
      { line: 6, field: 'overrides.node.disk.warm', fix: 'write warn' },
    ]);
    expect(problemsOf(overriding({ 'node.disk': { id: 'node.other' } }))[0]).toMatchObject([{ fix: 'drop id' }]);
    expect(problemsOf(overriding({ 'node.disk': { finding: '{pod} is full' } }))[0]).toMatchObject([
      { field: 'overrides.node.disk.finding', message: expect.stringContaining('{pod}') as string },
    ]);
    expect(problemsOf(overriding({ 'node.disk': { unit: 'furlongs' } }))[0]).toMatchObject([
      { field: 'overrides.node.disk.unit', message: '"furlongs" is not an allowed value' },
    ]);
    expect(problemsOf(overriding({ 'node.disk': { query: 'max by (instance) (((' } }))[0]).toMatchObject([
      { field: 'overrides.node.disk.query', message: expect.stringContaining('PromQL') as string },
    ]);
  });

  it('of the query has a presence of its own, and its metrics show that there is something to look at', () => {
    const query = 'max by (instance) (our_disk_ratio)';
    const library = make(
      overriding({
        'node.disk': {
          query,
          by: ['instance'],
          finding: '{instance} is full',
          subject: '{instance}',
          asks: 'how full {instance} is',
          labels: {},
          thresholds: [],
        },
      })
    );
    expect(library.own[0]!.problems).toEqual([]);
    const disk = checkOf(library, 'node.disk');
    expect(disk.presence).toBe('min by (instance) (timestamp(our_disk_ratio))');
    expect(disk.selectorsAt?.query).toHaveLength(1);
    const probes = library.packs.filter(({ id }) => id === disk.pack).flatMap((one) => one.probes);
    expect(probes).toContain('our_disk_ratio');
    expect(probes).toEqual(expect.arrayContaining([...builtin.packs.find(({ id }) => id === disk.pack)!.probes]));
  });

  it('may name every field of a check but its id', () => {
    expect(OVERRIDABLE).toEqual(
      expect.arrayContaining(['warn', 'fail', 'op', 'query', 'remediation', 'hint', 'place'])
    );
    expect(OVERRIDABLE).not.toContain('id');
  });
});

describe('packs', () => {
  const own = (id: string) => HEAD.replace('pack: test', `pack: ${id}`) + CHECK.replace('t.disk', `${id}.disk`);

  it('say the same in whatever order they stand', () => {
    const all = [
      overriding({ 'node.disk': { warn: 0.7, fail: 0.75 } }, 'one'),
      own('two'),
      overriding({ 'node.memory': { warn: 0.99 } }, 'three'),
      own('four') + 'overrides: { node.load: { severity: critical } }\n',
      overriding({ 'node.disk': { severity: 'info' } }, 'five'),
      'pack: six\nchecks: [',
    ];
    const byId = (order: readonly string[]) =>
      new Map(make(...order).checks.map((check) => [check.id, { ...check, broken: check.broken?.code }]));
    const expected = byId(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(byId(order)).toEqual(expected);
      }),
      { numRuns: 15 }
    );
  });

  it('that say something of the same check have both a mistake, and it is unknown', () => {
    const library = make(
      overriding({ 'node.disk': { warn: 0.7 } }, 'one'),
      overriding({ 'node.disk': { severity: 'info' } }, 'two'),
      own('three')
    );
    expect(library.own.map(({ problems }) => problems.length)).toEqual([1, 1, 0]);
    expect(library.own[0]!.problems).toMatchObject([{ line: 5, message: '1.yaml (two) changes node.disk as well' }]);
    expect(judge(checkOf(library, 'node.disk'), { entities: [], evidence: [] })).toMatchObject({
      verdict: 'unknown',
      reason: { code: 'bad-definition' },
      finding: expect.stringContaining('its pack has mistakes') as string,
    });
    expect(checkOf(library, 'three.disk').broken).toBeUndefined();
  });

  it('may not have the id of a check that there is, nor that of another pack', () => {
    expect(problemsOf(HEAD + CHECK.replace('t.disk', 'node.disk'))[0]).toMatchObject([
      { line: 5, field: 'node.disk', fix: expect.stringContaining('overrides') as string },
    ]);
    expect(problemsOf(own('one'), own('one'))[0]!.map(({ message }) => message)).toEqual([
      '1.yaml (one) is a pack one as well',
      '1.yaml (one) defines a check one.disk as well',
    ]);
    expect(make(own('one'), own('one')).own.map(({ key }) => key)).toEqual(['one', 'one-2']);
  });

  it('that cannot be read leave no check that they speak of as it was, and none out', () => {
    const broken = `${overriding({ 'node.disk': { warn: 0.7 } })}checks:\n  - id: mine.queue\n    title: [\n`;
    const library = make(broken, own('two'));
    expect(library.own[0]).toMatchObject({ key: 'mine', title: 'Mine', checks: [] });
    expect(library.own[0]!.problems[0]!.message).toMatch(/^not YAML/);
    for (const id of ['node.disk', 'mine.queue']) {
      expect(judge(checkOf(library, id), { entities: [], evidence: [] }).verdict).toBe('unknown');
    }
    expect(checkOf(library, 'mine.queue').pack).toBe('mine');
    expect(checkOf(library, 'two.disk').broken).toBeUndefined();
    expect(checkOf(library, 'node.memory')).toBe(checkOf(builtin, 'node.memory'));
  });

  it('with a mistake in one check have none of their checks, and those are unknown', () => {
    const library = make(own('one') + CHECK.replace('t.disk', 'one.other').replace('op: gt', 'op: above'));
    expect(['one.disk', 'one.other'].map((id) => checkOf(library, id).broken?.code)).toEqual([
      'bad-definition',
      'bad-definition',
    ]);
  });

  it('are what computed checks are made of: an override is heard there too, and what is not there is told', () => {
    const worst = builtin.checks.find(({ calc }) => calc?.fn === 'worst')!;
    const [part = ''] = worst.calc!.of;
    const library = make(overriding({ [part]: { severity: 'info' } }));
    expect(checkOf(library, worst.id).calc?.parts?.find(({ id }) => id === part)?.severity).toBe('info');
    expect(checkOf(builtin, part).severity).not.toBe('info');
    const missing = problemsOf(overriding({ [worst.id]: { calc: { fn: 'worst', of: ['no.such'] } } }))[0];
    expect(missing).toMatchObject([{ field: worst.id, message: 'there is no check no.such' }]);
  });

  it('are the same as text and as data', () => {
    const data = {
      version: 1,
      pack: 'mine',
      title: 'Mine',
      overrides: { 'node.disk': { warn: 0.7, sustained: '15m' } },
    };
    const [asData, asText] = [packTexts([data]), packTexts([yamlText(data)])].map(
      (all) => withOwnPacks(builtin, all).checks
    );
    expect(asData).toEqual(asText);
    expect(checkOf({ checks: asData! }, 'node.disk').customised?.fields).toEqual(['sustained', 'warn']);
  });

  it.each([null, 7, 'nothing', [], { pack: 'x' }])('that are %j are a problem and no crash', (written) => {
    const library = withOwnPacks(builtin, packTexts([written]));
    expect(library.own[0]!.problems.length).toBeGreaterThan(0);
    expect(library.checks).toEqual(builtin.checks);
  });

  it('over packs: the later ones win field by field, and the built-in stays what is compared with', () => {
    const saved = make(overriding({ 'node.disk': { warn: 0.7 } }, 'saved'));
    const disk = checkOf(withOwnPacks(saved, texts(overriding({ 'node.disk': { fail: 0.8 } }, 'file'))), 'node.disk');
    expect(disk).toMatchObject({ warn: 0.7, fail: 0.8, customised: { pack: 'file', fields: ['fail', 'warn'] } });
    expect(disk.customised?.builtin).toBe(DISK);
  });
});

it('reads the example of provisioning as Grafana hands it over', () => {
  const text = readFileSync(path.join(__dirname, '../../provisioning/examples/packs.yaml'), 'utf8').replaceAll(
    '$$',
    '$'
  );
  const { apps } = parse(text) as { apps: Array<{ jsonData: unknown }> };
  const { settings, problems } = parseSettings(apps[0]!.jsonData);
  const library = withOwnPacks(builtin, packTexts(settings.packs ?? []));
  expect([...problems, ...library.own.flatMap((own) => own.problems)]).toEqual([]);
  expect(checkOf(library, 'node.disk').customised?.fields).toEqual(['fail', 'warn']);
  expect(checkOf(library, 'shop.queue').query).toContain('[$window]');
});

describe('the library of some settings', () => {
  it('is the built-in one without packs, and compiled once for a reading of the settings', async () => {
    expect(await libraryOf()).toBe(builtin);
    expect(await libraryOf({ packs: [] })).toBe(builtin);
    const settings = { packs: [overriding({ 'node.disk': { warn: 0.7 } })] };
    const library = await libraryOf(settings);
    expect(checkOf(library, 'node.disk').warn).toBe(0.7);
    expect(await libraryOf(settings)).toBe(library);
  });
});
