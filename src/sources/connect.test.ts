/** @jest-environment node */
import type { DataSource } from '../core/connection/dataSource';
import { ARGOCD } from '../core/products/argocd/product';
import { PROXMOX_BACKUP } from '../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../core/products/proxmox-ve/product';
import { serversOf } from '../core/products/source';
import { connect, logRefs, metricRefs } from './connect';
import { scripted } from './transport/fakeTransport';
import type { TransportResponse } from './transport/port';

const ref = (uid: string, type: string, isDefault = false): DataSource => ({
  uid,
  name: uid.toUpperCase(),
  type,
  isDefault,
});
const uids = (...args: Parameters<typeof metricRefs>) => metricRefs(...args).map(({ uid }) => uid);

describe('which metric sources are asked', () => {
  const sources = [
    ref('amp', 'grafana-amazonprometheus-datasource'),
    ref('loki', 'loki', true),
    ref('prom', 'prometheus'),
  ];

  it('is the default one when it takes PromQL, else the first by name', () => {
    expect(uids({ version: 1 }, sources)).toEqual(['amp']);
    expect(uids({ version: 1 }, [...sources.slice(0, 2), ref('prom', 'prometheus', true)])).toEqual(['prom']);
    expect(uids({ version: 1 }, [ref('loki', 'loki', true)])).toEqual([]);
  });

  it('is what the settings name, in that order', () => {
    expect(uids({ version: 1, sources: { metrics: ['prom', 'amp'] } }, sources)).toEqual(['prom', 'amp']);
    expect(uids({ version: 1, sources: { metrics: [] } }, sources)).toEqual([]);
  });

  it('still asks one that was named and is gone, so that its checks are unknown', () => {
    expect(metricRefs({ version: 1, sources: { metrics: ['gone'] } }, sources)).toEqual([
      { uid: 'gone', name: 'gone' },
    ]);
  });
});

describe('which sources of logs are asked', () => {
  const sources = [ref('a', 'loki'), ref('prom', 'prometheus', true), ref('z', 'loki')];
  const uidsOf = (...args: Parameters<typeof logRefs>) => logRefs(...args).map(({ uid }) => uid);

  it('is every Loki, else what the settings name, what is gone with it', () => {
    expect(uidsOf({ version: 1 }, sources)).toEqual(['a', 'z']);
    expect(uidsOf({ version: 1, sources: { logs: ['z', 'gone'] } }, sources)).toEqual(['z', 'gone']);
    expect(uidsOf({ version: 1, sources: { logs: [] } }, sources)).toEqual([]);
  });
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
