/** @jest-environment node */
import type { DataSource } from '../core/connection/dataSource';
import { ARGOCD } from '../core/products/argocd/product';
import { PROXMOX_BACKUP } from '../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../core/products/proxmox-ve/product';
import { serversOf } from '../core/products/source';
import { connect } from './connect';
import { scripted } from './transport/fakeTransport';
import type { TransportResponse } from './transport/port';

const ref = (uid: string, type: string, isDefault = false): DataSource => ({
  uid,
  name: uid.toUpperCase(),
  type,
  isDefault,
});
describe('the servers that are read part by part', () => {
  const proxmox = (uid: string, jsonData?: unknown) => ({ ...ref(uid, 'opsrounds-proxmox-datasource'), jsonData });
  const connected = (listed: unknown[]) =>
    connect(
      scripted({ status: 200, body: { enabled: true, jsonData: {} } }, { status: 200, body: listed }),
      new AbortController().signal
    );
  const names = (sources: ReadonlyArray<{ inventory: { uid: string; name: string } }>) =>
    sources.map(({ inventory: { uid, name } }) => [uid, name]);

  it('are taken for the product that the data source names, for a Proxmox VE without one', async () => {
    const argocd = ref('argo', 'opsrounds-argocd-datasource');
    const connection = await connected([proxmox('a', { product: 'pve' }), proxmox('b', { product: 'pbs' }), argocd]);
    expect(names(serversOf(connection.sources, PROXMOX_VE))).toEqual([['a', 'A']]);
    expect(names(serversOf(connection.sources, PROXMOX_BACKUP))).toEqual([['b', 'B']]);
    expect(names(serversOf(connection.sources, ARGOCD))).toEqual([['argo', 'ARGO']]);
    expect(connection.registry.proxmox?.sources.map(({ uid }) => uid)).toEqual(['a', 'b']);
    expect(names(serversOf((await connected([proxmox('c')])).sources, PROXMOX_VE))).toEqual([['c', 'C']]);
  });

  it('leave their kinds of checks without a source where there is none', async () => {
    const { registry } = await connected([ref('prom', 'prometheus')]);
    expect([registry.proxmox?.sources, registry.argocd?.sources]).toEqual([[], []]);
  });
});

describe('activated versions of checklists', () => {
  const active = { templates: { morning: 'a'.repeat(64) } };
  const connected = (jsonData: object, ...answers: TransportResponse[]) => {
    const transport = scripted(
      { status: 200, body: { enabled: true, jsonData } },
      { status: 200, body: [] },
      ...answers
    );
    return connect(transport, new AbortController().signal);
  };

  it('are asked for only where somebody activated one', async () => {
    // A third request would have no answer.
    expect((await connected({})).templates).toEqual({ bySha: new Map(), failed: null });
    expect((await connected(active, { status: 200, body: [] })).templates).toEqual({ bySha: new Map(), failed: null });
  });

  it('are unknown, with the reason, where the journal does not answer', async () => {
    const { templates } = await connected(active, { status: 500, body: { message: 'database is locked' } });
    expect(templates.failed).not.toBeNull();
  });
});
