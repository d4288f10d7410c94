/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { importObjectives } from './importObjectives';
import { parseObjectives } from './parseObjectives';
import { writeObjectives } from './writeObjectives';

const NAMES = ['sloth', 'sloth-resource', 'pyrra', 'openslo-v1', 'openslo-v1alpha'] as const;
const FILES = new Map(
  NAMES.map((name) => [
    name as string,
    readFileSync(path.resolve(__dirname, `../../../tests/fixtures/slo/${name}.yaml`), 'utf8'),
  ])
);
const read = (name: (typeof NAMES)[number]) => importObjectives(FILES.get(name) ?? '');
const sliOf = (name: (typeof NAMES)[number], id: string) =>
  read(name).objectives.find((objective) => objective.id === id)?.sli;

describe('files of others', () => {
  it.each([
    ['sloth', ['sloth prometheus/v1'], 5, 1],
    ['sloth-resource', ['sloth.slok.dev/v1'], 1, 1],
    ['pyrra', ['pyrra.dev/v1alpha1'], 5, 1],
    ['openslo-v1', ['openslo/v1'], 6, 3],
    ['openslo-v1alpha', ['openslo/v1alpha'], 2, 2],
  ] as const)('of %s are told by their format', (name, formats, objectives, refused) => {
    const found = read(name);
    expect(found.formats).toEqual(formats);
    expect(found.objectives).toHaveLength(objectives);
    expect(found.refused).toHaveLength(refused);
  });

  it.each(NAMES)('of %s give objectives that are right by our own rules', (name) => {
    const reading = parseObjectives(writeObjectives(read(name).objectives), 'imported.yaml');
    expect(reading.ok ? reading.objectives : reading.errors).toEqual(read(name).objectives);
  });

  it('count events where the queries of Sloth give rates', () => {
    expect(sliOf('sloth', 'basket-availability')).toMatchObject({
      kind: 'ratio',
      total: 'http_server_requests_total{app="basket"}',
      bad: 'http_server_requests_total{app="basket",status=~"(5..|429)"}',
    });
    const latency = sliOf('sloth', 'basket-latency');
    expect(latency).toMatchObject({ kind: 'ratio', total: 'http_server_seconds_count{app="basket",verb!="WATCH"}' });
    expect(latency?.kind === 'ratio' ? latency.bad : '').not.toContain('rate');
    expect(sliOf('sloth', 'basket-odd')).toMatchObject({ kind: 'share' });
    expect(sliOf('sloth', 'basket-wifi')).toMatchObject({ kind: 'share' });
    expect(read('sloth').objectives[0]).toMatchObject({ target: '99.90', owner: 'shop-team', service: 'basket' });
  });

  it('of Pyrra give each kind of indicator', () => {
    const kinds = read('pyrra').objectives.map(({ id, sli, window }) => [id, sli.kind, window]);
    expect(kinds).toEqual([
      ['dns-response-errors', 'ratio', { kind: 'rolling', days: 14 }],
      ['api-read-latency', 'ratio', { kind: 'rolling', days: 28 }],
      ['native-latency', 'ratio', { kind: 'rolling', days: 28 }],
      ['probe-up', 'uptime', { kind: 'rolling', days: 30 }],
      ['with-offset', 'ratio', { kind: 'rolling', days: 7 }],
    ]);
    expect(read('pyrra').objectives[0]).toMatchObject({ groupBy: ['zone'], owner: 'network' });
    expect(sliOf('pyrra', 'native-latency')).toMatchObject({
      good: expect.stringContaining('histogram_fraction(0, 0.2, sum (increase(') as string,
    });
  });

  it('of OpenSLO keep calendars, slices and composites', () => {
    const { objectives } = read('openslo-v1');
    expect(objectives[0]).toMatchObject({
      id: 'shop-availability',
      window: { kind: 'calendar', unit: 'month', zone: 'America/New_York' },
      method: { kind: 'timeSlices', sliceSeconds: 60, sliceTarget: 0.95 },
      target: '99.5',
    });
    expect(objectives.find(({ id }) => id === 'whole-shop')?.sli).toEqual({
      kind: 'composite',
      members: [
        { objective: 'whole-shop-answers', weight: 2 },
        { objective: 'whole-shop-queue', weight: 1 },
      ],
    });
  });

  it.each([
    ['openslo-v1', 'left', 'minute-month', 'months are taken'],
    ['openslo-v1', 'left', 'shop-availability', 'op means nothing for a ratio'],
    ['openslo-v1', 'left', 'shop-availability', 'not as 2022-01-01 12:00:00 does'],
    ['openslo-v1', 'left', 'nobody-asks', 'nothing in the file refers to it'],
    ['openslo-v1', 'refused', 'no-such-zone', 'Mars/Olympus is not an IANA time zone'],
    ['openslo-v1', 'refused', 'any-source', 'the query is of Any, not of Prometheus'],
    ['sloth', 'left', 'availability', 'default of 30 days'],
    ['sloth', 'left', '', 'alerts follow from the burn rates'],
    ['sloth', 'refused', 'by-plugin', 'the plugin getting_started_availability computes it'],
    ['pyrra', 'refused', 'half-days', '36h is not a number of whole days'],
    ['sloth-resource', 'refused', 'not-an-objective', 'ConfigMap'],
  ] as const)('of %s say what is %s of %s', (name, list, slo, why) => {
    const note = read(name)[list].find((one) => one.slo === slo && one.why.includes(why));
    const line = (FILES.get(name) ?? '').split('\n')[(note?.line ?? 0) - 1] ?? '';
    expect(note).toBeDefined();
    const field =
      (note?.field ?? '')
        .split('.')
        .pop()
        ?.replace(/\[\d+\]$/, '') ?? '';
    expect(/^\s*-/.test(line) || line.includes(field)).toBe(true);
  });

  it.each([
    ['', 'the file is empty'],
    ['objectives: [{id: a}]', 'this is a file of Ops Rounds already'],
    ['apiVersion: openslo/v2alpha\nkind: SLO', 'openslo/v2alpha SLO'],
    ['version: prometheus/v1\nslos: []', 'service is missing'],
    ['a: [1', 'not YAML'],
  ])('that are something else are refused: %j', (text, why) => {
    const { objectives, refused } = importObjectives(text);
    expect(objectives).toEqual([]);
    expect(refused.map((note) => note.why).join('\n')).toContain(why);
  });

  it('of OpenSLO may have the query alone where its fields belong', () => {
    const [first = ''] = (FILES.get('openslo-v1') ?? '').split('---').slice(4);
    const text = first
      .replace('openslo/v1', 'openslo.com/v1')
      .replace('indicatorRef: shop-success', () =>
        [
          'indicator:',
          '    spec:',
          '      ratioMetric:',
          '        good: { metricSource: { spec: \'a_total{code="200"}\' } }',
        ]
          .concat('        total: { metricSource: { spec: "a_total{}" } }')
          .join('\n')
      );
    const { objectives, formats } = importObjectives(text);
    expect(formats).toEqual(['openslo/v1']);
    expect(objectives[0]?.sli).toMatchObject({ total: 'a_total{}', good: 'a_total{code="200"}' });
  });

  it('read the items of a Kubernetes list and answer a bomb of aliases at once', () => {
    const [item = ''] = (FILES.get('sloth-resource') ?? '').split('---');
    const list = `kind: List\nitems:\n  - ${item.trimEnd().split('\n').join('\n    ')}\n`;
    expect(importObjectives(list).objectives).toHaveLength(1);
    const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
    expect(importObjectives(bomb.join('\n')).objectives).toEqual([]);
  });
});

