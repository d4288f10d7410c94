import fc from 'fast-check';

import { proxmoxAddressProblem } from './address';

describe('proxmoxAddressProblem', () => {
  it('has nothing to say about an address as it should be', () => {
    expect(proxmoxAddressProblem('https://pve-a1.example.com:8006', 'pve')).toBeNull();
    expect(proxmoxAddressProblem(' https://[2001:db8::7]:8007/ ', 'pbs')).toBeNull();
    expect(proxmoxAddressProblem('https://gate.example.com:443/pve', 'pve')).toBeNull();
  });

  it.each([
    ['', 'empty', undefined],
    ['pve-a1', 'no-scheme', 'https://pve-a1:8006'],
    ['10.0.0.7:8006', 'no-scheme', 'https://10.0.0.7:8006'],
    ['htps://pve-a1', 'no-scheme', 'https://pve-a1:8006'],
    ['two words', 'no-scheme', undefined],
    ['https://', 'unreadable', undefined],
    ['https://pve a1', 'unreadable', undefined],
    ['https://root:geheim@pve-a1:8006', 'credentials', 'https://pve-a1:8006'],
    ['https://pve-a1:8006/api2/json', 'path', 'https://pve-a1:8006'],
    ['https://pve-a1:8006/#v1:0:18:4', 'path', 'https://pve-a1:8006'],
    ['https://gate.example.com:8443/pve/api2/json/', 'path', 'https://gate.example.com:8443/pve'],
  ])('refuses %p as %s and offers %p', (address, code, fix) => {
    expect(proxmoxAddressProblem(address, 'pve')).toEqual({ code, blocks: true, ...(fix !== undefined && { fix }) });
  });

  it.each([
    ['http://pve-a1:8006', { code: 'http', blocks: false, fix: 'https://pve-a1:8006' }],
    ['http://pve-a1', { code: 'http', blocks: false, fix: 'https://pve-a1:8006' }],
    ['https://pve-a1', { code: 'no-port', blocks: false, fix: 'https://pve-a1:8006' }],
    ['https://pve-a1:8007', { code: 'other-product', blocks: false, product: 'pbs' }],
  ])('warns about %p', (address, problem) => {
    expect(proxmoxAddressProblem(address, 'pve')).toEqual(problem);
  });

  it('offers only addresses that it does not refuse itself, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.domain().map((host) => `${host}:8006/api2/json`)
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('pve' as const, 'pbs' as const), (text, product) => {
        const problem = proxmoxAddressProblem(text, product);
        const fix = problem && 'fix' in problem ? problem.fix : undefined;
        return fix === undefined || proxmoxAddressProblem(fix, product)?.blocks !== true;
      })
    );
  });
});
