/** @jest-environment node */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startExporters, type Exporters } from '../exporters';
import { createFleet } from '../fleet';
import { serverIdentity } from './authority';
import { simulatorSwitches } from './control';
import { simulatorDataSources } from './dataSources';
import { startSimulators, type Simulators } from './start';

const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-simulators-'));
let simulators: Simulators;
let control: Exporters;

beforeAll(async () => {
  simulators = await startSimulators(createFleet(7, '2026-11-20'), { dataDir: folder });
  control = await startExporters([], { port: 0, others: simulatorSwitches(simulators) });
});
afterAll(async () => {
  await control.close();
  await simulators.close();
  rmSync(folder, { recursive: true });
});

/** Status of a request over TLS, or the code of its error. */
function reach(url: string, options: { ca?: string; servername?: string; authorization?: string }): Promise<string> {
  const { authorization, ...tls } = options;
  return new Promise((resolve) => {
    get(
      url,
      { ...tls, agent: false, headers: { ...(authorization !== undefined && { authorization }) } },
      (response) => {
        response.resume();
        resolve(String(response.statusCode));
      }
    ).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('the certificate', () => {
  it('is good for the names of the servers and this machine, with the authority and not without', async () => {
    const { url, caCert } = simulators.servers['pve-a'];
    const ca = caCert ?? '';
    const version = `${url}/api2/json/version`;
    expect(await reach(version, { ca })).toBe('401');
    expect(await reach(version, { ca, servername: 'pve-a.lab' })).toBe('401');
    expect(await reach(version, { ca, servername: 'other.lab' })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await reach(version, {})).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/);
    const { caCert: another } = await serverIdentity(['localhost']);
    expect(await reach(version, { ca: another })).not.toBe('401');
  });

  it('stays over a restart, and is made anew for other names', async () => {
    const kept = path.join(folder, 'kept');
    const first = await serverIdentity(['a.lab', '127.0.0.1'], kept);
    expect(await serverIdentity(['a.lab', '127.0.0.1'], kept)).toEqual(first);
    const other = await serverIdentity(['b.lab'], kept);
    expect(new X509Certificate(other.cert).subjectAltName).toBe('DNS:b.lab');
    expect(other.caCert).not.toBe(first.caCert);
    const certificate = new X509Certificate(first.cert);
    expect(certificate.verify(new X509Certificate(first.caCert).publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(new X509Certificate(first.caCert).ca).toBe(true);
  });
});

describe('the data sources', () => {
  it('are named as the servers and log in to them', async () => {
    const sources = simulatorDataSources(simulators);
    expect(sources.map(({ uid, name }) => [uid, name])).toEqual(
      ['pve-a', 'pve-b', 'pbs-1', 'argo-prod'].map((name) => [name, name])
    );
    for (const { url, jsonData, secureJsonData } of sources) {
      const { product, user, tokenId } = jsonData;
      const { tokenSecret, token, tlsCACert = '' } = secureJsonData;
      const authorization =
        token === undefined
          ? `${product === 'pbs' ? 'PBS' : 'PVE'}APIToken=${user}!${tokenId}${product === 'pbs' ? ':' : '='}${tokenSecret}`
          : `Bearer ${token}`;
      const address = token === undefined ? `${url}/api2/json/version` : `${url}/api/v1/applications`;
      expect([address, await reach(address, { ca: tlsCACert, authorization })]).toEqual([address, '200']);
    }
  });
});

describe('the lab control', () => {
  const post = async (address: string, method = 'POST') =>
    (await fetch(`http://127.0.0.1:${control.port}${address}`, { method })).status;
  const asked = (name: 'pve-a' | 'argo-prod', where: string) => {
    const { url, caCert } = simulators.servers[name];
    return reach(`${url}${where}`, { ca: caCert ?? '' });
  };

  it('puts servers down and up again', async () => {
    expect(await post('/argo-prod/down')).toBe(200);
    expect(await asked('argo-prod', '/api/version')).toBe('ECONNREFUSED');
    expect(await post('/argo-prod/up')).toBe(200);
    expect(await asked('argo-prod', '/api/version')).toBe('200');
  });

  it('takes nodes away', async () => {
    expect(await post('/pve-a/nodes/pve-a4/down')).toBe(200);
    const { cluster, tokens, url, caCert } = simulators.servers['pve-a'];
    const { user, tokenId, tokenSecret } = tokens.auditor;
    const authorization = `PVEAPIToken=${user}!${tokenId}=${tokenSecret}`;
    const node = cluster.hosts.at(-1)?.node.name ?? '';
    const address = `${url}/api2/json/nodes/${node}/status`;
    expect(await reach(address, { ca: caCert ?? '', authorization })).toBe('595');
    expect(await post('/pve-a/nodes/pve-a4/up')).toBe(200);
    expect(await reach(address, { ca: caCert ?? '', authorization })).toBe('200');
  });

  it.each(['/pve-a/explode', '/pve-c/down', '/pve-a/constructor', '/constructor/down', '/pve-a/nodes/pve-b1/down'])(
    'knows no %s',
    async (address) => {
      expect(await post(address)).toBe(404);
      expect(await post('/pve-a/down', 'GET')).toBe(404);
    }
  );
});
