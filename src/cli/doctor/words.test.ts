import { englishOf } from './words';

it.each([
  [600, 'is 10\u00a0min ahead of the clock of this machine'],
  [-600, 'is 10\u00a0min behind the clock of this machine'],
  [3, 'agrees with the clock of this machine'],
])('a clock that is %d s ahead', (aheadSeconds, words) => {
  const { text, fix } = englishOf({ code: 'grafana-clock', verdict: 'warn', params: { aheadSeconds } });
  expect(text).toBe(`The clock of Grafana ${words}`);
  expect(fix).toMatch(/NTP/);
});

it('says why with the words of whoever refused, and what to do about it', () => {
  const reason = { code: 'not-permitted', detail: 'settings:read is missing' } as const;
  const params = { section: 'annotations.api' };
  const { text, follows, setting } = englishOf({ code: 'annotation-clean-up', verdict: 'unknown', params, reason });
  expect(text).toBe('Whether Grafana deletes annotations is not known: settings:read is missing');
  expect(follows).toBe('Not readable with your role.');
  expect(setting).toBe('[annotations.api]\nmax_age = 0\nmax_annotations_to_keep = 0');
});

it('names the limits of the clean-up that are set', () => {
  const params = { section: 'annotations.api', maxAge: '90d' };
  const { text } = englishOf({ code: 'annotation-clean-up', verdict: 'warn', params });
  expect(text).toBe('Grafana deletes annotations: [annotations.api] max_age = 90d');
});

it('tells of a pack where its data are, or what to install, and has nothing to mend on what is well', () => {
  expect(englishOf({ code: 'pack', verdict: 'pass', subject: 'Nodes', params: { sources: 'A, B' } })).toEqual({
    text: 'Nodes: there is data in A, B',
  });
  expect(englishOf({ code: 'pack', verdict: 'na', subject: 'Flux', params: { install: 'Scrape Flux.' } })).toEqual({
    text: 'Flux: nothing has data of it',
    fix: 'Scrape Flux.',
  });
  expect(englishOf({ code: 'source-answers', verdict: 'pass', subject: 'A' })).toEqual({ text: 'A answers' });
});

it("tells of a pack of one's own that it counts, or what is wrong with it and where", () => {
  const params = { checks: 2, customised: 1 };
  expect(englishOf({ code: 'own-pack', verdict: 'pass', subject: 'Shop', params })).toEqual({
    text: 'The pack Shop of your own counts: 2 checks, 1 customised',
  });
  const problem = { place: 'line 5, overrides.node.disk.warn', message: 'warn would never speak', fix: 'swap them' };
  expect(englishOf({ code: 'own-pack', verdict: 'fail', subject: 'Shop', params: problem })).toEqual({
    text: 'The pack Shop of your own does not count: line 5, overrides.node.disk.warn: warn would never speak',
    follows: 'What it defines or changes is unknown until it is corrected.',
    fix: 'swap them.',
  });
});
