import { diagnose, type Facts, type Outcome } from './diagnose';

const PVE: Facts = { product: 'pve', address: 'https://pve-a1:8006', trust: 'ca' };
const answered = (status: number, body: unknown = undefined, elapsedMs = 20): Outcome => ({
  response: { status, body },
  elapsedMs,
});
const REFUSED = answered(400, 'Authentication to data source failed');

describe('diagnose', () => {
  it('finds nothing wrong with a version in its envelope', () => {
    expect(diagnose(PVE, answered(200, { data: { version: '9.1.4', release: '9.1' } }))).toBeNull();
  });

  it.each([
    ['a web page', answered(200, '<!doctype html><title>Sign in</title>'), 'web-page', 'sign-in-page'],
    ['JSON of something else', answered(200, { status: 'success' }), 'not-proxmox', 'wrong-port'],
    ['an envelope without a version', answered(200, { data: [] }), 'not-proxmox', 'wrong-port'],
    ['an empty 200', answered(200), 'not-proxmox', 'wrong-port'],
    ['a refused token', REFUSED, 'token-refused', 'secret'],
    ['a CA that is none', answered(400, { message: 'Unable to load TLS certificate' }), 'ca-unreadable', undefined],
    ['the end of the session', answered(401, { message: 'Unauthorized' }), 'signed-out', undefined],
    ['a 403 without words', answered(403), 'forbidden', 'proxy-in-front'],
    ["Grafana's own 403", answered(403, { message: 'no' }), 'not-allowed-in-grafana', undefined],
    ['a deleted data source', answered(404, { message: 'Data source not found' }), 'gone', undefined],
    ['another server', answered(404, 'nothing here'), 'not-proxmox', 'wrong-port'],
    ['a method that is not there', answered(501, 'Method not implemented'), 'not-proxmox', 'wrong-port'],
    ['a gateway that waited', answered(504), 'hangs', 'overloaded'],
    ['an answer that never came', { error: { code: 'timeout' }, elapsedMs: 15_000 } as Outcome, 'hangs', 'overloaded'],
    ['a connection that nobody took', answered(502, undefined, 10_004), 'hangs', 'dropped'],
    ['a cluster member that is away', answered(595), 'server-error', undefined],
    ['no Grafana', { error: { code: 'source-down' }, elapsedMs: 3 } as Outcome, 'grafana-silent', undefined],
  ])('tells %s', (_, outcome, happened, first) => {
    const diagnosis = diagnose(PVE, outcome);
    expect([diagnosis?.happened, diagnosis?.causes[0]]).toEqual([happened, first]);
  });

  it('takes a 502 at the end of the time that the data source gives for a hang', () => {
    const facts: Facts = { ...PVE, timeoutMs: 2000 };
    expect(diagnose(facts, answered(502, undefined, 2003))).toEqual({
      happened: 'hangs',
      causes: ['overloaded', 'dropped'],
    });
    expect(diagnose(facts, answered(502, undefined, 1200))?.happened).toBe('unreachable');
  });

  it('asks for the CA first where none is given, and for the server first where one is', () => {
    const first = (trust: Facts['trust']) => diagnose({ ...PVE, trust }, answered(502))?.causes[0];
    expect([first('system'), first('ca'), first('nobody asked')]).toEqual([
      'unknown-ca',
      'server-stopped',
      'server-stopped',
    ]);
  });

  it('does not suspect a certificate that nobody looks at, nor the name of an IP', () => {
    const skipped = diagnose({ ...PVE, trust: 'nobody asked' }, answered(502));
    expect(skipped?.causes).not.toEqual(expect.arrayContaining(['unknown-ca', 'other-ca', 'name-mismatch']));
    expect(skipped?.causes).toContain('name-unknown');
    for (const address of ['https://10.0.0.7:8006', 'https://[2001:db8::7]:8006']) {
      expect(diagnose({ ...PVE, address }, answered(502))?.causes).not.toContain('name-unknown');
    }
  });

  it.each([404, 501])('suspects a path in the address of a %d, where there is one', (status) => {
    const causes = (address: string | null) => diagnose({ ...PVE, address }, answered(status))?.causes;
    expect(causes('https://pve-a1:8006/api2/json')?.[0]).toBe('path-in-address');
    for (const address of ['https://pve-a1:8006', 'https://pve-a1:8006/', null]) {
      expect(causes(address)).not.toContain('path-in-address');
    }
  });

  it('suspects the product first at the port of the other one, elsewhere a proxy alone after it', () => {
    expect(diagnose({ ...PVE, address: 'https://pbs-1:8007/' }, REFUSED)?.causes[0]).toBe('wrong-product');
    expect(diagnose({ ...PVE, product: 'pbs', address: 'https://pve-a1:8006' }, REFUSED)?.causes[0]).toBe(
      'wrong-product'
    );
    const last = ['wrong-product', 'proxy-sign-in'];
    expect(diagnose({ ...PVE, address: 'https://pve-a1:18007' }, REFUSED)?.causes.slice(-2)).toEqual(last);
    expect(diagnose({ ...PVE, address: null }, REFUSED)?.causes.slice(-2)).toEqual(last);
  });

  it.each([
    ['a redirect', answered(301)],
    ['the complaint of a TLS port', answered(400, 'The plain HTTP request was sent to HTTPS port')],
    ['a redirect that the browser followed', { error: { code: 'source-down' }, elapsedMs: 9 } as Outcome],
    ['a connection that was cut', answered(502)],
  ])('says of %s over http that the address wants https', (_, outcome) => {
    expect(diagnose({ ...PVE, address: 'http://pve-a1:8006' }, outcome)?.causes[0]).toBe('http-address');
  });
});
