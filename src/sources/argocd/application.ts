import type { ArgoApplication, ArgoHydration, ArgoOperation } from '../../core/products/argocd/parts';
import { count, isObject, object, objects, text, texts, time, type Json } from '../json';

/** One entry of `GET /api/v1/applications`; null when it has no name. A fresh application has no status yet. */
export function parseApplication(item: Json): ArgoApplication | null {
  const metadata = object(item['metadata']);
  const spec = object(item['spec']);
  const status = object(item['status']);
  const name = text(metadata['name']);
  if (name === null) {
    return null;
  }
  const hydrator = spec['sourceHydrator'];
  const [source = object(isObject(hydrator) ? hydrator['drySource'] : spec['source'])] = objects(spec['sources']);
  const destination = object(spec['destination']);
  const sync = object(status['sync']);
  const health = object(status['health']);
  return {
    name,
    namespace: text(metadata['namespace']) ?? '',
    project: text(spec['project']) ?? 'default',
    destination: {
      cluster: text(destination['name']) ?? text(destination['server']) ?? '',
      namespace: text(destination['namespace']) ?? '',
    },
    repository: text(source['repoURL']),
    targetRevision: text(source['targetRevision']),
    createdMs: time(metadata['creationTimestamp']),
    sync: text(sync['status']) ?? 'Unknown',
    revision: revisionOf(sync),
    health: text(health['status']) ?? 'Unknown',
    healthMessage: text(health['message']),
    healthSinceMs: time(health['lastTransitionTime']),
    ...automation(object(spec['syncPolicy'])['automated']),
    history: historyOf(status['history']),
    historyLimit: count(spec['revisionHistoryLimit']),
    operation: operationOf(status['operationState']),
    hydration: isObject(hydrator) ? hydrationOf(object(status['sourceHydrator'])['currentOperation']) : null,
    conditions: objects(status['conditions']).map((condition) => ({
      type: text(condition['type']) ?? 'Unknown',
      message: text(condition['message']) ?? '',
      sinceMs: time(condition['lastTransitionTime']),
    })),
    outOfSync: objects(status['resources']).filter(differs).map(resourceName),
    images: texts(object(status['summary'])['images']),
    labels: labelsOf(metadata['labels']),
    reconciledMs: time(status['reconciledAt']),
  };
}

/** `revision`, or with several sources `revisions`. */
function revisionOf(of: Json): string | null {
  return text(of['revision']) ?? text(texts(of['revisions']).join(','));
}

/** An empty `automated: {}` is on; since Argo CD 3 it may say `enabled: false`. */
function automation(automated: unknown): { autoSync: boolean; selfHeal: boolean } {
  const autoSync = typeof automated === 'object' && automated !== null && object(automated)['enabled'] !== false;
  return { autoSync, selfHeal: autoSync && object(automated)['selfHeal'] === true };
}

function historyOf(history: unknown): ArgoApplication['history'] {
  return objects(history)
    .flatMap((entry) => {
      const deployedMs = time(entry['deployedAt']);
      return deployedMs === null
        ? []
        : [{ revision: revisionOf(entry), deployedMs, by: initiator(entry['initiatedBy']) }];
    })
    .sort((a, b) => b.deployedMs - a.deployedMs);
}

function operationOf(state: unknown): ArgoOperation | null {
  const operation = object(state);
  const phase = text(operation['phase']);
  if (phase === null) {
    return null;
  }
  return {
    phase,
    isWhole: isWhole(object(object(operation['operation'])['sync'])),
    startedMs: time(operation['startedAt']),
    finishedMs: time(operation['finishedAt']),
    revision: revisionOf(object(operation['syncResult'])),
    message: text(operation['message']),
    by: initiator(object(operation['operation'])['initiatedBy']),
  };
}

function hydrationOf(state: unknown): ArgoHydration {
  const operation = object(state);
  return {
    phase: text(operation['phase']),
    startedMs: time(operation['startedAt']),
    finishedMs: time(operation['finishedAt']),
    message: text(operation['message']),
  };
}

/** Argo CD keeps a sync in the history by the same rule. */
function isWhole(sync: Json): boolean {
  return sync['dryRun'] !== true && objects(sync['resources']).length === 0;
}

function initiator(by: unknown): string | null {
  return text(object(by)['username']) ?? (object(by)['automated'] === true ? 'auto-sync' : null);
}

function differs(resource: Json): boolean {
  return resource['status'] === 'OutOfSync';
}

function resourceName(resource: Json): string {
  const namespace = text(resource['namespace']);
  const name = text(resource['name']) ?? '?';
  return `${text(resource['kind']) ?? 'Resource'} ${namespace === null ? name : `${namespace}/${name}`}`;
}

function labelsOf(labels: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(labels)).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  );
}
