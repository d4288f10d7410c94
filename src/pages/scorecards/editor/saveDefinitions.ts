import type { JsonValue } from '../../../core/acceptance/event';
import type { Reason } from '../../../core/check/verdict';
import type { Connection } from '../../../core/connection/connection';
import { canonicalJson } from '../../../core/journal/canonical';
import { isRecord } from '../../../core/journal/domain';
import type { SettingsProblem } from '../../../core/settings/settings';
import { definedDraft } from '../../../core/slo/draft';
import { definitionSha, OBJECTIVES_LIST } from '../../../core/slo/event';
import { definitionsIn, type SaidDefinition } from '../../../core/slo/fold';
import { reasonOf } from '../../../ui/loadable';
import type { RoundsServices } from '../../../ui/services';

/** What is to count. */
export interface NewDefinition {
  id: string;
  title: string;
  definition: JsonValue;
  /** Key of its event: the same for a retry. */
  key: string;
  /** What counted when it was begun: its hash; null for a new objective. */
  base: string | null;
}

/** How saving ended. */
export type Saved =
  | { code: 'saved' }
  /** Nothing was written: somebody else changed or made it meanwhile. */
  | { code: 'conflict'; id: string; by: string; theirs: JsonValue | null }
  /** Nothing was written: settings that cannot be read would be lost. */
  | { code: 'unreadable-settings'; problems: readonly SettingsProblem[] }
  /** Nothing counts yet. `isDefined`: the definition is in the journal. */
  | { code: 'failed'; reason: Reason; isDefined: boolean }
  /** Settings were written again and again by others. */
  | { code: 'busy' };

type Ports = Pick<RoundsServices, 'connect' | 'saveSettings' | 'clock'>;

/** The last one only sees whether what was written before counts. */
const ATTEMPTS = 4;
const DAY_MS = 86_400_000;

/**
 * Writes definitions into the journal, then makes them count: their hashes replace those of the same objectives in settings that
 * are read anew right before and after they are written, so that two who save at once do not lose each other's change.
 * @param isForced What others changed meanwhile is replaced.
 */
export async function saveDefinitions(
  definitions: readonly NewDefinition[],
  ports: Ports,
  { signal, isForced = false }: { signal: AbortSignal; isForced?: boolean }
): Promise<Saved> {
  let isDefined = false;
  try {
    const connection = await ports.connect(signal);
    const known = await definedIn(connection, ports, signal);
    const conflict = isForced ? null : conflictOf(definitions, connection, known);
    if (conflict) {
      return conflict;
    }
    for (const { id, title, definition, key } of definitions) {
      if (!known.has(definitionSha(definition))) {
        await connection.journal.append(definedDraft(id, title, definition, key), signal);
      }
      isDefined = true;
    }
    const changes = definitions.map(({ id, base, definition }) => ({ id, base, sha: definitionSha(definition) }));
    return await activate(changes, ports, { signal, isForced });
  } catch (error) {
    signal.throwIfAborted();
    return { code: 'failed', reason: reasonOf(error), isDefined };
  }
}

/** Takes an objective out of those that count. What was written of it stays in the journal. */
export async function removeDefinition(
  { id, base }: { id: string; base: string },
  ports: Ports,
  signal: AbortSignal
): Promise<Saved> {
  try {
    return await activate([{ id, base, sha: null }], ports, { signal, isForced: false });
  } catch (error) {
    signal.throwIfAborted();
    return { code: 'failed', reason: reasonOf(error), isDefined: false };
  }
}

type Known = ReadonlyMap<string, SaidDefinition>;

async function definedIn({ journal }: Connection, { clock }: Ports, signal: AbortSignal): Promise<Known> {
  const range = { list: OBJECTIVES_LIST, class: 'tpl' as const, fromMs: 0, toMs: clock() + DAY_MS };
  const { events } = await journal.read(range, signal);
  return definitionsIn(events);
}

/** Those that count of one id. */
export function activeOf(
  id: string,
  { settings }: Pick<Connection, 'settings'>,
  known: Known
): readonly SaidDefinition[] {
  return (settings.activeObjectives ?? []).flatMap((sha) => {
    const said = known.get(sha);
    return said && idOf(said.definition) === id ? [said] : [];
  });
}

function conflictOf(definitions: readonly NewDefinition[], connection: Connection, known: Known): Saved | null {
  for (const { id, base, definition } of definitions) {
    const provisioned = (connection.settings.objectives ?? []).find((one) => isRecord(one) && one['id'] === id);
    if (provisioned !== undefined) {
      return { code: 'conflict', id, by: '', theirs: JSON.parse(canonicalJson(provisioned)) as JsonValue };
    }
    const [current] = activeOf(id, connection, known);
    if ((current?.sha ?? null) !== base && current?.sha !== definitionSha(definition)) {
      return conflictWith(id, current);
    }
  }
  return null;
}

/** What is to count of an objective instead of what did; null for nothing. */
interface Change {
  id: string;
  base: string | null;
  sha: string | null;
}

/** Replaces the hashes of some objectives, until they are seen to count. Others who save the same one meanwhile win. */
async function activate(
  changes: readonly Change[],
  ports: Ports,
  { signal, isForced }: { signal: AbortSignal; isForced: boolean }
): Promise<Saved> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const connection = await ports.connect(signal);
    const { settings, problems } = connection;
    if (problems.length > 0) {
      return { code: 'unreadable-settings', problems };
    }
    const known = await definedIn(connection, ports, signal);
    const active = settings.activeObjectives ?? [];
    const current = changes.flatMap((change) =>
      activeOf(change.id, connection, known).map((said) => ({ change, said }))
    );
    const rival = current.find(({ change, said }) => said.sha !== change.sha && said.sha !== change.base);
    if (rival && !isForced) {
      return conflictWith(rival.change.id, rival.said);
    }
    const replaced = new Set(current.map(({ said }) => said.sha));
    const wanted = changes.flatMap(({ sha }) => sha ?? []);
    const next = [...active.filter((sha) => !replaced.has(sha) && !wanted.includes(sha)), ...wanted];
    if (next.length === active.length && next.every((sha) => active.includes(sha))) {
      return { code: 'saved' };
    }
    await ports.saveSettings({ ...settings, activeObjectives: next }, signal);
  }
  return { code: 'busy' };
}

function conflictWith(id: string, said: SaidDefinition | undefined): Saved {
  return { code: 'conflict', id, by: said?.by ?? '', theirs: said?.definition ?? null };
}

function idOf(definition: JsonValue): unknown {
  return isRecord(definition) ? definition['id'] : undefined;
}