describe('whatever a file holds', () => {
  const anyFile = fc.constantFrom(...FILES.values());
  const never = (text: string) => {
    const { objectives, left, refused } = importObjectives(text);
    const lines = text.split(/\r\n|\r|\n/).length;
    for (const { line, why } of [...left, ...refused]) {
      expect(why).not.toBe('');
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines + 1);
    }
    if (objectives.length > 0) {
      expect(parseObjectives(writeObjectives(objectives), 'x').ok).toBe(true);
    } else {
      expect(left.length + refused.length).toBeGreaterThan(0);
    }
  };

  it('it is read or refused when it is cut off', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (text, at) => never(text.slice(0, at % text.length))),
      { numRuns: 150 }
    );
  });

  it('it is read or refused when lines are lost, doubled or replaced', () => {
    const junk = fc.constantFrom(
      '',
      '  - x',
      'spec:',
      '    objectives: 5',
      '  sli: [a, *b]',
      'kind: SLO',
      '\t',
      '? :',
      '"'
    );
    fc.assert(
      fc.property(anyFile, fc.array(fc.tuple(fc.nat(), junk, fc.nat(2)), { maxLength: 6 }), (text, edits) => {
        const lines = text.split('\n');
        for (const [at, line, how] of edits) {
          lines.splice(at % lines.length, how === 2 ? 0 : 1, ...(how === 0 ? [] : [line]));
        }
        never(lines.join('\n'));
      }),
      { numRuns: 200 }
    );
  });

  it('it is read or refused when its values are others', () => {
    const value = fc.constantFrom(
      '5',
      '-1',
      '1e99',
      '[]',
      '{}',
      'null',
      'true',
      '.nan',
      '""',
      "'{{'",
      '99.9999999',
      '{{.x}}'
    );
    fc.assert(
      fc.property(anyFile, fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 5 }), (text, edits) => {
        const lines = text.split('\n');
        for (const [at, written] of edits) {
          const index = at % lines.length;
          lines[index] = (lines[index] ?? '').replace(/: .*$/, () => `: ${written}`);
        }
        never(lines.join('\n'));
      }),
      { numRuns: 200 }
    );
  });

  it('it is read or refused when it is random YAML', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('openslo/v1', 'pyrra.dev/v1alpha1'), (spec, apiVersion) => {
        const kind = apiVersion === 'openslo/v1' ? 'SLO' : 'ServiceLevelObjective';
        never(JSON.stringify({ apiVersion, kind, metadata: { name: 'x' }, spec }));
      }),
      { numRuns: 100 }
    );
  });
});
