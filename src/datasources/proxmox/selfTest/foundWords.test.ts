import { dropWords, foundWords, otherAddresses, toDrop } from './foundWords';
import type { ServerFound } from './readServer';
import { responseOf } from './selfTests';

const atMs = 0;
const PVE: ServerFound = {
  ok: true,
  product: 'pve',
  version: { ok: true, atMs, value: { version: '9.1.4', release: '9.1' } },
  serves: {
    product: 'pve',
    cluster: {
      ok: true,
      atMs,
      value: {
        cluster: { name: 'c', quorate: true, nodes: 3 },
        nodes: [
          { name: 'a1', online: true, address: '10.0.0.1', local: true },
          { name: 'a2', online: true, address: '2001:db8::2', local: false },
          { name: 'a3', online: false, address: '10.0.0.3', local: false },
        ],
      },
    },
  },
  capabilities: [],
  excess: [],
  mayNothing: false,
};

describe('what Save & test says', () => {
  it('names product, version, cluster and the nodes that are away', () => {
    expect(foundWords(PVE)).toBe('Proxmox VE 9.1.4, cluster c, 2 of 3 nodes online, offline: a3');
    // An offline node answers nobody.
    expect(otherAddresses(PVE)).toBe('a2 https://[2001:db8::2]:8006');
    expect(responseOf(PVE).status).toBe('success');
  });

  it('calls a host without a cluster a single host, and finds no other address', () => {
    const nodes = [{ name: 'solo', online: true, address: null, local: true }];
    const alone: ServerFound = {
      ...PVE,
      serves: { product: 'pve', cluster: { ok: true, atMs, value: { cluster: null, nodes } } },
    };
    expect(foundWords(alone)).toBe('Proxmox VE 9.1.4, a single host: solo');
    expect(otherAddresses(alone)).toBeNull();
  });

  it('does not call a token fine that may read nothing', () => {
    expect(responseOf({ ...PVE, mayNothing: true })).toMatchObject({ status: 'error' });
  });

  it('is content with a token that has all it takes to read, and not with one that has a part of it', () => {
    type Capability = ServerFound['capabilities'][number];
    const capability = (state: Capability['state'], fields: Partial<Capability> = {}): Capability => ({
      feature: 'guests',
      needs: [{ privilege: 'VM.Audit', path: '/vms' }],
      without: 'guests',
      optional: false,
      state,
      ...fields,
    });
    const status = (...capabilities: Capability[]) => responseOf({ ...PVE, capabilities }).status;
    const has = capability('has');
    expect(status(has, capability('lacks', { optional: true }), capability('lacks', { feature: 'sync' }))).toBe(
      'success'
    );
    expect(status(has, capability('lacks'))).toBe('warning');
    expect(status(has, capability('some'))).toBe('warning');
    expect(status(has, capability('unknown'))).toBe('warning');
  });

  it('warns of what can write, by the topmost paths, and accepts what a feature needs', () => {
    const excess: ServerFound['excess'] = [
      { privilege: 'Sys.Modify', paths: ['/', '/nodes', '/vms'], servesFor: null },
      { privilege: 'VM.Console', paths: ['/vms/1', '/vms/10'], servesFor: null },
      { privilege: 'VM.Backup', paths: ['/'], servesFor: 'backups' },
    ];
    expect(responseOf({ ...PVE, excess }).status).toBe('warning');
    expect(dropWords(toDrop(excess))).toContain('Sys.Modify on /; VM.Console on /vms/1, /vms/10');
    expect(dropWords(toDrop(excess))).not.toContain('VM.Backup');
    const administrator = [...'abcdefghi'].map((privilege) => ({ privilege, paths: ['/'], servesFor: null }));
    expect(dropWords(administrator)).toContain('9 privileges that reading does not need, such as a, b, c.');
    expect(responseOf({ ...PVE, excess: administrator }).details?.verboseMessage).toContain(
      'a, b, c, d, e, f, g, h, i on /.'
    );
    const accepted = responseOf({ ...PVE, excess: excess.slice(2) });
    expect(accepted.status).toBe('success');
    expect(accepted.details?.message).toContain('can also fetch files out of backups');
    expect(responseOf(PVE).details?.message).not.toContain('files');
  });

  it('says what happened, the likeliest cause with its fix, and the others below', () => {
    const response = responseOf({
      ok: false,
      product: 'pve',
      facts: { address: 'https://a1:8006', trust: 'system' },
      diagnosis: { happened: 'unreachable', causes: ['unknown-ca', 'server-stopped'] },
    });
    expect(response).toMatchObject({ status: 'error', message: 'Grafana gets no connection to https://a1:8006' });
    expect(response.details?.message).toMatch(/^Most likely: .*pve-root-ca\.pem/);
    expect(response.details?.verboseMessage).toMatch(/^Or: /);
    expect(response.details?.verboseMessage).toContain('systemctl status pveproxy');
  });

  it('calls a guess no guess where there is only one thing that it can be', () => {
    const response = responseOf({
      ok: false,
      product: 'pve',
      facts: { address: 'http://a1:8006', trust: 'system' },
      diagnosis: { happened: 'redirected', causes: ['http-address'] },
    });
    expect(response.details?.message).toMatch(/^The address begins with http/);
  });

  it('says of a token that is refused what it most likely is, and what else', () => {
    const response = responseOf({
      ok: false,
      product: 'pve',
      facts: { address: 'https://a1:8006', trust: 'ca' },
      diagnosis: { happened: 'token-refused', causes: ['secret', 'expired'] },
    });
    expect(response.details?.message).toMatch(/^Most likely: User, token name or secret/);
    expect(response.details?.verboseMessage).toMatch(/^Or: The token has expired/);
  });
});
