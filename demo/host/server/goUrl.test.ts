/** @jest-environment node */
import { escapedPath, isReadable, isUsableAddress, unescapeText, withoutOrigin } from './goUrl';

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
