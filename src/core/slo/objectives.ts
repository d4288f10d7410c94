import type { JournalEvent } from '../journal/event';
import type { Settings } from '../settings/settings';
import { definitionsIn } from './fold';
import type { Objective } from './objective';
import { readObjective, type ObjectiveProblem, type ObjectiveReadingResult } from './objectiveSchema';

export interface Objectives {
  objectives: readonly Objective[];
  /** Definitions that could not be read, and active ones that nobody wrote down or that were edited. */
  problems: readonly ObjectiveProblem[];
}

/**
 * The objectives of the organisation: provisioned ones, and those of the journal whose hash is active. One of the journal with the id of
 * a provisioned one, or of an earlier one, is a problem and does not replace it.
 */
export function objectivesOf(settings: Settings, events: readonly JournalEvent[]): Objectives {
  const defined = definitionsIn(events);
  const written = [
    ...(settings.objectives ?? []).map((definition, index) => ({
      definition,
      at: `objectives[${index}]`,
      origin: 'provisioned' as const,
    })),
    ...(settings.activeObjectives ?? []).map((sha) => ({
      definition: defined.get(sha)?.definition,
      at: sha,
      origin: 'journal' as const,
    })),
  ];
  const objectives = new Map<string, Objective>();
  const problems: ObjectiveProblem[] = [];
  for (const { definition, at, origin } of written) {
    if (definition === undefined) {
      problems.push({ at, id: '', field: '', message: 'this definition is not in the journal, or was edited there' });
      continue;
    }
    const read = readOnce(definition, at, origin);
    if (!read.ok) {
      problems.push(...read.problems);
    } else if (objectives.has(read.objective.id)) {
      problems.push({ at, id: read.objective.id, field: 'id', message: 'is the id of another objective' });
    } else {
      objectives.set(read.objective.id, read.objective);
    }
  }
  return { objectives: [...objectives.values()], problems };
}

/** What was read of definitions that are never changed in place. */
const readings = new WeakMap<object, { at: string; origin: Objective['origin']; read: ObjectiveReadingResult }>();

/** The settings hold the same definitions each minute: they are read once. */
function readOnce(definition: unknown, at: string, origin: Objective['origin']): ObjectiveReadingResult {
  if (typeof definition !== 'object' || definition === null) {
    return readObjective(definition, at, origin);
  }
  const known = readings.get(definition);
  if (known?.at === at && known.origin === origin) {
    return known.read;
  }
  const read = readObjective(definition, at, origin);
  readings.set(definition, { at, origin, read });
  return read;
}
