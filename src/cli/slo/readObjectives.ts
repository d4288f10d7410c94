import type { Objective } from '../../core/slo/objective';
import { formatContentError } from '../../library/readYaml';
import { parseObjectives } from '../../library/slo/parseObjectives';
import type { Io } from '../io';
import { readText } from '../ownPacks';
import { UsageError } from '../usage';

/** Objectives of files; what is odd is said on standard error. Throws UsageError with every mistake in them, one a line. */
export async function readObjectives(files: readonly string[], io: Io): Promise<readonly Objective[]> {
  const objectives: Objective[] = [];
  const problems: string[] = [];
  const owners = new Map<string, string>();
  for (const file of files) {
    const reading = parseObjectives(await readText(file), file);
    if (!reading.ok) {
      problems.push(...reading.errors.map(formatContentError));
      continue;
    }
    io.err(reading.warnings.map((warning) => `warning: ${formatContentError(warning)}\n`).join(''));
    for (const objective of reading.objectives) {
      const owner = owners.get(objective.id);
      if (owner !== undefined) {
        problems.push(`${file}: there is an objective ${objective.id} in ${owner} already. Fix: give it another id.`);
      }
      owners.set(objective.id, file);
      objectives.push(objective);
    }
  }
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'), false);
  }
  return objectives;
}
