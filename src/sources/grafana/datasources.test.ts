/** @jest-environment node */
import { scripted } from '../transport/fakeTransport';
import { listDataSources } from './datasources';
import { exchange } from './testData';

const signal = new AbortController().signal;
const answer = (file: string, name: string) => {
  const { status, body } = exchange(file, name);
  return { status, body };
};
const listed = answer('identity-and-settings', 'data sources listed');
const refused = answer('identity-and-settings', 'data sources listed, no role');
const frontend = answer('platform', 'frontend settings (data sources and panels of ours, keys)');

describe('the list of data sources', () => {
  it('is read in one request where that is allowed, by name', async () => {
    const transport = scripted(listed);
    const refs = await listDataSources(transport, signal);
    expect(refs).toHaveLength((listed.body as unknown[]).length);
    expect(refs.map(({ name }) => name)).toEqual(refs.map(({ name }) => name).sort());
    const address = 'http://127.0.0.1:3100';
    expect(refs).toContainEqual({ uid: 'loki', name: 'Loki', type: 'loki', isDefault: false, address });
    expect(refs.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    expect(transport.asked).toHaveLength(1);
  });

  it('is what the frontend may query where listing is refused, without the built-in ones', async () => {
    const body = frontend.body as { datasources: Record<string, unknown> };
    const builtIn = { uid: 'grafana', name: '-- Grafana --', type: 'grafana', isDefault: false };
    const withBuiltIn = { ...body, datasources: { ...body.datasources, '-- Grafana --': builtIn } };
    const transport = scripted(refused, { status: 200, body: withBuiltIn });
    const refs = await listDataSources(transport, signal);
    expect(refs.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Argo', false],
      ['Loki', false],
      ['PVE', false],
      ['Prometheus', true],
    ]);
  });

  it('says which Proxmox product stands behind one, and takes no path of the proxy for an address', async () => {
    const listedAs = (jsonData: unknown, url: unknown) => ({
      status: 200,
      body: [{ uid: 'x', name: 'x', type: 'opsrounds-proxmox-datasource', isDefault: false, jsonData, url }],
    });
    const read = async (jsonData: unknown, url: unknown) =>
      (await listDataSources(scripted(listedAs(jsonData, url)), signal))[0];
    expect(await read({ product: 'pbs' }, 'https://pbs-1:8007')).toMatchObject({
      product: 'pbs',
      address: 'https://pbs-1:8007',
    });
    expect(await read({ product: 7 }, '/api/datasources/proxy/uid/x')).toEqual({
      uid: 'x',
      name: 'x',
      type: 'opsrounds-proxmox-datasource',
      isDefault: false,
    });
    expect(await read(null, undefined)).not.toHaveProperty('product');
  });

  it('is an error for an account that may not query anything', async () => {
    const transport = scripted(refused, { status: 200, body: { datasources: {} } });
    await expect(listDataSources(transport, signal)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is an error when something else answers', async () => {
    await expect(listDataSources(scripted({ status: 200, body: '<html>' }), signal)).rejects.toMatchObject({
      code: 'bad-response',
    });
    const invalid = answer('identity-and-settings', 'invalid token');
    await expect(listDataSources(scripted(invalid), signal)).rejects.toMatchObject({
      code: 'unauthorized',
      detail: 'Invalid API key',
    });
  });
});
