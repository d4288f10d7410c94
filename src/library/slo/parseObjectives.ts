import { z } from 'zod';
import type { Objective } from '../../core/slo/objective';
import { objectiveSchema, toObjective } from '../../core/slo/objectiveSchema';
import { readYaml, type ContentError } from '../readYaml';
import { reviewObjectives } from './reviewObjectives';

export type ObjectivesReading =
  | { ok: true; objectives: readonly Objective[]; warnings: readonly ContentError[] }
  | { ok: false; errors: readonly ContentError[] };

const fileSchema = z.strictObject({ objectives: z.array(objectiveSchema).min(1).max(1000) });

/** Reads a file of objectives; nothing is returned unless all of it is right. */
export function parseObjectives(text: string, file: string): ObjectivesReading {
  const reading = readYaml(text, file, fileSchema);
  if (!reading.ok) {
    return reading;
  }
  const objectives = reading.value.objectives.map((read) => toObjective(read, 'file'));
  const isLatency = (index: number) => reading.value.objectives[index]?.sli.latency !== undefined;
  const { errors, warnings } = reviewObjectives(objectives, isLatency, reading.errorAt);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, objectives, warnings };
}
