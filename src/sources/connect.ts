import { calcEvaluator } from '../core/calc/calcEvaluator';
import type { CheckKind } from '../core/check/definition';
import type { EvaluatorRegistry } from '../core/check/evaluator';
import type { Clock } from '../core/check/ports';
import type { Breathe } from '../core/check/steps';
import type { LeftStore } from '../core/check/leftMemory';
import { packDetection, type ProbedPack } from '../core/check/packDetection';
import { lokiEvaluator } from '../core/check/lokiEvaluator';
import { prometheusEvaluator } from '../core/check/prometheusEvaluator';
import { queryEvaluator } from '../core/check/queryEvaluator';
import type { Connection } from '../core/connection/connection';
import { NONE_PUBLISHED, publishedIn, type PublishedTemplates } from '../core/checklist/published';
import { TEMPLATES_LIST } from '../core/checklist/templateEvent';
import { inventoryEvaluator, type InventoryGroup } from '../core/inventory/inventoryEvaluator';
import { backupsDesk } from '../core/products/backups/desk';
import { backupsEvaluator } from '../core/products/backups/backupsEvaluator';
import type { BackupObjectives } from '../core/products/backups/objectiveSchema';
import type { Journal } from '../core/journal/journal';
import { journalEvaluator } from '../core/journal-checks/journalEvaluator';
import type { JournalContent } from '../core/journal-checks/content';
import { PRODUCT_IDS } from '../core/products/ids';
import { PROXMOX_BACKUP } from '../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../core/products/proxmox-ve/product';
import { serversOf } from '../core/products/source';
import type { Settings } from '../core/settings/settings';
import type { CountCache } from '../core/slo/countCache';
import { objectivesDesk } from '../core/slo/desk';
import { sloEvaluator } from '../core/slo/sloEvaluator';
import { annotationRecord } from './grafana/annotationRows';
import { annotationJournal } from './grafana/annotations';
import { listDataSources } from './grafana/datasources';
import { grafanaEvaluator } from './grafana/grafanaEvaluator';
import { lokiSource } from './grafana/loki';
import { prometheusSource } from './grafana/prometheus';
import { tableSource } from './grafana/tables';
import { readSettings, type ReadSettings } from './grafana/settings';
import { JOURNAL_DOMAINS } from './journalDomains';
import { logRefs, metricRefs } from './namedSources';
import { SERVED } from './products';
import type { ServedProduct } from './served';
import { SourceError } from './sourceError';
import type { Transport } from './transport/port';

/** The server's clock may be ahead. */
const DAY_MS = 86_400_000;

/** Every bucket is read anew. */
const NO_CACHE: CountCache = { read: async () => new Map(), write: async () => undefined };

/** Content of the library that is looked up while checks run. */
export interface ConnectedLibrary extends JournalContent {
  /** What backups have to keep where nobody says otherwise. */
  backupObjectives?: BackupObjectives;
  /** The packs of the checks; without them every source is asked about everything. */
  packs?: readonly ProbedPack[];
}

type LoadLibrary = (settings: Settings) => Promise<ConnectedLibrary>;

const NO_LIBRARY: LoadLibrary = async () => ({});
const NO_RULES: BackupObjectives = { rules: [], places: [] };

/** What a connection may be made with. */
interface Wanted {
  products?: readonly ServedProduct[];
  cache?: CountCache;
  /** Loaded when it is looked into; the settings may hold packs of its own. */
  library?: LoadLibrary;
  /** Who writes into the journal, where that is known. */
  login?: string;
  /** Settings that somebody read just now; they are not read again. */
  settings?: ReadSettings | undefined;
  /** Where it is remembered what left. */
  leftStore?: LeftStore;
  /** Lets others have their turn while large answers are read. */
  breathe?: Breathe;
}

const ALL_SERVED = PRODUCT_IDS.flatMap((id) => SERVED[id] ?? []);

/**
 * Reads settings and data sources and wires the ports. Rejects with SourceError when either cannot be read. Over one transport
 * what was read of a server is kept, however often this is called.
 */
