/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { settingsSchema } from '../src/core/settings/settings';
import { ALL_KINDS as ARGOCD_KINDS } from '../src/datasources/argocd/query';
import { KINDS as PROXMOX_KINDS } from '../src/datasources/proxmox/query';
import { createFleet } from './lab/fleet';
import { everySeries } from './lab/targets';

interface Asked {
  datasource: { type: string; uid: string };
  /** Of Prometheus. */
  expr?: string;
  /** Of data sources of ours. */
  kind?: string;
}

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { type: string; uid: string };
  targets?: Asked[];
  options?: Record<string, unknown>;
}

interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
  annotations: { list: Array<{ datasource: Asked['datasource']; target: Omit<Asked, 'datasource'> }> };
  templating: { list: Array<{ name: string; type: string; query: string }> };
}

const root = path.resolve(__dirname, '..');
const kindsOf: Record<string, readonly string[]> = {
  'opsrounds-proxmox-datasource': Object.keys(PROXMOX_KINDS),
  'opsrounds-argocd-datasource': ARGOCD_KINDS,
};
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
const yaml = (file: string): Record<string, never> => parse(text(file), { uniqueKeys: true });

/** Ids of the app and of all plugins nested in it. */
function pluginIds(): string[] {
  const manifests = [
    'src/plugin.json',
    ...['src/panels', 'src/datasources'].flatMap((folder) =>
      readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}/plugin.json`)
    ),
  ];
  return manifests.map((file) => (JSON.parse(text(file)) as { id: string }).id);
}

/** Names of the metrics in an expression; fails the test when it does not parse. */
function metricsOf(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, type, from, to }) => {
      if (type.isError) {
        throw new Error(`no PromQL at ${from}: ${expr}`);
      }
      if (name === 'VectorSelector') {
        names.push(/^[\w:]+/.exec(expr.slice(from, to))?.[0] ?? '');
      }
    },
  });
  return names;
}

/** What a tile covers for who has it; the lab has none. */
const ELSEWHERE = new Set(['nginx_ingress_controller_ssl_expire_time_seconds']);

describe('docker-compose.yaml', () => {
  interface Service {
    image?: string;
    environment?: Record<string, string>;
    ports?: string[];
    volumes?: string[];
    depends_on?: string[] | Record<string, unknown>;
  }
  const compose = yaml('docker-compose.yaml') as unknown as { services: Record<string, Service>; volumes: object };

  it('allows the app and every nested plugin, each by its id', () => {
    const allowed = compose.services['grafana']?.environment?.['GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS'];
    expect(allowed?.split(',').sort()).toEqual(pluginIds().sort());
  });

  it('takes the Grafana that is asked for and listens on this machine only', () => {
    expect(compose.services['grafana']?.image).toMatch(/^grafana\/grafana:\$\{GRAFANA_VERSION:-12\.4\.\d+\}$/);
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports).toHaveLength(3);
    expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });

  it('names only services and volumes that it has', () => {
    const named = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0] ?? '')
    );
    expect(named.filter((name) => !name.startsWith('.') && !(name in compose.volumes))).toEqual([]);
    const needed = Object.values(compose.services).flatMap(({ depends_on = [] }) =>
      Array.isArray(depends_on) ? depends_on : Object.keys(depends_on)
    );
    expect(needed.filter((name) => !(name in compose.services))).toEqual([]);
  });
});

describe('provisioning', () => {
  it('has a default Prometheus with the interval of the history', () => {
    const { datasources } = yaml('provisioning/datasources/prometheus.yaml') as unknown as { datasources: object[] };
    expect(datasources).toEqual([
      expect.objectContaining({
        type: 'prometheus',
        uid: 'prometheus',
        isDefault: true,
        jsonData: { timeInterval: '2m' },
      }),
    ]);
  });

  it("has the lab's simulators as the demo has them, their secrets from files", () => {
    const { datasources } = yaml('provisioning/datasources/simulators.yaml') as unknown as {
      datasources: Array<{ uid: string; name: string; type: string; secureJsonData: Record<string, string> }>;
    };
    expect(datasources.map(({ uid, name }) => [uid, name])).toEqual(
      ['pve-a', 'pve-b', 'pbs-1', 'argo-prod'].map((name) => [name, name])
    );
    expect(datasources.filter(({ type }) => !pluginIds().includes(type))).toEqual([]);
    for (const { uid, secureJsonData } of datasources) {
      for (const [key, value] of Object.entries(secureJsonData)) {
        expect(value).toBe(`$__file{/lab/simulators/${uid}.${key}}`);
      }
    }
    expect(text('docker-compose.yaml')).toContain('- lab-data:/lab:ro');
  });

  it('shows own servers as data sources, without a secret in it', () => {
    const example = yaml('provisioning/examples/datasources.yaml') as unknown as {
      datasources: Array<{ type: string; url: string; secureJsonData: Record<string, string> }>;
    };
    expect(example.datasources.map(({ type }) => type).filter((type) => !pluginIds().includes(type))).toEqual([]);
    for (const { url, secureJsonData } of example.datasources) {
      expect(url).toMatch(/^https:\/\//);
      expect(Object.values(secureJsonData).filter((value) => !/^\$(OPSROUNDS_\w+|__file\{.+\})$/.test(value))).toEqual(
        []
      );
    }
  });

  it('turns the app on with settings that fit its schema', () => {
    const { apps } = yaml('provisioning/plugins/opsrounds.yaml') as unknown as {
      apps: Array<{ type: string; disabled: boolean; jsonData: unknown }>;
    };
    expect(apps).toEqual([expect.objectContaining({ type: 'opsrounds-ops-app', disabled: false })]);
    expect(settingsSchema.parse(apps[0]?.jsonData)).toMatchObject({
      timezone: 'Europe/Berlin',
      checklists: ['morning'],
    });
  });

  it('looks for dashboards where docker-compose mounts them', () => {
    const { providers } = yaml('provisioning/dashboards/opsrounds.yaml') as unknown as {
      providers: Array<{ options: { path: string } }>;
    };
    expect(text('docker-compose.yaml')).toContain(`./dashboards:${providers[0]?.options.path}:ro`);
  });
});

describe.each(readdirSync(path.join(root, 'dashboards')))('dashboards/%s', (file) => {
  const dashboard = JSON.parse(text(`dashboards/${file}`)) as Dashboard;
  const { panels } = dashboard;
  const inLab = new Set(everySeries(createFleet(7, '2026-11-20')).map(({ name }) => name));

  it('has its own uid and panels with ids of their own', () => {
    expect(dashboard.uid).toMatch(/^opsrounds-[a-z-]+$/);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('has panels that every Grafana and the demo host can draw', () => {
    const known = ['stat', 'timeseries', 'table', ...pluginIds().filter((id) => id.endsWith('-panel'))];
    expect(panels.map(({ type }) => type).filter((type) => !known.includes(type))).toEqual([]);
  });

  it('lays its panels on the grid without overlaps', () => {
    const taken = new Map<string, string>();
    for (const { title, gridPos } of panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect([title, taken.get(`${x},${y}`)]).toEqual([title, undefined]);
          taken.set(`${x},${y}`, title);
        }
      }
    }
  });

  it('asks the data sources that the reader chooses, and only for what they have', () => {
    const chosen = new Map(dashboard.templating.list.map(({ name, type, query }) => [`\${${name}}`, [type, query]]));
    const asked = [
      ...panels.flatMap(({ targets: of = [] }) => of),
      ...dashboard.annotations.list.map(({ datasource, target }) => ({ ...target, datasource })),
    ];
    const isOurs = panels.every(({ type }) => /^(opsrounds-|row$|text$)/.test(type));
    expect(isOurs || asked.length > 5).toBe(true);
    for (const { expr, kind, datasource } of asked) {
      expect(chosen.get(datasource.uid)).toEqual(['datasource', datasource.type]);
      if (datasource.type === 'prometheus') {
        const metrics = metricsOf(expr ?? '');
        expect(metrics.length).toBeGreaterThan(0);
        expect(metrics.filter((name) => !inLab.has(name) && !ELSEWHERE.has(name))).toEqual([]);
      } else {
        expect(kindsOf[datasource.type]).toContain(kind);
      }
    }
  });

  it('shows in panels of ours what the reader chooses', () => {
    const variables = dashboard.templating.list.map(({ name }) => `\${${name}}`);
    for (const { options } of panels.filter(({ type }) => /proxmox|argocd/.test(type))) {
      expect(variables).toContain(options?.['source']);
    }
  });
});
