/** @jest-environment node */
import { escapedPath, isReadable, isUsableAddress, reencodedQuery, unescapeText, withoutOrigin } from './goUrl';

test.each([
  ['/api/x%2e%2e%2fy', '/api/x%2e%2e%2fy'],
  ["/a;b=1,c!'()*[]@:", "/a;b=1,c!'()*[]@:"],
  ['/a"%2e%2e%2fb', '/a%22../b'],
  ['/a\\b', '/a%5Cb'],
  ['/\u00c3\u00a4', '/%C3%A4'],
])('%s is seen as %s', (sent, seen) => {
  expect(escapedPath(sent)).toBe(seen);
});

test('a stray per cent sign counts in the path only', () => {
  expect(isReadable('/a%zz')).toBe(false);
  expect(isReadable('/a%ff?b=%zz')).toBe(true);
  expect(isReadable('/a\u0001')).toBe(false);
});

test.each([
  ['', ''],
  ['?', '?'],
  ['??', '?%3F='],
  ['?path=/&userid=root@pam', '?path=%2F&userid=root%40pam'],
  ['?b=2&a=1&b=1', '?a=1&b=2&b=1'],
  ['?x=\u00e4', '?x=%E4'],
  ['?a=b c&d=e+f', '?a=b+c&d=e+f'],
  ['?a;b', ''],
  ['?x=%zz&y', '?y='],
  ['?x=1&&x=1&', '?x=1&x=1'],
])('the query %s is sent on as %s', (sent, seen) => {
  expect(reencodedQuery(sent)).toBe(seen);
});

test('absolute addresses are routed by their path', () => {
  expect(withoutOrigin('http://elsewhere/api/x?y=1')).toBe('/api/x?y=1');
  expect(withoutOrigin('//api/x')).toBe('//api/x');
});

test('a part of a path is text', () => {
  expect(unescapeText('%C3%A4%20b')).toBe('ä b');
});

test.each([
  ['https://pve.example:8006', true],
  ['https://[::1]:8006/base', true],
  ['pve.example', true],
  ['', true],
  ['https://pve example', false],
  ['https://pve:port', false],
  ['://pve', false],
  ['https://pve/%zz', false],
])('%s is a usable address: %s', (address, usable) => {
  expect(isUsableAddress(address)).toBe(usable);
});