export async function connect(
  transport: Transport,
  signal: AbortSignal,
  clock: Clock = Date.now,
  {
    products = ALL_SERVED,
    cache = NO_CACHE,
    library = NO_LIBRARY,
    login,
    settings: known,
    leftStore,
    breathe,
  }: Wanted = {}
): Promise<Connection> {
  const [{ settings, problems }, dataSources] = await Promise.all([
    known ?? readSettings(transport, signal),
    listDataSources(transport, signal),
  ]);
  const selectors = settings.sources?.selectors ?? {};
  const metricSources = metricRefs(settings, dataSources).map(({ uid, name }) =>
    prometheusSource(transport, { uid, name, selector: selectors[uid] }, breathe)
  );
  const detection = packDetection(metricSources, async () => (await library(settings)).packs ?? []);
  const metricSource = (uid?: string) => {
    const ref = dataSources.find((known) => known.uid === uid);
    return uid === undefined ? metricSources[0] : ref && prometheusSource(transport, ref, breathe);
  };
  const dashboardUid = settings.journal?.dashboardUid;
  const journal = annotationJournal(transport, JOURNAL_DOMAINS, dashboardUid, login);
  const objectives = objectivesDesk({ settings, journal, cache, metricSources, metricSource });
  const isDefined = (settings.objectives ?? []).length + (settings.activeObjectives ?? []).length > 0;
  const connected = products.map((product) => ({
    kind: product.kind,
    ...product.connect(transport, dataSources, clock),
  }));
  const sources = connected.flatMap((one) => one.sources);
  const backups = backupsDesk({
    settings,
    journal,
    metricSources,
    clusters: serversOf(sources, PROXMOX_VE).map(({ inventory }) => inventory),
    servers: serversOf(sources, PROXMOX_BACKUP).map(({ inventory }) => inventory),
    library: async () => (await library(settings)).backupObjectives ?? NO_RULES,
  });
  const registry: EvaluatorRegistry = {
    prometheus: prometheusEvaluator(metricSources, leftStore, detection),
    loki: lokiEvaluator(logRefs(settings, dataSources).map((ref) => lokiSource(transport, ref, breathe))),
    query: queryEvaluator(dataSources.map((ref) => tableSource(transport, ref, breathe))),
    slo: sloEvaluator(objectives, isDefined),
    backups: backupsEvaluator(backups),
    grafana: grafanaEvaluator(transport, dataSources, clock),
    journal: journalEvaluator({ journal, settings, content: () => library(settings) }),
    ...inventoryEvaluators(connected),
  };
  return {
    settings,
    problems,
    configured: (settings.checklists ?? []).length > 0,
    dataSources,
    metricSources,
    packs: detection,
    sources,
    registry: { ...registry, calc: calcEvaluator(registry) },
    journal,
    templates: await readTemplates(settings, journal, clock(), signal),
    record: annotationRecord({ transport, dashboardUid }),
    objectives,
    backups,
  };
}

/** Only where somebody ever activated a version; a journal that does not answer leaves them missing, and says why. */
async function readTemplates(
  { templates }: Settings,
  journal: Journal,
  nowMs: number,
  signal: AbortSignal
): Promise<PublishedTemplates> {
  if (templates === undefined) {
    return NONE_PUBLISHED;
  }
  try {
    const range = { list: TEMPLATES_LIST, class: 'tpl' as const, fromMs: 0, toMs: nowMs + DAY_MS };
    return { bySha: publishedIn(await journal.read(range, signal)), failed: null };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceError) {
      return { ...NONE_PUBLISHED, failed: { code: error.code, detail: error.detail } };
    }
    throw error;
  }
}

/** One evaluator per kind of checks; products may share a kind. */
function inventoryEvaluators(connected: ReadonlyArray<{ kind: CheckKind; group: InventoryGroup }>): EvaluatorRegistry {
  const groups = new Map<CheckKind, InventoryGroup[]>();
  for (const { kind, group } of connected) {
    groups.set(kind, [...(groups.get(kind) ?? []), group]);
  }
  return Object.fromEntries([...groups].map(([kind, own]) => [kind, inventoryEvaluator(own)]));
}
