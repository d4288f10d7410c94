import type { Reason } from '../core/check/verdict';
import { programTextOf } from './programText';
import { reasonInFull, reasonWords } from './reasonText';
import { initTexts } from './t';

beforeAll(initTexts);

const DIAL = 'Post "http://127.0.0.1:3902/api/v1/query": dial tcp 127.0.0.1:3902: connect: connection refused';

test.each<Reason>([
  { code: 'source-down', detail: DIAL },
  { code: 'source-down', detail: 'dial tcp: lookup prom on 10.0.0.53:53: no such host' },
  { code: 'timeout', detail: 'context deadline exceeded' },
  { code: 'timeout', detail: 'no answer to /api/ds/query within 30 s' },
  { code: 'bad-response', detail: 'unexpected EOF' },
  { code: 'unauthorized', detail: '{"message":"invalid token"}' },
  { code: 'query-error', detail: 'invalid parameter "query": 1:5: parse error: unexpected end of input' },
  { code: 'internal', detail: 'TypeError: x is undefined\n    at judge (judge.ts:1:2)' },
])('the text of a program is evidence and no part of a sentence: %j', (reason) => {
  expect(programTextOf(reason)).toBe(reason.detail);
  expect(reasonWords(reason)).toBe(reasonWords({ code: reason.code }));
  expect(reasonInFull(reason).toLowerCase()).toContain(reason.detail?.toLowerCase());
});

test.each<Reason>([
  { code: 'source-down', detail: 'pve-a3 is offline' },
  { code: 'source-down', detail: 'Grafana does not answer' },
  { code: 'source-down', detail: 'Grafana gets no answer from pve-a (https://10.0.0.1:8006): does it run?' },
  { code: 'bad-response', detail: '2 of 7 entries cannot be read' },
  { code: 'not-permitted', detail: 'Sys.Audit on /nodes is missing' },
  { code: 'query-error', detail: 'many-to-many matching not allowed' },
  { code: 'no-data', detail: 'has gaps within the last 10 min' },
])('a sentence is told: %j', (reason) => {
  expect(programTextOf(reason)).toBeNull();
  expect(reasonWords(reason)).toContain(reason.detail);
});
