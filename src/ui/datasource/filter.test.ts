import { matches, wantedOf } from './filter';

describe('wantedOf', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['  ', []],
    ['*', []],
    ['$__all', []],
    ['pve-a1', ['pve-a1']],
    ['pve-a1,pve-a2', ['pve-a1', 'pve-a2']],
    ['{pve-a1,pve-a2}', ['pve-a1', 'pve-a2']],
    ['(101|102)', ['101', '102']],
    [' web-* , 101 ,', ['web-*', '101']],
  ])('reads %p as %p', (text, wanted) => {
    expect(wantedOf(text)).toEqual(wanted);
  });
});

describe('matches', () => {
  it('takes any of the names of a thing, whatever their case, and stars for any letters', () => {
    expect(matches(['101'], '101', 'web-1')).toBe(true);
    expect(matches(['WEB-*'], '101', 'web-1')).toBe(true);
    expect(matches(['web'], '101', 'web-1')).toBe(false);
    expect(matches(['db-*', '10*'], '101', 'web-1')).toBe(true);
  });

  it('lets everything through without a filter, and nothing nameless with one', () => {
    expect(matches([], null)).toBe(true);
    expect(matches(['a'], null)).toBe(false);
  });

  it('takes what is no star as it is written', () => {
    expect(matches(['a.c'], 'abc')).toBe(false);
    expect(matches(['a+('], 'a+(')).toBe(true);
  });
});
