import type { IndexedSource } from '../../src/core/check/ports';
import { prometheusSource } from '../../src/sources/grafana/prometheus';
import { nodeTransport } from '../../src/sources/transport/node';

/** A Viewer's token of the host. */
export async function grafanaToken(url: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
  };
  const post = async (address: string, body: unknown) => {
    const response = await fetch(`${url}${address}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { id: number; key: string };
  };
  const { id } = await post('/api/serviceaccounts', { name: 'bench', role: 'Viewer' });
  const { key } = await post(`/api/serviceaccounts/${id}/tokens`, { name: 'bench' });
  return key;
}

/** The host's Prometheus as the command line reaches it: through Grafana's API, with a Viewer's token. */
export async function grafanaSource(url: string): Promise<IndexedSource> {
  const transport = nodeTransport({ baseUrl: new URL(url), token: await grafanaToken(url) });
  return prometheusSource(transport, { uid: 'prometheus', name: 'Prometheus' });
}
