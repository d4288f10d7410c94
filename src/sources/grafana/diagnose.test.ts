import type { Facts } from '../../core/inventory/diagnosis';
import { diagnose, type Outcome, type Suspects } from './diagnose';

/** Names itself, so that a cause tells which suspicion it is of. */
const SUSPECTS: Suspects<string> = {
  'token-refused': ['of token-refused'],
  'web-page': ['of web-page'],
  'other-server': ['of other-server'],
  redirected: ['of redirected'],
  forbidden: ['of forbidden'],
  'bad-request': ['of bad-request'],
  'server-error': ['of server-error'],
  'unreachable-over-http': ['name-unknown', 'of unreachable-over-http'],
};
const FACTS: Facts = { address: 'https://server:8006', trust: 'ca' };
const HTTP = 'http://server:8006';

const answered = (status: number, body: unknown = undefined, elapsedMs = 20): Outcome => ({
  response: { status, body },
  elapsedMs,
});
const silent = (code: 'timeout' | 'source-down'): Outcome => ({ error: { code }, elapsedMs: 5 });

function why(outcome: Outcome, facts: Partial<Facts> = {}) {
  const isVersion = (body: unknown): boolean => body === 'version';
  return diagnose({ isVersion, suspects: () => SUSPECTS }, { ...FACTS, ...facts }, outcome);
}

it('finds nothing wrong with a version', () => {
  expect(why(answered(200, 'version'))).toBeNull();
});

it.each<[string, Outcome, string, string | undefined]>([
  ['a web page', answered(200, ' <!doctype html><title>Sign in</title>'), 'web-page', 'of web-page'],
  ['text that is no web page', answered(200, 'ok'), 'other-server', 'of other-server'],
  ['JSON of something else', answered(200, { status: 'success' }), 'other-server', 'of other-server'],
  ['an empty 200', answered(200), 'other-server', 'of other-server'],
  ['a refused token', answered(400, 'Authentication to data source failed'), 'token-refused', 'of token-refused'],
  ['a CA that is none', answered(400, { message: 'Unable to load TLS certificate' }), 'ca-unreadable', undefined],
  ['a 400 of the server', answered(400, 'no'), 'server-error', 'of bad-request'],
  ['the end of the session', answered(401, { message: 'Unauthorized' }), 'signed-out', undefined],
  ['a 403 without words', answered(403), 'forbidden', 'of forbidden'],
  ['a 403 with a page', answered(403, '<html>\nForbidden</html>'), 'forbidden', 'of forbidden'],
  ['Grafana’s own 403', answered(403, { message: 'no' }), 'not-allowed-in-grafana', undefined],
  ['a deleted data source', answered(404, { message: 'Data source not found' }), 'gone', undefined],
  ['another server', answered(404, 'nothing here'), 'other-server', 'of other-server'],
  ['a method that is not there', answered(501, 'Method not implemented'), 'other-server', 'of other-server'],
  ['a redirect', answered(301), 'redirected', 'of redirected'],
  ['a gateway that waited', answered(504), 'hangs', 'overloaded'],
  ['an answer that never came', silent('timeout'), 'hangs', 'overloaded'],
  ['packets that are dropped', answered(502, undefined, 10_004), 'hangs', 'dropped'],
  ['a cluster member that is away', answered(595), 'server-error', 'of server-error'],
  ['no Grafana', silent('source-down'), 'grafana-silent', undefined],
])('tells %s', (_what, outcome, happened, first) => {
  const diagnosis = why(outcome);
  expect([diagnosis?.happened, diagnosis?.causes[0]]).toEqual([happened, first]);
});

it('gives the words of whoever refused, and no page', () => {
  expect(why(answered(503, { message: 'starting' }))?.detail).toBe('HTTP 503: starting');
  expect(why(answered(500, '<html>\n</html>'))?.detail).toBe('HTTP 500');
  expect(why(answered(403, { message: 'no' }))?.detail).toBe('no');
});

it('takes a 502 at the end of the time that the data source gives for a hang', () => {
  const facts = { timeoutMs: 2000 };
  expect(why(answered(502, undefined, 2003), facts)?.causes).toEqual(['overloaded', 'dropped']);
  expect(why(answered(502, undefined, 1200), facts)?.happened).toBe('unreachable');
});

it('asks for the CA first where none is given, and for the server first where one is', () => {
  const first = (trust: Facts['trust']) => why(answered(502), { trust })?.causes[0];
  expect([first('system'), first('ca'), first('nobody asked')]).toEqual([
    'unknown-ca',
    'server-stopped',
    'server-stopped',
  ]);
});

it('does not suspect a certificate that nobody looks at', () => {
  const causes = why(answered(502), { trust: 'nobody asked' })?.causes;
  expect(causes).not.toEqual(expect.arrayContaining(['unknown-ca']));
  expect(causes).not.toEqual(expect.arrayContaining(['other-ca']));
  expect(causes).not.toEqual(expect.arrayContaining(['name-mismatch']));
});

it.each([
  ['https://server', true],
  ['https://10.0.0.7.example.com', true],
  [null, true],
  ['https://10.0.0.7:8443', false],
  ['http://10.0.0.7', false],
  ['https://[fd00::7]', false],
])('asks who knows the name of %s: %p', (address, asks) => {
  expect(why(answered(502), { address })?.causes.includes('name-unknown')).toBe(asks);
});

it.each<[string, Outcome, string[]]>([
  ['a redirect', answered(301), ['http-address', 'of redirected']],
  ['a redirect that the browser followed', silent('source-down'), ['http-address', 'of redirected']],
  ['the complaint of a TLS port', answered(400, 'The plain HTTP request was sent to HTTPS port'), ['http-address']],
  ['a connection that was cut', answered(502), ['name-unknown', 'of unreachable-over-http']],
  ['a connection that nobody took', answered(502, undefined, 10_004), ['dropped', 'overloaded']],
])('thinks of http where the address has it, for %s', (_what, outcome, causes) => {
  expect(why(outcome, { address: HTTP })?.causes).toEqual(causes);
});
