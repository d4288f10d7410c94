import { z } from 'zod';
import { backupObjectivesSchema, type BackupObjectives } from '../core/products/backups/objectiveSchema';
import { slug } from './fields';
import { readYaml, type ContentError } from './readYaml';

const fileSchema = z.strictObject({ version: z.literal(1), backups: slug, ...backupObjectivesSchema.shape });

export type BackupObjectivesReading =
  { ok: true; objectives: BackupObjectives } | { ok: false; errors: readonly ContentError[] };

/** Reads a file of `library/backups`. */
export function parseBackupObjectives(text: string, file: string): BackupObjectivesReading {
  const reading = readYaml(text, file, fileSchema);
  return reading.ok
    ? { ok: true, objectives: { rules: reading.value.rules, places: reading.value.places } }
    : { ok: false, errors: reading.errors };
}
