import { z } from 'zod';
import { isZone } from '../time/zone';

const uid = z.string().min(1).max(200);

const MATCHER = String.raw`[a-zA-Z_][a-zA-Z0-9_]*\s*(?:=|!=|=~|!~)\s*"(?:\\.|[^"\\\n])*"`;
/** What counts of a metrics source: matchers as within `{}`. */
export const selectorSchema = z
  .string()
  .max(500)
  .regex(new RegExp(`^${MATCHER}(?:\\s*,\\s*${MATCHER})*$`), 'must be matchers such as cluster="prod"');

/** One rotation as it is written. */
export const rotationSchema = z.strictObject({
  title: z.string().min(1).max(60),
  /** Logins or names, in the order of their turns. */
  people: z.array(z.string().min(1).max(100)).min(1).max(50),
  /** Local date of the first turn of the first one. */
  from: z.iso.date(),
  /** Length of a turn. */
  days: z.int().min(1).max(31),
  /** Local time `HH:MM` at which turns change. */
  at: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'must be a time such as 09:00'),
});
/** People who take turns being on duty. */
export type Rotation = z.infer<typeof rotationSchema>;

/** The app's settings, kept in the plugin's `jsonData`. Strict: what is written has to fit exactly. */
export const settingsSchema = z.strictObject({
  version: z.literal(1),
  /** IANA zone of all rounds and reports; UTC without it. */
  timezone: z.string().refine(isZone, 'is not an IANA time zone').optional(),
  /** Data sources by what they are asked for; the default Prometheus and every Loki without it. */
  sources: z
    .strictObject({
      metrics: z.array(uid).optional(),
      logs: z.array(uid).optional(),
      /** What counts of a metrics source, by its uid: matchers as within `{}`. Checks ask for nothing else of it. */
      selectors: z.record(uid, selectorSchema).optional(),
    })
    .optional(),
  /** Home of the journal: a dashboard's uid; the organisation without it. */
  journal: z.strictObject({ dashboardUid: uid.optional() }).optional(),
  /** Ids of the checklists that are on. Absent until somebody started the rounds. */
  checklists: z.array(z.string()).optional(),
  /** Local dates on which nobody works. */
  holidays: z.array(z.iso.date()).max(1000).optional(),
  /** Who is on duty: rotations, each a row of people who take turns. */
  duty: z.array(rotationSchema).max(20).optional(),
  /** SHA-256 of the template that counts, by the list's id: one of the journal's, which takes the library's place. */
  templates: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256')).optional(),
  /** When somebody started the rounds, ms: no round is due before it. */
  startedMs: z.number().int().nonnegative().optional(),
  /** When a list was turned on after that, ms, by its id: none of its rounds is due before. */
  turnedOnMs: z.record(z.string(), z.number().int().nonnegative()).optional(),
  /** Packs of one's own, each as text of YAML or as what that says; each is read by itself, as `objectives` are. */
  packs: z.array(z.unknown()).max(200).optional(),
  /** Objectives as they are written; each is read by itself, so that a wrong one leaves the others alone. */
  objectives: z.array(z.unknown()).max(1000).optional(),
  /** Hashes of the journal's definitions of objectives that count. */
  activeObjectives: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256'))
    .max(1000)
    .optional(),
  /** What backups have to keep, as it is written; read by whoever judges them. */
  backupObjectives: z.record(z.string(), z.unknown()).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsProblem {
  field: string;
  message: string;
}

const FIELDS = [
  'timezone',
  'sources',
  'journal',
  'checklists',
  'holidays',
  'duty',
  'templates',
  'startedMs',
  'turnedOnMs',
  'packs',
  'objectives',
  'activeObjectives',
  'backupObjectives',
] as const;

/**
 * Reads `jsonData` as it was found. A field that does not fit falls back to its default and is reported; fields that
 * are not ours are left alone. Never throws.
 */
export function parseSettings(jsonData: unknown): { settings: Settings; problems: readonly SettingsProblem[] } {
  const found = z.record(z.string(), z.unknown()).safeParse(jsonData ?? {});
  if (!found.success) {
    return { settings: { version: 1 }, problems: [{ field: 'jsonData', message: 'is not an object' }] };
  }
  const problems: SettingsProblem[] = [];
  if (typeof found.data['version'] === 'number' && found.data['version'] > 1) {
    problems.push({ field: 'version', message: 'was written by a newer version of the app' });
  }
  const settings: Record<string, unknown> = { version: 1 };
  for (const field of FIELDS) {
    const value = found.data[field];
    const read = settingsSchema.shape[field].safeParse(value ?? undefined);
    if (read.success && read.data !== undefined) {
      settings[field] = read.data;
    }
    for (const { path, message } of read.success ? [] : read.error.issues) {
      problems.push({ field: [field, ...path].join('.'), message });
    }
  }
  return { settings: settings as Settings, problems };
}

/** The zone of rounds, reports and the CLI: UTC when nobody chose one. */
export function zoneOf(settings: Settings): string {
  return settings.timezone ?? 'UTC';
}
