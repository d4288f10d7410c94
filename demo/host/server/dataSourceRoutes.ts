import type { DataSource, DataSourceInput, DataSources } from './dataSources';
import { isUsableAddress } from './goUrl';
import { badRequestData, json, jsonBody, middlewareJson, type Answer } from './http';
import type { AccessControl } from './permissions';
import type { Plugins } from './plugins';
import { checkLoki } from './lokiQuery';
import { checkPrometheus, passedOn } from './prometheusResources';
import { forward } from './proxy';
import { ProxyCache } from './proxyCache';
import type { Route } from './router';
import type { SignedCall } from './signedCall';

const pluginUnavailable = (): Answer =>
  json(500, { statusCode: 500, messageId: 'plugin.unavailable', message: 'Plugin unavailable' });

/** `/api/datasources*` with health, resources and proxy. */
export function dataSourceRoutes(dataSources: DataSources, plugins: Plugins, access: AccessControl): Route[] {
  const proxied = new ProxyCache(dataSources);
  const listed = (one: DataSource) => ({
    id: one.id,
    uid: one.uid,
    orgId: 1,
    name: one.name,
    type: one.type,
    typeName: plugins.dataSourceMeta(one.type)?.name ?? one.type,
    typeLogoUrl: plugins.dataSourceMeta(one.type)?.info.logos.small ?? '',
    access: 'proxy',
    url: one.url,
    user: '',
    database: '',
    basicAuth: false,
    isDefault: one.isDefault,
    jsonData: one.jsonData,
    readOnly: one.readOnly,
  });

  const single = (one: DataSource) => {
    const { typeName: _typeName, ...rest } = listed(one);
    return {
      ...rest,
      basicAuthUser: '',
      withCredentials: false,
      secureJsonFields: Object.fromEntries(Object.keys(one.secureJsonData).map((key) => [key, true])),
      version: one.version,
      apiVersion: '',
    };
  };

  const unknown = (): Answer => json(404, { message: 'Data source not found', traceID: '' });

  const withOne = (work: (one: DataSource, call: SignedCall) => Answer | Promise<Answer>) => (call: SignedCall) => {
    const one = call.params['name'] ? dataSources.byName(call.params['name']) : dataSources.byUid(call.params['uid']!);
    return one ? work(one, call) : unknown();
  };

  const input = (call: SignedCall): DataSourceInput | undefined => {
    const body = jsonBody(call);
    return body && typeof body['name'] === 'string' && typeof body['type'] === 'string'
      ? { ...(body as unknown as DataSourceInput), url: String(body['url'] ?? ''), readOnly: false }
      : undefined;
  };

  const refusal = (wanted: DataSourceInput): Answer | undefined =>
    isUsableAddress(wanted.url) ? undefined : json(400, { message: 'Validation error, invalid URL', traceID: '' });

  const create = (call: SignedCall): Answer => {
    const wanted = input(call);
    if (!wanted) {
      return badRequestData();
    }
    const refused = refusal(wanted);
    if (refused) {
      return refused;
    }
    if (dataSources.byName(wanted.name) || (wanted.uid && dataSources.byUid(wanted.uid))) {
      return json(409, { message: 'data source with the same name already exists', traceID: '' });
    }
    const made = dataSources.add(wanted);
    return json(200, { datasource: single(made), id: made.id, message: 'Datasource added', name: made.name });
  };

  const change = withOne((one, call) => {
    const wanted = input(call);
    if (!wanted) {
      return badRequestData();
    }
    if (one.readOnly) {
      return json(403, { message: 'data source is readonly, can only be updated from configuration', traceID: '' });
    }
    const refused = refusal(wanted);
    if (refused) {
      return refused;
    }
    const changed = dataSources.change(one.uid, wanted);
    return json(200, { datasource: single(changed), id: one.id, message: 'Datasource updated', name: changed.name });
  });

  const remove = withOne((one) => {
    if (one.readOnly) {
      return json(403, { message: 'Cannot delete read-only data source' });
    }
    dataSources.remove(one.uid);
    return json(200, { id: one.id, message: 'Data source deleted' });
  });

  const proxy = (call: SignedCall): Answer | Promise<Answer> => {
    const { uid, id } = call.params;
    if (uid !== undefined && !/^[\w-]{1,40}$/.test(uid)) {
      return middlewareJson(400, { message: 'UID is invalid' });
    }
    const one = proxied.find(uid, id, call.headers['x-grafana-nocache'] === 'true');
    if (!one) {
      return middlewareJson(404, { message: 'Unable to find datasource', traceID: '' });
    }
    return forward(one, plugins.routesOf(one.type), call, access);
  };

  const read = 'datasources:read';
  const query = 'datasources:query';
  return [
    { method: 'GET', path: '/api/datasources', needs: read, answer: () => json(200, dataSources.all().map(listed)) },
    { method: 'POST', path: '/api/datasources', needs: 'datasources:create', answer: create },
    { method: 'GET', path: '/api/datasources/uid/:uid', needs: read, answer: withOne((one) => json(200, single(one))) },
    { method: 'PUT', path: '/api/datasources/uid/:uid', needs: 'datasources:write', answer: change },
    { method: 'DELETE', path: '/api/datasources/uid/:uid', needs: 'datasources:delete', answer: remove },
    {
      method: 'GET',
      path: '/api/datasources/name/:name',
      needs: read,
      answer: withOne((one) => json(200, single(one))),
    },
    {
      method: 'GET',
      path: '/api/datasources/uid/:uid/health',
      needs: query,
      answer: withOne((one) =>
        one.type === 'prometheus' ? checkPrometheus(one) : one.type === 'loki' ? checkLoki(one) : pluginUnavailable()
      ),
    },
    {
      method: '*',
      path: '/api/datasources/uid/:uid/resources/*',
      needs: query,
      answer: withOne((one, call) => {
        switch (one.type) {
          case 'prometheus':
            return passedOn(one.url, call);
          case 'loki':
            return passedOn(`${one.url}/loki/api/v1`, call);
          default:
            return pluginUnavailable();
        }
      }),
    },
    { method: '*', path: '/api/datasources/proxy/uid/:uid/*', needs: query, answer: proxy },
    { method: '*', path: '/api/datasources/proxy/:id/*', needs: query, answer: proxy },
  ];
}
