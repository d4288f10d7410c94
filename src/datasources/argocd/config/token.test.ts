import * as fc from 'fast-check';
import { readToken, tokenProblem } from './token';

const NOW_MS = Date.UTC(2026, 10, 20);
const SECONDS = NOW_MS / 1000;
const jwt = (claims: object) => `head.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_')}.sign`;

it('says who a token is, and until when', () => {
  expect(readToken(jwt({ sub: 'grafana:apiKey', exp: SECONDS }))).toEqual({
    subject: 'grafana',
    capability: 'apiKey',
    expiresMs: NOW_MS,
  });
  expect(readToken(jwt({ sub: 'proj:shop:reader' }))).toEqual({
    subject: 'proj:shop:reader',
    capability: null,
    expiresMs: null,
  });
});

it.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['secret', 'malformed'],
  ['a.b.c', 'malformed'],
  [jwt({ sub: 7 }), 'malformed'],
  [jwt({ sub: 'grafana:apiKey', exp: SECONDS - 1 }), 'expired'],
  [jwt({ sub: 'admin:login', exp: SECONDS + 86_400 }), 'session'],
  [jwt({ sub: 'grafana:apiKey' }), 'lasting'],
  [jwt({ sub: 'grafana:apiKey', exp: SECONDS + 86_400 }), 'expires-soon'],
  [jwt({ sub: 'grafana:apiKey', exp: SECONDS + 90 * 86_400 }), null],
])('%s is %s', (token, problem) => {
  expect(tokenProblem(token, NOW_MS)).toBe(problem);
});

it('takes any text without complaint', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => void tokenProblem(`${a}.${b}.x`, NOW_MS)));
});
