import { z } from 'zod';
import { sha256Hex } from './canonical';
import type { AnnotationRow } from './codec';

/**
 * The journal in a file, newline-delimited JSON: a manifest in the first line, then a row in each, as Grafana gave it. Kept
 * elsewhere, it is what nobody in Grafana can change.
 */
export interface ExportManifest {
  /** Uid of the dashboard that is the journal's home; null for the organisation. */
  home: string | null;
  /** IANA. */
  zone: string;
  /** What was read whole, ms. */
  fromMs: number;
  toMs: number;
  /** When somebody started the rounds, ms; null when nobody did. */
  startedMs: number | null;
}

export interface JournalExport extends ExportManifest {
  rows: readonly AnnotationRow[];
  /** The rows are those that the manifest was made of. */
  isWhole: boolean;
}

const FORMAT = 'opsrounds-journal';

const manifest = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  home: z.string().nullable(),
  zone: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  startedMs: z.number().nullable(),
  rows: z.number().int().nonnegative(),
  sha256: z.string(),
});

const row = z.object({
  id: z.number(),
  created: z.number(),
  updated: z.number(),
  login: z.string(),
  tags: z.array(z.string()),
  text: z.string(),
});

/** The same rows give the same file. `sha256` is of all that follows the manifest's line. */
export function exportText(rows: readonly AnnotationRow[], about: ExportManifest): string {
  const lines = rows.map(({ id, created, updated, login, tags, text }) =>
    JSON.stringify({ id, created, updated, login, tags, text })
  );
  const body = lines.map((line) => `${line}\n`).join('');
  const { home, zone, fromMs, toMs, startedMs } = about;
  const head = { format: FORMAT, version: 1, home, zone, fromMs, toMs, startedMs };
  return `${JSON.stringify({ ...head, rows: rows.length, sha256: sha256Hex(body) })}\n${body}`;
}

/** Throws RangeError for what is no such file; one that was changed is read as far as it goes, and says so. */
export function readExport(text: string): JournalExport {
  const end = text.indexOf('\n');
  const head = manifest.safeParse(parsed(text.slice(0, end)));
  if (end < 0 || !head.success) {
    throw new RangeError('its first line is no manifest of a journal');
  }
  const body = text.slice(end + 1);
  const lines = body.split('\n').filter((line) => line !== '');
  const rows = lines.flatMap((line) => row.safeParse(parsed(line)).data ?? []);
  const { home, zone, fromMs, toMs, startedMs, sha256, rows: count } = head.data;
  const isWhole = sha256Hex(body) === sha256 && rows.length === count;
  return { home, zone, fromMs, toMs, startedMs, rows, isWhole };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
