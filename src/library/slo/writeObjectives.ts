import type { Objective } from '../../core/slo/objective';
import { writtenObjective } from '../../core/slo/objectiveSchema';
import { yamlText } from './yamlText';

/** A file of objectives as `parseObjectives` reads it. Nobody's notes and comments are kept. */
export function writeObjectives(objectives: readonly Objective[]): string {
  return yamlText({ objectives: objectives.map(writtenObjective) });
}
