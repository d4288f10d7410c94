import { z } from 'zod';
import { durationSeconds } from '../../time/duration';
import { PROVIDERS, TARGET_KINDS } from './target';
import { COPY_RULES } from './view';

/** What targets have to keep, as it stands in `library/backups/*.yaml` and, in the same words, in the app's settings. */

const line = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
/** A value, or `~` and a pattern that all of it has to match. */
const pattern = line.refine(isPattern, 'must be a value, or ~ and a regular expression');

function isPattern(text: string): boolean {
  try {
    return !text.startsWith('~') || new RegExp(`^(?:${text.slice(1)})$`) instanceof RegExp;
  } catch {
    return false;
  }
}

const never = z.literal('never').transform(() => null);

const ruleSchema = z.strictObject({
  /** All of it has to fit; empty fits every target. */
  match: z.strictObject({
    kind: z.array(z.enum(TARGET_KINDS)).min(1).optional(),
    /** Of one of its jobs or copies. */
    provider: z.array(z.enum(PROVIDERS)).min(1).optional(),
    labels: z.record(line, pattern).optional(),
  }),
  /** Longest age of the newest good backup; `schedule` goes by the target's own. */
  rpo: z.union([z.literal('schedule'), durationSeconds]).optional(),
  retention: z.union([never, durationSeconds]).optional(),
  verifiedWithin: z.union([never, durationSeconds]).optional(),
  restoreTestedWithin: z.union([never, durationSeconds]).optional(),
  /** Which of 3-2-1-1-0 is asked for. */
  copies: z.array(z.enum(COPY_RULES)).optional(),
  /** It needs no backup: why, and until the end of which day. */
  exclude: z.strictObject({ why: line, until: z.iso.date().optional() }).optional(),
});
export type ObjectiveRule = z.output<typeof ruleSchema>;

/** What somebody says of a place, because no source does. */
const placeSchema = z.strictObject({
  place: pattern,
  offsite: z.boolean().optional(),
  immutable: z.boolean().optional(),
  media: z.enum(['disk', 'object', 'tape']).optional(),
});
export type DeclaredPlace = z.output<typeof placeSchema>;

export const backupObjectivesSchema = z.strictObject({
  /** The last one that fits has the word, field by field. */
  rules: z.array(ruleSchema).max(500).default([]),
  places: z.array(placeSchema).max(500).default([]),
});
export type BackupObjectives = z.output<typeof backupObjectivesSchema>;
