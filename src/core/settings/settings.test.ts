import fc from 'fast-check';
import { parseSettings, settingsSchema, zoneOf } from './settings';

describe('what counts of a metrics source', () => {
  const selectors = (selector: string) =>
    parseSettings({ version: 1, sources: { metrics: ['a'], selectors: { a: selector } } }).problems.length === 0;

  it.each(['cluster="prod"', 'cluster=~"prod|stage", env != "test"', 'a="\\"}"'])('may be %s', (selector) =>
    expect(selectors(selector)).toBe(true)
  );

  it.each(['', 'prod', '{cluster="prod"}', 'cluster="prod"} or up{a="b"', 'cluster="prod",', 'cluster="a\nb"'])(
    'is refused as %j, because it would be something else within a query',
    (selector) => expect(selectors(selector)).toBe(false)
  );
});

describe('settings as they are found', () => {
  it('are the defaults when there are none', () => {
    expect(parseSettings(null)).toEqual({ settings: { version: 1 }, problems: [] });
    expect(zoneOf(parseSettings(undefined).settings)).toBe('UTC');
  });

  it('are read field by field', () => {
    const found = { version: 1, timezone: 'Europe/Berlin', sources: { metrics: ['prom'] }, checklists: ['morning'] };
    expect(parseSettings(found)).toEqual({ settings: found, problems: [] });
  });

  it('lose a broken field only, and say which', () => {
    const { settings, problems } = parseSettings({
      timezone: 'Europe/Nowhere',
      sources: { metrics: [7] },
      journal: { dashboardUid: 'journal' },
      checklists: 'morning',
      theirs: true,
    });
    expect(settings).toEqual({ version: 1, journal: { dashboardUid: 'journal' } });
    expect(problems.map(({ field }) => field)).toEqual(['timezone', 'sources.metrics.0', 'checklists']);
  });

  it('tell that a newer version wrote them', () => {
    expect(parseSettings({ version: 2, timezone: 'UTC' })).toMatchObject({
      settings: { timezone: 'UTC' },
      problems: [{ field: 'version' }],
    });
  });

  it('always fit what may be written, whatever was found', () => {
    const names = fc.constantFrom('version', 'timezone', 'sources', 'journal', 'checklists', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(names, fc.anything())), (found) => {
        expect(settingsSchema.safeParse(parseSettings(found).settings).success).toBe(true);
      })
    );
  });
});
