import { readForeign, type Field } from './foreignField';
import { Harvest, type ForeignNote, type ForeignReading } from './foreignObjective';
import { readOpenslo } from './openslo';
import type { OpensloFile, OpensloVersion } from './opensloIndicator';
import { readPyrra } from './pyrra';
import { readSloth } from './sloth';

const SLOTH_FILE = 'prometheus/v1';
const SLOTH_RESOURCE = 'sloth.slok.dev/v1';
const PYRRA_RESOURCE = 'pyrra.dev/v1alpha1';

/** Why a field that nobody looked at is not carried, by its name. */
const LEFT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alerting: 'alerts follow from the burn rates of the window: names and labels of theirs are not carried',
    alertPolicies: 'alerts follow from the burn rates of the window: their policies are not carried',
    labels: 'objectives have no labels',
    annotations: 'objectives have no annotations',
    namespace: 'objectives have no namespace',
    performanceOverAccuracy: 'how it is recorded is no part of an objective',
    description: 'an objective says once what it promises',
    spec: 'nothing in the file refers to it',
    plugins: 'plugins are not run',
    slo_plugins: 'plugins are not run',
    sloPlugins: 'plugins are not run',
  })
);

/** Documents of OpenSLO that are no objectives. */
const SIDE_KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Service: 'a service is its name here',
    AlertPolicy: 'alerts follow from the burn rates of the window',
    AlertCondition: 'alerts follow from the burn rates of the window',
    AlertNotificationTarget: 'who is told is set in Alertmanager or Grafana',
    DataSource: 'the data source is chosen in Ops Rounds',
  })
);

