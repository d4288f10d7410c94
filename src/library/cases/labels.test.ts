/** @jest-environment node */
import fc from 'fast-check';
import { formatLabels, parseSeriesName } from './labels';

describe('the name of a series', () => {
  it.each<[string, string, Record<string, string>]>([
    ['up', 'up', {}],
    ['up{}', 'up', {}],
    ['up{job="node", instance=\'a\',}', 'up', { job: 'node', instance: 'a' }],
    ['{instance="a"}', '', { instance: 'a' }],
    ['{__name__="up",a="b"}', 'up', { a: 'b' }],
    ['a:b{c=`d\\n`}', 'a:b', { c: 'd\\n' }],
    ['up{a="say \\"hi\\"\\n\\u00e4\\\\"}', 'up', { a: 'say "hi"\nä\\' }],
    ['up{a=""}', 'up', {}],
  ])('%s', (text, name, labels) => expect(parseSeriesName(text)).toEqual({ ok: true, series: { name, labels } }));

  it.each([
    ['up{a=~"b"}', 'a=~"b"'],
    ['up{a!="b"}', 'a!="b"'],
    ['up{a="b"', 'PromQL'],
    ['rate(up[5m])', 'is not a name with labels'],
    ['up[5m]', 'is not a name with labels'],
    ['up{a="b",a="c"}', 'the label a is there twice'],
  ])('refuses %s', (text, words) => {
    expect(parseSeriesName(text)).toEqual({ ok: false, message: expect.stringContaining(words) });
  });

  it('reads back any labels', () => {
    const label = fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
      fc.constantFrom('by', 'on', 'bool', 'offset', 'and', 'sum', 'inf', 'nan', 'start', 'le', 'constructor')
    );
    const value = fc.string({ minLength: 1, unit: 'binary' });
    fc.assert(
      fc.property(fc.dictionary(label, value, { maxKeys: 4 }), (labels) => {
        expect(parseSeriesName(formatLabels(labels))).toEqual({
          ok: true,
          series: { name: '', labels: { ...labels } },
        });
      })
    );
  });
});
