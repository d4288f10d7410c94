import { newestIn, hoursAgo, runsIn, targetIn, type World } from './testData';

const stanza = { instance: 'db-1:9854', job: 'pgbackrest', stanza: 'main' };
const KEY = 'pgbackrest:prom/db-1/main';

const world = (now: World['now'] = {}, past: World['past'] = {}): World => ({
  now: {
    pgbackrest_defined: [[stanza, 1]],
    pgbackrest_stamp: [[stanza, hoursAgo(7)]],
    pgbackrest_stanza: [[stanza, 0]],
    pgbackrest_damaged: [[stanza, 0]],
    ...now,
  },
  past: { pgbackrest_defined: [[stanza, () => 1]], ...past },
});

describe('a stanza of pgBackRest', () => {
  it('has one run for a time that is told inexactly', async () => {
    const inexact = (hours: number) => hoursAgo(7 + 24 * Math.ceil((hours - 7) / 24)) + (hours % 3) * 200;
    const target = await targetIn(world({}, { pgbackrest_stamps: [[stanza, inexact]] }), KEY);
    expect(target).toMatchObject({ kind: 'database', name: 'main', doubts: [] });
    expect(runsIn(target, 3)).toEqual(['good 7', 'good 31', 'good 55']);
  });

  it.each([
    ['that has no valid backup', { pgbackrest_stanza: [[stanza, 2]] }, 'none'],
    ['with one', {}, '7 h'],
  ] as const)('%s', async (_what, now, newest) => {
    expect(newestIn(await targetIn(world(now), KEY))).toBe(newest);
  });

  it('whose last backup has page errors is verified and failed', async () => {
    const target = await targetIn(world({ pgbackrest_damaged: [[stanza, 1]] }), KEY);
    expect(target.copies[0]?.verification).toBe('failed');
    expect(runsIn(target)).toEqual(['warning 7']);
  });
});