/** What only Helm fills in, on a line that is no comment. Other templates stand in alerts as well, where they belong. */
const HELM =
  /^(?![ \t]*#).*\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files)\b|(?:include|toYaml|tpl)\b|["`]\s*\{\{)/m;

/** Objectives of a file of OpenSLO, Sloth or Pyrra; several documents may be mixed. Never throws: what is no objective says why. */
export function importObjectives(text: string): ForeignReading {
  const harvest = new Harvest();
  const helm = HELM.exec(text);
  if (helm) {
    const line = text.slice(0, helm.index).split(/\r\n|\r|\n/).length;
    harvest.refused.push({ slo: '', line, field: '', why: 'this is a template of Helm: render it first' });
    return { formats: [], objectives: [], left: [], refused: harvest.refused };
  }
  const { documents, broken, unseen } = readForeign(text);
  const hint = /\{\{(?!-?\s*\.?window)|\{%/i.test(text) ? '; if the file is a template, render it first' : '';
  harvest.refused.push(...broken.map((note) => ({ ...note, slo: '', why: note.why + hint })));
  const all = documents.flatMap(listed);
  if (all.length === 0 && broken.length === 0) {
    harvest.refused.push({ slo: '', line: 1, field: '', why: 'the file is empty' });
  }
  const file = opensloFile(all);
  for (const document of all) {
    readDocument(document, file, harvest);
  }
  for (const document of all) {
    for (const field of unseen(document)) {
      harvest.leave(document.at('metadata').at('name').text() ?? '', field, whyLeft(field));
    }
  }
  return {
    formats: [...harvest.formats],
    objectives: harvest.objectives,
    left: inOrder(harvest.left),
    refused: inOrder(harvest.refused),
  };
}

/** By line, each once: objectives of one SLO share its indicator. */
function inOrder(notes: readonly ForeignNote[]): readonly ForeignNote[] {
  const once = new Map(notes.map((note) => [JSON.stringify(note), note]));
  return [...once.values()].sort((a, b) => a.line - b.line);
}

function whyLeft({ path }: Field): string {
  const inside = /\b(labels|annotations)\./.exec(path)?.[1];
  return LEFT.get(inside ?? path.split('.').pop() ?? '') ?? 'it is not known here';
}

/** The items of a Kubernetes list, also of one kind such as `ServiceLevelObjectiveList`. */
function listed(document: Field): Field[] {
  const items = document.at('items');
  const isList = document.at('kind').text()?.endsWith('List') === true && items.exists;
  return isList ? items.items() : [document];
}

function opensloFile(documents: readonly Field[]): OpensloFile {
  const ofKind = (kind: string) =>
    documents
      .filter((document) => opensloVersion(document.at('apiVersion').text() ?? '') !== undefined)
      .filter((document) => document.at('kind').text() === kind)
      .map((document) => [document.at('metadata').at('name').text() ?? '', document] as const);
  return {
    indicators: new Map(ofKind('SLI')),
    sources: new Map(
      ofKind('DataSource').map(([name, document]) => [name, document.at('spec').at('type').text() ?? ''] as const)
    ),
  };
}

function readDocument(document: Field, file: OpensloFile, harvest: Harvest): void {
  const apiVersion = document.at('apiVersion').text() ?? '';
  const kind = document.at('kind').text() ?? '';
  const version = document.at('version').text() ?? '';
  const openslo = opensloVersion(apiVersion);
  if (version === SLOTH_FILE) {
    harvest.formats.add(`sloth ${SLOTH_FILE}`);
    readSloth(document, document.at('labels'), harvest);
  } else if (apiVersion === SLOTH_RESOURCE && kind === 'PrometheusServiceLevel') {
    harvest.formats.add(SLOTH_RESOURCE);
    document.at('metadata').at('name').text();
    readSloth(document.at('spec'), document.at('metadata').at('labels'), harvest);
  } else if (apiVersion === PYRRA_RESOURCE && kind === 'ServiceLevelObjective') {
    harvest.formats.add(PYRRA_RESOURCE);
    readPyrra(document, harvest);
  } else if (openslo !== undefined) {
    harvest.formats.add(openslo);
    readOpensloDocument(document, openslo, kind, file, harvest);
  } else {
    refuse(document, apiVersion || version, kind, harvest);
  }
}

/** `openslo.com/v1` is what an operator for Kubernetes calls it. */
const OPENSLO: Readonly<Record<string, OpensloVersion>> = {
  'openslo/v1': 'openslo/v1',
  'openslo.com/v1': 'openslo/v1',
  'openslo/v1alpha': 'openslo/v1alpha',
};

function opensloVersion(apiVersion: string): OpensloVersion | undefined {
  return Object.hasOwn(OPENSLO, apiVersion) ? OPENSLO[apiVersion] : undefined;
}

function readOpensloDocument(
  document: Field,
  version: OpensloVersion,
  kind: string,
  file: OpensloFile,
  harvest: Harvest
): void {
  if (kind === 'SLO') {
    readOpenslo(document, version, file, harvest);
    return;
  }
  if (kind === 'SLI') {
    // It is read where an SLO refers to it; what nobody refers to is listed as unseen.
    return;
  }
  const why = SIDE_KINDS.get(kind);
  const name = document.at('metadata').at('name').text() ?? '';
  if (why === undefined) {
    harvest.refuse(name, document.at('kind'), `there is no kind ${kind} in OpenSLO`);
  } else {
    harvest.leave(name, document.at('kind'), why);
  }
  document.passOver();
}

function refuse(document: Field, version: string, kind: string, harvest: Harvest): void {
  const isOwn = document.at('objectives').items()[0]?.at('id').exists === true && version === '';
  harvest.refuse(
    document.at('metadata').at('name').text() ?? '',
    document,
    isOwn
      ? 'this is a file of Ops Rounds already'
      : `neither OpenSLO v1 or v1alpha, nor ${SLOTH_FILE} or ${SLOTH_RESOURCE} of Sloth, nor ${PYRRA_RESOURCE} of Pyrra: ` +
          (`${version} ${kind}`.trim() || 'it names no version')
  );
  document.passOver();
}
