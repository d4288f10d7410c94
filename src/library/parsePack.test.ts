/** @jest-environment node */
import fc from 'fast-check';
import { planChecks } from '../core/inventory/inventoryEvaluator';
import { PVE_MEASURES } from '../core/products/proxmox-ve/measures';
import { measuresFor } from './measures';
import { parsePack } from './parsePack';
import { CHECK, errorsOf, HEAD, QUORUM } from './testData';

const withCheck = (from: string | RegExp, to: string) => errorsOf(HEAD + CHECK.replace(from, to));

describe('parsePack', () => {
  it('says a few of the mistakes when one breaks all that follows', () => {
    const errors = errorsOf('['.repeat(3000));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(10);
  });

  it('compiles to exactly a check definition', () => {
    const extra = "    sustained: 15m\n    thresholds:\n      - match: {instance: '~db.*'}\n        fail: 0.95\n";
    const reading = parsePack(HEAD + CHECK + extra, 'my.yaml');
    expect(reading.ok && reading.pack).toEqual({
      series: new Map(),
      id: 'test',
      title: 'Test',
      overridden: [],
      probes: ['disk_ratio'],
      always: [],
      checks: [
        {
          id: 't.disk',
          pack: 'test',
          title: 'Disk',
          finding: '{instance} is {value} full',
          kind: 'prometheus',
          mode: 'value',
          query: 'max by (instance) (disk_ratio)',
          presence: 'min by (instance) (timestamp(disk_ratio))',
          selectorsAt: { query: [29], presence: [39] },
          by: ['instance'],
          unit: 'ratio',
          op: 'gt',
          warn: 0.8,
          fail: 0.9,
          thresholds: [{ match: { instance: '~db.*' }, fail: 0.95 }],
          sustainedSeconds: 900,
          vanish: 'unknown',
          absent: 'unknown',
          remediation: 'Clean it.',
          severity: 'critical',
          seeds: [],
        },
      ],
    });
  });

  it.each([
    [
      'unknown field',
      /op: gt/,
      'op: gt\n    colour: red',
      /^my.yaml:12:5: checks\[0\]\.colour: unknown field "colour". Fix: /,
    ],
    ['missing field', /    unit: ratio\n/, '', /^my.yaml:5:5: checks\[0\]\.unit: the field is missing. Fix: add unit:/],
    ['bad threshold', /warn: 0.8/, 'warn: much', /^my.yaml:12:5: checks\[0\]\.warn: must be a number/],
    [
      'limits in the wrong order',
      /warn: 0.8/,
      'warn: 0.95',
      /:12:5: checks\[0\]\.warn: warn would never speak before fail/,
    ],
    ['limits in the wrong order for lt', /op: gt/, 'op: lt', /checks\[0\]\.warn: warn would never speak/],
    ['an interval without outside', /warn: 0.8/, 'warn: [0, 1]', /does not go with op: gt. Fix: write one number/],
    [
      'outside without an interval',
      /op: gt/,
      'op: outside',
      /does not go with op: outside. Fix: write warn: \[low, high\]/,
    ],
    ['an operator without limits', /    warn: 0.8\n    fail: 0.9\n/, '', /needs warn, fail or both/],
    ['none with limits', /op: gt/, 'op: none', /op: none has no limits/],
    [
      'an unknown unit',
      /unit: ratio/,
      'unit: percent',
      /:10:5: checks\[0\]\.unit: "percent" is not an allowed value. Fix: use one of ratio, bool/,
    ],
    [
      'a unit that is nearly one',
      /unit: ratio/,
      'unit: raito',
      /\.unit: "raito" is .*\. Fix: write ratio; it is one of ratio, bool/,
    ],
    [
      'a field that is nearly one',
      /op: gt/,
      'op: gt\n    sustaind: 5m',
      /unknown field "sustaind"\. Fix: write sustained, or remove it/,
    ],
    [
      'a field within a field',
      /op: gt/,
      "op: gt\n    thresholds: [{ match: { instance: 'x' }, fial: 2 }]",
      /\.fial: unknown field "fial"\. Fix: write fail/,
    ],
    ['text in the place of a list', /by: \[instance\]/, 'by: instance', /\.by: must be a list\. Fix: write \[a, b\]/],
    ['a bad id', /t\.disk/, 'T disk', /:5:5: checks\[0\]\.id: must look like node\.disk/],
    ['a bad duration', /op: gt/, 'op: gt\n    sustained: 15min', /must be a duration such as 15m/],
    ['an unknown placeholder', /{instance} is/, '{node} is', /{node} is neither a label of the check/],
    [
      'invalid PromQL',
      /max by \(instance\) \(disk_ratio\)/,
      'max by (instance) (disk_ratio',
      /:8:5: checks\[0\]\.query: PromQL ends too early/,
    ],
    [
      'an unknown function',
      /max by \(instance\) \(disk_ratio\)/,
      'maxi(disk_ratio)',
      /checks\[0\]\.query: not PromQL at/,
    ],
    ['an unknown macro', /disk_ratio\)/, 'rate(x[$range]))', /unknown macro "\$range"/],
    [
      'invalid PromQL in presence',
      /op: gt/,
      'op: gt\n    presence: "up{"',
      /checks\[0\]\.presence: PromQL ends too early/,
    ],
    [
      'no presence to derive',
      /max by \(instance\)/,
      'max',
      /no presence can be derived: the query's result has no label "instance"/,
    ],
    [
      'labels that say',
      /op: gt/,
      'op: gt\n    says: [job]',
      /checks\[0\]\.says: a check of kind prometheus has no says/,
    ],
    [
      'a threshold on a foreign label',
      /op: gt/,
      'op: gt\n    thresholds: [{match: {job: x}, fail: 1}]',
      /"job" is not one of the check's by labels/,
    ],
    [
      'a threshold with a broken expression',
      /op: gt/,
      "op: gt\n    thresholds: [{match: {instance: '~('}, fail: 1}]",
      /not a regular expression/,
    ],
    [
      'a threshold against the order',
      /op: gt/,
      'op: gt\n    thresholds: [{match: {instance: x}, fail: 0.1}]',
      /warn would never speak/,
    ],
    [
      'a ratio in percent',
      /warn: 0.8\n    fail: 0.9/,
      'warn: 70\n    fail: 85',
      /a ratio of 70 is 7000 %. Fix: write 0.7 for 70 %/,
    ],
    [
      'offenders without limit',
      /op: gt\n    warn: 0.8\n    fail: 0.9/,
      'op: none\n    mode: offenders',
      /offenders need an operator/,
    ],
    [
      'a template with half a bracket',
      /finding: /,
      "asks: 'how full [{instance} is'\n    finding: ",
      /checks\[0\]\.asks: a "\[" has no partner/,
    ],
    [
      'a word that only fits another template',
      /finding: /,
      "subject: '{value} of {instance}'\n    finding: ",
      /checks\[0\]\.subject: \{value\} is neither a label of the check/,
    ],
    [
      'a name for a label that it does not have',
      /finding: /,
      'labels: { job: { name: Job } }\n    finding: ',
      /checks\[0\]\.labels\.job: "job" is none of the check's labels/,
    ],
    ['YAML that is none', /title: Disk/, 'title: [Disk', /^my.yaml:\d+:\d+: not YAML: /],
    ['a key twice', /title: Disk/, 'title: Disk\n    title: Disk', /not YAML: .*unique/],
  ])('refuses %s', (_what, from, to, message) => {
    expect(withCheck(from, to)[0]).toMatch(message);
  });

  it.each(['outside', 'none'])('refuses sustained with op: %s', (op) => {
    const limits = op === 'outside' ? 'warn: [0, 1]' : '';
    const text = CHECK.replace(/op: gt\n    warn: 0.8\n    fail: 0.9/, `op: ${op}\n    sustained: 15m\n    ${limits}`);
    expect(errorsOf(HEAD + text)[0]).toMatch(/checks\[0\]\.sustained: sustained does not go with op/);
  });

  it('keeps what a metric is to its check beside the check, and refuses one that it does not ask for', () => {
    const said = '    series:\n      defining: [NAME]\n      optional: [{ name: disk_size, absent: Has no size. }]\n';
    const query = CHECK.replace(/query: .*/, 'query: max by (instance) (disk_use / disk_size)');
    const reading = parsePack(HEAD + query + said.replace('NAME', 'disk_use'), 'my.yaml');
    expect(reading.ok && [...reading.pack.series]).toEqual([
      ['t.disk', { defining: ['disk_use'], optional: [{ name: 'disk_size', absent: 'Has no size.' }] }],
    ]);
    expect(errorsOf(HEAD + query + said.replace('NAME', 'disk_us'))[0]).toMatch(
      /series\.defining\[0\]: neither query nor presence asks for "disk_us". Fix: drop disk_us/
    );
  });

  it('takes a check that names a measure, and derives no presence', () => {
    const reading = parsePack(HEAD + QUORUM, 'my.yaml');
    expect(reading).toMatchObject({ ok: true, pack: { checks: [{ query: 'pve/quorum', presence: '' }] } });
  });

  it('takes a measure by the name that it had once, and compiles it to the one that it has', () => {
    const old = parsePack(HEAD + QUORUM.replace('pve/quorum', 'pve.quorum'), 'my.yaml');
    expect(old).toEqual(parsePack(HEAD + QUORUM, 'my.yaml'));
    expect(planChecks(old.ok ? old.pack.checks : [], PVE_MEASURES)).toMatchObject([{ check: { id: 't.quorum' } }]);
  });

  it.each([...(measuresFor('proxmox') ?? []), ...(measuresFor('argocd') ?? [])].map(([name]) => name))(
    'can tell the measure %s from the id of a check',
    (name) => {
      expect(name).toMatch(/^[a-z]+\/[a-z-]+$/);
    }
  );

  it.each([
    [
      'pve/quorum',
      'pve.qorum',
      /checks\[0\]\.query: "pve.qorum" is no measure of kind proxmox. Fix: write pve\/quorum/,
    ],
    ['pve/quorum', 'constructor', /"constructor" is no measure/],
    ['pve/quorum', "''", /write query: with one of pve\/quorum, /],
    ['kind: proxmox', 'kind: argocd', /"pve\/quorum" is no measure of kind argocd/],
    ['[cluster, name]', '[cluster, node]', /by\[1\]: pve\/quorum has no label "node". Fix: use one of cluster, name/],
    [
      'op: lt',
      'op: lt\n    says: [state]',
      /says\[0\]: pve\/quorum has no label "state". Fix: use one of cluster, name/,
    ],
    ['op: lt', 'op: lt\n    sustained: 15m', /a check of kind proxmox has no sustained/],
    ['op: lt', 'op: lt\n    mode: offenders', /a check of kind proxmox has no mode/],
    ['op: lt', 'op: lt\n    presence: up', /a check of kind proxmox has no presence/],
  ])('refuses of a check that names a measure: %s -> %s', (from, to, message) => {
    expect(errorsOf(HEAD + QUORUM.replace(from, to)).join('\n')).toMatch(message);
  });

  it('refuses an id twice, at the second one', () => {
    expect(errorsOf(HEAD + CHECK + CHECK)).toEqual([
      'my.yaml:16:5: checks[1].id: the id "t.disk" is used twice. Fix: give each check its own id.',
    ]);
  });

  it('names every error of a file, each with its line', () => {
    const broken = CHECK.replace('unit: ratio', 'unit: x').replace('severity: critical', 'severity: high');
    expect(errorsOf(HEAD + broken).map((error) => error.split(' ')[0])).toEqual(['my.yaml:10:5:', 'my.yaml:15:5:']);
  });

  it('refuses 5 MB before parsing', () => {
    expect(errorsOf('a: '.repeat(1_700_000))).toEqual([
      expect.stringMatching(/^my.yaml:1:1: the file has 5100000 characters, at most 1000000 are read. Fix: /),
    ]);
  });

  it('refuses aliases that blow up', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh']
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(errorsOf(bomb)[0]).toMatch(/not readable/);
  });

  it.each(['', '\n', 'null', '[]', '7', '- a', '\u0000'])('refuses %j', (text) => {
    expect(errorsOf(text).length).toBeGreaterThan(0);
  });

  it('never throws', () => {
    const line = fc.constantFrom(
      ...HEAD.split('\n'),
      ...CHECK.split('\n'),
      '  - &a',
      '    by: *a',
      '? x',
      '\t',
      '%',
      '"'
    );
    const text = fc.array(fc.oneof(line, fc.string()), { maxLength: 20 }).map((lines) => lines.join('\n'));
    fc.assert(fc.property(text, (content) => typeof parsePack(content, 'x').ok === 'boolean'));
  });

  it('normalises a presence to the by labels, and keeps its filters', () => {
    const presenceOf = (presence: string) => {
      const reading = parsePack(`${HEAD}${CHECK}    presence: ${presence}\n`, 'my.yaml');
      return reading.ok && reading.pack.checks[0]?.presence;
    };
    expect(presenceOf('a or b')).toBe('(min by (instance) (timestamp(a)) or min by (instance) (timestamp(b)))');
    expect(presenceOf('a > 0')).toBe('group by (instance) (a > 0)');
    expect(presenceOf('a unless b')).toBe('group by (instance) (a unless b)');
  });
});
