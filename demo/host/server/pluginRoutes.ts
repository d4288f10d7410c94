import type { Store } from './database';
import { accessDenied, badRequestData, json, jsonBody, type Answer } from './http';
import type { AccessControl } from './permissions';
import type { Plugin, Plugins } from './plugins';
import type { Route } from './router';
import type { SignedCall } from './signedCall';

interface OrgSettings {
  enabled: boolean;
  pinned: boolean;
  jsonData: unknown;
  secureJsonData: Record<string, string>;
}

/** What the organisation has set for the plugins. */
export class PluginSettings {
  constructor(private readonly store: Store) {}

  get(id: string): OrgSettings | undefined {
    const row = this.store.get('select * from plugin_settings where id = ?', [id]);
    return (
      row && {
        enabled: row['enabled'] === 1,
        pinned: row['pinned'] === 1,
        jsonData: JSON.parse(String(row['json'])) as unknown,
        secureJsonData: JSON.parse(String(row['secure'])) as Record<string, string>,
      }
    );
  }

  /** Everything is replaced but the secrets that are not named. */
  save(id: string, settings: OrgSettings): void {
    const secure = { ...this.get(id)?.secureJsonData, ...settings.secureJsonData };
    this.store.run('insert or replace into plugin_settings (id, enabled, pinned, json, secure) values (?,?,?,?,?)', [
      id,
      settings.enabled ? 1 : 0,
      settings.pinned ? 1 : 0,
      JSON.stringify(settings.jsonData),
      JSON.stringify(secure),
    ]);
  }
}

/** `/api/plugins`, and `/api/plugins/<id>/settings`. */
export function pluginRoutes(plugins: Plugins, settings: PluginSettings, access: AccessControl): Route[] {
  const withPlugin = (work: (plugin: Plugin, call: SignedCall) => Answer) => (call: SignedCall) => {
    const plugin = plugins.byId(call.params['id']!);
    return plugin ? work(plugin, call) : json(404, { message: 'Plugin not found, no installed plugin with that id' });
  };

  const read = withPlugin((plugin, call) => {
    const { id, type } = plugin.json;
    if (type === 'app' && !access.may(call.identity, 'plugins.app:access', `plugins:id:${id}`)) {
      return json(403, { message: 'Access Denied' });
    }
    const set = settings.get(id);
    return json(200, {
      ...plugins.settings(plugin),
      enabled: set?.enabled ?? false,
      pinned: set?.pinned ?? false,
      jsonData: set?.jsonData ?? null,
      secureJsonFields: Object.fromEntries(Object.keys(set?.secureJsonData ?? {}).map((key) => [key, true])),
    });
  });

  const write = withPlugin((plugin, call) => {
    const body = jsonBody(call);
    if (!access.may(call.identity, 'plugins:write', `plugins:id:${plugin.json.id}`)) {
      return accessDenied('plugins:write');
    }
    if (!body) {
      return badRequestData();
    }
    // Left out means false: a write without `enabled` switches the app off.
    settings.save(plugin.json.id, {
      enabled: body['enabled'] === true,
      pinned: body['pinned'] === true,
      jsonData: body['jsonData'] ?? null,
      secureJsonData: (body['secureJsonData'] as Record<string, string> | undefined) ?? {},
    });
    return json(200, { message: 'Plugin settings updated' });
  });

  const list = (call: SignedCall): Answer => {
    const type = call.query.get('type');
    return json(
      200,
      plugins.all
        .filter((plugin) => !type || plugin.json.type === type)
        .map((plugin) => ({ ...plugins.settings(plugin), enabled: true, pinned: false }))
    );
  };

  return [
    { method: 'GET', path: '/api/plugins', needs: 'datasources:create', answer: list },
    { method: 'GET', path: '/api/plugins/:id/settings', answer: read },
    { method: 'POST', path: '/api/plugins/:id/settings', needs: 'plugins:write', answer: write },
  ];
}
