import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startHost } from '../../../demo/host/server';
import { freePort } from '../../freePort';
import { startRecordedPrometheus } from './prometheus';
import { readRecording, type Exchange } from './recording';
import { startUpstream, type Upstream } from './upstream';

/** The host, made to stand where the recorded Grafana stood at its start. */
export interface Stage {
  url: string;
  upstream: Upstream;
  /** Real ports in an answer become the recorded ones. */
  withRecordedPorts(text: string): string;
  /** Authorization header of a recorded `as`. */
  authorization(as: string): string | undefined;
  /** As an administrator. */
  send(method: string, path: string, body: unknown, as?: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

type Json = Record<string, unknown>;

const bodyOf = (recording: Exchange[], start: string): Json =>
  recording.find(({ name }) => name.startsWith(start))!.body as Json;

/** Writes the `plugin.json` files whose traces the recording shows. */
function writePlugins(folder: string): void {
  const identity = readRecording('identity-and-settings.json');
  const platform = readRecording('platform.json');
  const frontend = bodyOf(platform, 'frontend settings') as {
    datasources: Record<string, { meta: Json }>;
    panels: Record<string, Json>;
  };
  const write = (at: string, plugin: Json) => {
    mkdirSync(path.join(folder, at), { recursive: true });
    const info = plugin['info'] as Json;
    const logos = { small: 'img/logo.svg', large: 'img/logo.svg' };
    writeFileSync(path.join(folder, at, 'plugin.json'), JSON.stringify({ ...plugin, info: { ...info, logos } }));
  };
  write('.', bodyOf(identity, 'plugins opsrounds-ops-app settings'));
  const withDependencies = (plugin: Json) => ({ ...plugin, dependencies: { grafanaDependency: '>=12.4.0-0' } });
  write('panels/checklist', withDependencies({ ...frontend.panels['opsrounds-checklist-panel'], type: 'panel' }));
  for (const [at, name] of Object.entries({ 'datasources/proxmox': 'PVE', 'datasources/argocd': 'Argo' })) {
    const { extensions: _extensions, ...meta } = frontend.datasources[name]!.meta;
    write(at, meta);
  }
}

const proxmox = 'opsrounds-proxmox-datasource';
const argocd = 'opsrounds-argocd-datasource';

function dataSources(prometheus: string, upstream: string, closed: string, closedToo: string) {
  const one = (uid: string, name: string, type: string, url: string, secureJsonData = {}, jsonData = {}) => ({
    uid,
    name,
    type,
    url,
    jsonData,
    secureJsonData,
  });
  return [
    { ...one('prom', 'Prometheus', 'prometheus', prometheus, {}, { timeInterval: '5s' }), isDefault: true },
    one('promdead', 'PromDead', 'prometheus', closed),
    one('loki', 'Loki', 'loki', 'http://127.0.0.1:3100'),
    one('pve', 'PVE', proxmox, upstream, { apiToken: 'good' }),
    one('pvebad', 'PVEbad', proxmox, upstream, { apiToken: 'bad' }),
    one('pvedown', 'PVEdown', proxmox, closedToo),
    one('argo', 'Argo', argocd, upstream, { apiToken: 'good' }),
  ];
}

/** Starts upstream, Prometheus and host in a folder of their own; `shift` is the seconds the recording's times are moved by. */
export async function setStage(shift: number): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-conformance-'));
  const upstream = await startUpstream();
  const [prometheusPort, closedPort, closedToo] = [await freePort(), await freePort(), await freePort()];
  const prometheus = await startRecordedPrometheus(
    path.join(folder, 'prometheus'),
    prometheusPort,
    `127.0.0.1:${upstream.port}`,
    shift
  );
  writePlugins(path.join(folder, 'dist'));
  const closed = `http://127.0.0.1:${closedPort}`;
  const host = await startHost({
    port: 0,
    dataDir: path.join(folder, 'host'),
    prometheusUrl: prometheus.url,
    distDir: path.join(folder, 'dist'),
    dashboardsDir: path.join(folder, 'no-dashboards'),
    appSettings: { timezone: 'Europe/Berlin' },
    dataSources: dataSources(
      prometheus.url,
      `http://127.0.0.1:${upstream.port}`,
      closed,
      `http://127.0.0.1:${closedToo}`
    ),
  });
  const tokens: Record<string, string> = { glsa_invalid: 'glsa_invalid' };

  const authorization = (as: string): string | undefined => {
    const token = tokens[as];
    return token ? `Bearer ${token}` : as === 'anonymous' ? undefined : `Basic ${btoa(`${as}:${as}`)}`;
  };

  const send: Stage['send'] = async (method, address, body, as = 'admin') => {
    const response = await fetch(`${host.url}${address}`, {
      method,
      headers: { authorization: authorization(as)!, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${address}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as Json;
  };

  for (const [name, role] of [
    ['rounds-viewer', 'Viewer'],
    ['rounds-editor', 'Editor'],
    ['rounds-none', 'None'],
  ] as const) {
    const { id } = await send('POST', '/api/serviceaccounts', { name, role });
    const token = await send('POST', `/api/serviceaccounts/${id as number}/tokens`, { name });
    tokens[name] = token['key'] as string;
  }
  const overview = bodyOf(readRecording('platform.json'), 'dashboard by uid')['dashboard'] as Json;
  const blank = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5'].map((uid) => ({
    uid,
    title: `D ${uid}`,
    panels: [],
    schemaVersion: 41,
  }));
  const { id: _id, version: _version, ...model } = overview;
  for (const dashboard of [model, ...blank]) {
    await send('POST', '/api/dashboards/db', { dashboard });
  }
  const viewer = await send('GET', '/api/users/lookup?loginOrEmail=viewer', undefined);
  await send('POST', `/api/access-control/dashboards/ov/users/${viewer['id'] as number}`, { permission: 'Edit' });
  await send('POST', '/api/annotations', { dashboardUID: 'ov', text: 'on dash', tags: ['opsrounds:sign'] }, 'editor');
  const secrets = {
    enabled: true,
    pinned: true,
    jsonData: { timezone: 'Europe/Berlin' },
    secureJsonData: { token: 'x', k: 'y' },
  };
  await send('POST', '/api/plugins/opsrounds-ops-app/settings', secrets);

  return {
    url: host.url,
    upstream,
    authorization,
    send,
    withRecordedPorts: (text) =>
      text
        .replaceAll(`127.0.0.1:${prometheusPort}`, '127.0.0.1:9090')
        .replaceAll(`127.0.0.1:${upstream.port}`, '127.0.0.1:8106')
        .replaceAll(`127.0.0.1:${closedPort}`, '127.0.0.1:9091')
        .replaceAll(`127.0.0.1:${closedToo}`, '127.0.0.1:8107'),
    close: async () => {
      await host.close();
      await prometheus.stop();
      await upstream.close();
      rmSync(folder, { recursive: true });
    },
  };
}
