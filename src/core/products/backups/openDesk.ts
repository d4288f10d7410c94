import { reasonOfThrown } from '../../check/answers';
import type { Reason } from '../../check/verdict';
import type { Snapshot } from '../../inventory/read';
import type { Journal } from '../../journal/journal';
import { zoneOf, type Settings } from '../../settings/settings';
import type { PbsParts } from '../proxmox-backup/parts';
import type { PveParts } from '../proxmox-ve/parts';
import { readBackupEvents } from './backupJournal';
import { daySummariesIn } from './daySummary';
import { PBS_POSTURE_PARTS, serverBackups } from './fromBackupServer';
import { clusterBackups, PVE_POSTURE_PARTS } from './fromProxmoxVe';
import { fullestOf } from './fullest';
import { readMetricTargets } from './metrics/readMetricTargets';
import { backupObjectivesSchema, type BackupObjectives } from './objectiveSchema';
import { postureView } from './postureView';
import { proxmoxTargets } from './proxmoxTargets';
import { restoreTestsIn } from './restoreTests';
import type { BackupTarget } from './target';
import type { PostureSource, PostureView } from './view';

import type { BackupsDesk, BackupsPorts } from './ports';

/** How long what was gathered is the same for whoever asks next: page, overview and checks look at about the same time. */
const SAME_MS = 30_000;

interface Gathered {
  targets: readonly BackupTarget[];
  sources: readonly PostureSource[];
  fullestDatastore: PostureView['figures']['fullestDatastore'];
}

type GatherOptions = Pick<Parameters<BackupsDesk['posture']>[0], 'nowMs' | 'days' | 'asked'>;

/** One gathering, over or not: whoever began it may have given it up. */
interface Look {
  nowMs: number;
  days: number;
  gathered: Promise<Gathered>;
}

/** A desk with all that it takes to judge: what `backupsDesk` loads when somebody looks. */
export function openDesk(ports: BackupsPorts): Pick<BackupsDesk, 'posture' | 'forget'> {
  const { settings } = ports;
  const own = ownObjectives(settings);
  let last: Look | null = null;
  return {
    async posture({ nowMs, days, checks = [], asked }, signal, onProgress) {
      const [gathered, said, library] = await Promise.all([
        look({ nowMs, days, ...(asked && { asked }) }, signal, onProgress),
        journalOf(ports.journal, { nowMs, days }, signal),
        ports.library(),
      ]);
      return postureView({
        ...gathered,
        ...said,
        sources: own.problem === null ? gathered.sources : [...gathered.sources, own.problem],
        objectives: {
          rules: [...library.rules, ...own.objectives.rules],
          places: [...library.places, ...own.objectives.places],
        },
        checks,
        nowMs,
        zone: zoneOf(settings),
        days,
      });
    },
    forget() {
      last = null;
    },
  };

  /** Who looks at about the same time shares what is gathered, or is being gathered. */
  async function look(
    what: GatherOptions,
    signal: AbortSignal,
    onProgress?: (done: number, of: number) => void
  ): Promise<Gathered> {
    const { nowMs, days } = what;
    const known = last;
    if (known !== null && known.days === days && Math.abs(nowMs - known.nowMs) < SAME_MS) {
      const gathered = await known.gathered.catch(() => null);
      signal.throwIfAborted();
      if (gathered !== null) {
        return gathered;
      }
    }
    const own: Look = { nowMs, days, gathered: gather(ports, what, signal, onProgress) };
    last = own;
    const leave = () => {
      last = last === own ? null : last;
    };
    const gathered = await own.gathered.catch((error: unknown) => {
      leave();
      throw error;
    });
    // What a source did not give is asked for again.
    if (gathered.sources.some(({ problem }) => problem !== null)) {
      leave();
    }
    return gathered;
  }
}

/** Rules of the settings. Where they do not fit, none of them counts, and the posture says that it is not what was meant. */
function ownObjectives({ backupObjectives }: Settings): {
  objectives: BackupObjectives;
  problem: PostureSource | null;
} {
  const read = backupObjectivesSchema.safeParse(backupObjectives ?? {});
  if (read.success) {
    return { objectives: read.data, problem: null };
  }
  const [issue] = read.error.issues;
  const detail = `backupObjectives.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  const problem: PostureSource = {
    uid: 'settings',
    name: 'Settings',
    problem: { code: 'bad-response', detail },
    asOfMs: null,
  };
  return { objectives: { rules: [], places: [] }, problem };
}

async function gather(
  { clusters, servers, metricSources }: BackupsPorts,
  { nowMs, days, asked = (source) => source }: GatherOptions,
  signal: AbortSignal,
  onProgress?: (done: number, of: number) => void
): Promise<Gathered> {
  const of = clusters.length + servers.length + metricSources.length;
  let done = 0;
  onProgress?.(done, of);
  const counted = async <T>(reading: Promise<T>): Promise<T> => {
    const value = await reading;
    done += 1;
    onProgress?.(done, of);
    return value;
  };
  const [ofClusters, ofServers, ofMetrics] = await Promise.all([
    Promise.all(
      clusters.map(async (source) => {
        const snapshot: Snapshot<PveParts> = await counted(source.read(PVE_POSTURE_PARTS, { signal }));
        return clusterBackups(source, snapshot, nowMs);
      })
    ),
    Promise.all(
      servers.map(async (source) => {
        const snapshot: Snapshot<PbsParts> = await counted(source.read(PBS_POSTURE_PARTS, { signal }));
        return { ...serverBackups(source, snapshot, nowMs), datastores: snapshot.datastores };
      })
    ),
    Promise.all(
      metricSources.map(async (source) => ({
        uid: source.uid,
        name: source.name,
        ...(await counted(readMetricTargets(asked(source), { nowMs, days }, signal))),
      }))
    ),
  ]);
  const sources = [...ofClusters, ...ofServers, ...ofMetrics];
  return {
    targets: [...proxmoxTargets(ofClusters, ofServers, nowMs), ...ofMetrics.flatMap(({ targets }) => targets)],
    sources: sources.map(({ uid, name, problem, asOfMs }) => ({ uid, name, problem, asOfMs })),
    fullestDatastore: fullestOf(ofServers, nowMs),
  };
}

interface Said {
  restoreTests: ReturnType<typeof restoreTestsIn> | null;
  summaries: ReturnType<typeof daySummariesIn>;
  journalFailed: Reason | null;
}

async function journalOf(journal: Journal, what: { nowMs: number; days: number }, signal: AbortSignal): Promise<Said> {
  try {
    const events = await readBackupEvents(journal, what, signal);
    return { restoreTests: restoreTestsIn(events), summaries: daySummariesIn(events), journalFailed: null };
  } catch (error) {
    signal.throwIfAborted();
    return { restoreTests: null, summaries: new Map(), journalFailed: reasonOfThrown(error) };
  }
}
