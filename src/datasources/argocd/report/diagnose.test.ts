import { diagnose, type Facts, type Outcome } from './diagnose';

const facts = (changes: Partial<Facts> = {}): Facts => ({
  address: 'https://argocd.example.com',
  trust: 'system',
  ...changes,
});
const answer = (status: number, body?: unknown, elapsedMs = 20): Outcome => ({ response: { status, body }, elapsedMs });

it('has nothing to say when the version came', () => {
  expect(diagnose(facts(), answer(200, { Version: 'v3.1.0' }))).toBeNull();
});

it.each<[string, Outcome, Partial<Facts>, object]>([
  [
    'a refused sign-in where everybody may ask',
    answer(400, 'Authentication to data source failed'),
    {},
    { happened: 'token-refused', causes: expect.arrayContaining(['proxy-in-front', 'expired']) },
  ],
  ['a CA that is none', answer(400, { message: 'Failed to parse TLS certificate' }), {}, { happened: 'ca-unreadable' }],
  ['a web page', answer(200, '<!doctype html>'), {}, { happened: 'web-page', causes: ['root-path', 'proxy-in-front'] }],
  ['another API', answer(200, { version: '1' }), {}, { happened: 'not-argocd' }],
  ['a Proxmox', answer(501), {}, { happened: 'not-argocd' }],
  [
    'no permission in Grafana',
    answer(403, { message: 'no' }),
    {},
    { happened: 'not-allowed-in-grafana', detail: 'no' },
  ],
  ['a proxy that refuses', answer(403), {}, { happened: 'forbidden' }],
  ['a deleted data source', answer(404, { message: 'Data source not found' }), {}, { happened: 'gone' }],
  ['a hang', answer(504), {}, { happened: 'hangs' }],
  [
    'packets that are dropped',
    answer(502, undefined, 10_000),
    {},
    { happened: 'hangs', causes: ['dropped', 'overloaded'] },
  ],
  ['our own patience', { error: { code: 'timeout' }, elapsedMs: 15_000 }, {}, { happened: 'hangs' }],
  [
    'a redirect that the browser followed',
    { error: { code: 'source-down' }, elapsedMs: 5 },
    { address: 'http://argocd.example.com' },
    { happened: 'redirected', causes: ['http-address', 'proxy-in-front'] },
  ],
  ['Grafana that is gone', { error: { code: 'source-down' }, elapsedMs: 5 }, {}, { happened: 'grafana-silent' }],
])('tells %s', (_title, outcome, changes, expected) => {
  expect(diagnose(facts(changes), outcome)).toMatchObject(expected);
});

it('takes a 502 at the end of the time that the data source gives for a hang', () => {
  const happened = (elapsedMs: number) =>
    diagnose(facts({ timeoutMs: 2000 }), answer(502, undefined, elapsedMs))?.happened;
  expect([happened(2003), happened(1200)]).toEqual(['hangs', 'unreachable']);
});

it('guesses an empty 502 by what the settings trust', () => {
  const first = (changes: Partial<Facts>) => diagnose(facts(changes), answer(502))?.causes[0];
  expect(first({ trust: 'system' })).toBe('unknown-ca');
  expect(first({ trust: 'ca' })).toBe('server-stopped');
  expect(first({ trust: 'nobody asked' })).toBe('server-stopped');
});

it('does not ask who knows the name of a number', () => {
  const causes = (address: string) => diagnose(facts({ address }), answer(502))?.causes;
  expect(causes('https://argocd.example.com')).toContain('name-unknown');
  expect(causes('https://10.0.0.7:8443')).not.toContain('name-unknown');
  expect(causes('https://[fd00::7]')).not.toContain('name-unknown');
});
