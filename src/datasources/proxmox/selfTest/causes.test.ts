import type { Facts } from '../../../core/inventory/diagnosis';
import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { diagnose } from '../../../sources/grafana/diagnose';
import { VERSION } from '../../../sources/proxmox/version';
import { suspectsOf } from './causes';

const PVE = { product: 'pve' as ProxmoxProduct, address: 'https://pve-a1:8006' as string | null };

function causes({ product, address }: typeof PVE, status: number, body?: unknown) {
  const facts: Facts = { address, trust: 'ca' };
  const suspects = (known: Facts) => suspectsOf(product, known);
  const outcome = { response: { status, body }, elapsedMs: 20 };
  return diagnose({ isVersion: VERSION.isVersion, suspects }, facts, outcome)?.causes;
}

it('knows a version in its envelope, and takes nothing else for one', () => {
  expect(causes(PVE, 200, { data: { version: '9.1.4', release: '9.1' } })).toBeUndefined();
  for (const body of [undefined, {}, { data: [] }, { data: null }, { version: '9.1.4' }]) {
    expect(causes(PVE, 200, body)).toEqual(['wrong-port', 'proxy-in-front']);
  }
});

it.each([404, 501])('suspects a path in the address of a %d, where there is one', (status) => {
  const of = (address: string | null) => causes({ ...PVE, address }, status);
  expect(of('https://pve-a1:8006/api2/json')?.[0]).toBe('path-in-address');
  for (const address of ['https://pve-a1:8006', 'https://pve-a1:8006/', null]) {
    expect(of(address)).not.toContain('path-in-address');
  }
});

it('suspects the product first at the port of the other one, elsewhere a proxy alone after it', () => {
  const refused = (source: Partial<typeof PVE>) =>
    causes({ ...PVE, ...source }, 400, 'Authentication to data source failed');
  expect(refused({ address: 'https://pbs-1:8007/' })?.[0]).toBe('wrong-product');
  expect(refused({ product: 'pbs' })?.[0]).toBe('wrong-product');
  const last = ['wrong-product', 'proxy-sign-in'];
  expect(refused({ address: 'https://pve-a1:18007' })?.slice(-2)).toEqual(last);
  expect(refused({ address: null })?.slice(-2)).toEqual(last);
});

it('says of a connection over http that was cut that the address wants https', () => {
  expect(causes({ ...PVE, address: 'http://pve-a1:8006' }, 502)?.[0]).toBe('http-address');
});
