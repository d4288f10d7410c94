import { badFinding, findingAbout, subjectOf, unknownFinding, wholeUnknown } from './finding';
import type { Entity } from './result';
import { checkDefinition } from './testData';

const NOW_MS = Date.UTC(2026, 10, 28, 15, 30);
const HOUR_MS = 3_600_000;

const entity: Entity = {
  key: 'k',
  sourceUid: 'prom',
  labels: { instance: 'pve-a3', mountpoint: '/var/lib/vz' },
  verdict: 'fail',
  value: 0.934,
  limit: 0.9,
  sampleMs: 1,
  trend: [],
  sinceMs: null,
};

const disk = checkDefinition({
  title: 'Filesystem usage',
  by: ['cluster', 'instance', 'mountpoint'],
  subject: '{mountpoint} on {instance}[ in {cluster}]',
  finding: '{subject} is {value} full, limit {limit}',
  asks: 'how full [{subject} is|the filesystems are]',
  unit: 'ratio',
  warn: 0.8,
  fail: 0.9,
});

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const alike = (...entities: Entity[]) => ({ entities, count: entities.length, nowMs: NOW_MS });
const on = (instance: string): Entity => ({ ...entity, labels: { ...entity.labels, instance } });

describe('what is bad', () => {
  it('fills labels, value, limit and count', () => {
    const finding = '{mountpoint} on {instance} is {value} full, limit {limit}; {count} in all, {gone}';
    const check = checkDefinition({ finding, unit: 'ratio' });
    expect(plain(badFinding(check, { entities: [entity], count: 3, nowMs: NOW_MS }))).toBe(
      '/var/lib/vz on pve-a3 is 93.4 % full, limit 90 %; 3 in all, ?'
    );
  });

  it('does not read a label value as a template', () => {
    const evil = { ...entity, labels: { instance: '{value}$&[{limit}]' } };
    expect(badFinding(checkDefinition({ finding: '{instance}!' }), alike(evil))).toBe('{value}$&[{limit}]!');
  });

  it('names others that are as bad, and counts those that are too many to name', () => {
    expect(plain(badFinding(disk, alike(entity, on('a1'))))).toBe(
      '/var/lib/vz on pve-a3 is 93.4 % full, limit 90 %; also /var/lib/vz on a1'
    );
    expect(badFinding(disk, alike(entity, on('a1'), on('a2')))).toContain(
      '; also /var/lib/vz on a1 and /var/lib/vz on a2'
    );
    expect(badFinding(disk, alike(entity, on('a1'), on('a2'), on('a4'), on('a5')))).toContain(
      '; also /var/lib/vz on a1, /var/lib/vz on a2 and 2 more'
    );
    expect(badFinding(disk, alike(entity, entity))).toContain('; also 1 other');
  });

  it('has words of its own for a warning, but not for what will fail when the time is over', () => {
    const jobs = checkDefinition({
      finding: '{instance} failed',
      findings: { warn: '{instance} is suspended' },
      unit: 'none',
      op: 'gte',
      warn: 1,
      fail: 2,
    });
    const warning: Entity = { ...entity, verdict: 'warn', value: 1, limit: 1 };
    expect(badFinding(jobs, alike(warning))).toBe('pve-a3 is suspended');
    expect(badFinding(jobs, alike({ ...warning, value: 2, limit: 2, youngSeconds: 240 }))).toMatch(
      /^pve-a3 failed \(for 4/
    );
    expect(badFinding(jobs, alike({ ...warning, verdict: 'fail', limit: 2 }))).toBe('pve-a3 failed');
  });

  it('counts in the singular, and says what is over as over', () => {
    const pods = checkDefinition({ finding: '{instance} lacks {value|replica|replicas}', unit: 'count' });
    expect(badFinding(pods, alike({ ...entity, value: 1 }))).toBe('pve-a3 lacks 1 replica');
    expect(badFinding(pods, alike({ ...entity, value: 3 }))).toBe('pve-a3 lacks 3 replicas');
    const ends = checkDefinition({ finding: '{instance} [expired {ago} ago|expires in {value}]', unit: 'days' });
    expect(plain(badFinding(ends, alike({ ...entity, value: -3 })))).toBe('pve-a3 expired 3 d ago');
    expect(plain(badFinding(ends, alike({ ...entity, value: 3 })))).toBe('pve-a3 expires in 3 d');
  });

  it('says of what left how long ago it was seen, and never a time', () => {
    const left: Entity = { ...entity, left: { seenMs: NOW_MS - 2 * HOUR_MS, from: 'source' } };
    expect(plain(badFinding(disk, alike(left)))).toBe(
      '/var/lib/vz on pve-a3 is 93.4 % full, limit 90 % (last seen up to 2 h ago)'
    );
    expect(badFinding(disk, alike({ ...left, left: { seenMs: null, from: 'source' } }))).toContain(
      '(not there any more)'
    );
  });
});

describe('what nobody can see', () => {
  const gap = { code: 'no-data', detail: 'Its samples of the last 5 min have gaps.' } as const;

  it('is asked in words, with why as a part of the sentence', () => {
    expect(unknownFinding(disk, gap, alike(entity))).toBe(
      'Nobody can see how full /var/lib/vz on pve-a3 is: its samples of the last 5 min have gaps'
    );
    expect(unknownFinding(disk, { code: 'no-data' }, alike(entity, on('a1')))).toBe(
      'Nobody can see how full /var/lib/vz on pve-a3 is: there is no value; also unknown: /var/lib/vz on a1'
    );
  });

  it('has no words of a transport', () => {
    const dial = 'Post "http://10.0.0.1": dial tcp 10.0.0.1:9090: connect: connection refused';
    expect(wholeUnknown(disk, { code: 'source-down', detail: dial }, 'Prometheus')).toBe(
      'Nobody can see how full the filesystems are: Prometheus does not answer'
    );
    expect(unknownFinding(disk, { code: 'bad-response', detail: dial }, alike(entity))).not.toContain('dial');
  });

  it('is why there is nothing, not what to do about it', () => {
    const hinted = checkDefinition({ ...disk, hint: 'Needs node_exporter.' });
    expect(wholeUnknown(hinted, { code: 'no-data', detail: 'Needs node_exporter.' })).toBe(
      'Nobody can see how full the filesystems are: nothing of the kind was found'
    );
  });

  it('is told by the title where a pack does not say what it asks', () => {
    const own = checkDefinition({ title: 'Order queue', by: ['cluster', 'vmid', 'name'] });
    const guest = { ...entity, labels: { cluster: 'pve-a', vmid: '133', name: '133' } };
    expect(unknownFinding(own, gap, alike(guest))).toBe(
      'Order queue unknown for pve-a 133: its samples of the last 5 min have gaps'
    );
    expect(wholeUnknown(own, { code: 'timeout' })).toBe('Order queue unknown: the source did not answer in time');
  });
});

describe('what is not there any more', () => {
  it('says since when at most, in a whole unit', () => {
    const seen = (hours: number): Entity => ({ ...entity, left: { seenMs: NOW_MS - hours * HOUR_MS, from: 'source' } });
    const said = (one: Entity) => plain(unknownFinding(disk, { code: 'vanished' }, alike(one)));
    expect(said(seen(2.4))).toBe('/var/lib/vz on pve-a3 has not been reported for up to 3 h');
    expect(said(seen(75))).toBe('/var/lib/vz on pve-a3 has not been reported for up to 4 d');
    expect(said(entity)).toBe('/var/lib/vz on pve-a3 is not reported any more');
  });

  it('has words of its own where a check gives them', () => {
    const up = checkDefinition({
      findings: { vanished: '{instance} [has not been scraped for {age}|is not scraped any more]' },
    });
    expect(unknownFinding(up, { code: 'vanished' }, alike(entity))).toBe('pve-a3 is not scraped any more');
  });
});

describe('the subject', () => {
  const guest = checkDefinition({ by: ['vmid', 'name'], subject: 'guest {name}[ ({vmid})][ in {cluster}]' });

  it('begins large only at the beginning of a sentence', () => {
    const check = { ...guest, finding: '{subject} is stopped' };
    const db: Entity = { ...entity, labels: { name: 'db', vmid: '101' } };
    const web: Entity = { ...entity, labels: { name: 'web', vmid: '102' } };
    expect(badFinding(check, alike(db, web))).toBe('Guest db (101) is stopped; also guest web (102)');
  });

  it('says a name once that is its id as well', () => {
    expect(subjectOf(guest, { name: '133', vmid: '133', cluster: 'pve-a' })).toBe('guest 133 in pve-a');
  });

  it('falls back to the labels that are there', () => {
    expect(subjectOf(guest, { vmid: '133' })).toBe('133');
    const check = { ...guest, asks: 'whether [{subject} runs|the guests run]' };
    const unknown: Entity = { ...entity, verdict: 'unknown', labels: { vmid: '133' } };
    expect(findingAbout(check, unknown, null)).toBe('Nobody can see whether 133 runs: there is no value');
  });
});
