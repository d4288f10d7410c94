import type { ArgoAccount, ArgoCluster, ArgoProject, ArgoSyncWindow } from '../../core/products/argocd/parts';
import { count, object, objects, seconds, text, texts, type Json } from '../json';

/** One entry of `GET /api/v1/projects`; null when it has no name. */
export function parseProject(item: Json): ArgoProject | null {
  const name = text(object(item['metadata'])['name']);
  const spec = object(item['spec']);
  return name === null
    ? null
    : { name, description: text(spec['description']), syncWindows: objects(spec['syncWindows']).map(parseWindow) };
}

function parseWindow(window: Json): ArgoSyncWindow {
  return {
    kind: text(window['kind']) ?? '',
    schedule: text(window['schedule']) ?? '',
    duration: text(window['duration']) ?? '',
    timeZone: text(window['timeZone']) ?? 'UTC',
    applications: texts(window['applications']),
    namespaces: texts(window['namespaces']),
    clusters: texts(window['clusters']),
    manualSync: window['manualSync'] === true,
    andOperator: window['andOperator'] === true,
  };
}

/**
 * One entry of `GET /api/v1/clusters`. Older versions tell connection and version beside `info` only. What the controller said is
 * kept for ten minutes: after that the state is empty, and the 0 beside it is no count of applications.
 */
export function parseCluster(item: Json): ArgoCluster | null {
  const server = text(item['server']);
  const name = text(item['name']) ?? server;
  if (name === null) {
    return null;
  }
  const info = object(item['info']);
  const inside = object(info['connectionState']);
  const connection = text(inside['status']) === null ? object(item['connectionState']) : inside;
  const status = text(connection['status']);
  return {
    name,
    server: server ?? '',
    connection: status ?? 'Unknown',
    message: text(connection['message']),
    version: text(info['serverVersion']) ?? text(item['serverVersion']),
    applications: status === null ? null : count(info['applicationsCount']),
  };
}

/** One entry of `GET /api/v1/account`. */
export function parseAccount(item: Json): ArgoAccount | null {
  const name = text(item['name']);
  return name === null
    ? null
    : {
        name,
        enabled: item['enabled'] === true,
        tokens: objects(item['tokens']).map((token) => ({
          id: text(token['id']) ?? '',
          issuedMs: seconds(token['issuedAt']),
          expiresMs: seconds(token['expiresAt']),
        })),
      };
}
