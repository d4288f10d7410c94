import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CachedStretch, CountCache } from '../../core/slo/countCache';
import { errorCode } from '../usage';
import { writeWhole } from '../writeWhole';

const column = z.array(z.number().nullable());
const stretch = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  stepMs: z.number().positive(),
  readMs: z.number(),
  groups: z.array(z.object({ labels: z.record(z.string(), z.string()), total: column, bad: column, samples: column })),
});
const fileSchema = z.object({ opsroundsCounts: z.literal(1), url: z.string(), entries: z.record(z.string(), stretch) });

/** What ended longer ago is not kept: the longest window is a year. */
const KEPT_MS = 400 * 86_400_000;

/** Where a cache is kept and of whom. */
export interface CountCacheFile {
  file: string;
  /** Of the Grafana that was asked: another one may call its data source the same. */
  url: string;
  nowMs: number;
  /** Told in words that the file is not used or not written. */
  onTrouble: (what: string) => void;
}

/**
 * Counted buckets in a JSON file, written whole or not at all. One that is broken or of another Grafana is ignored, which is told, and
 * replaced.
 */
export function fileCountCache({ file, url, nowMs, onTrouble }: CountCacheFile): CountCache {
  let entries: Promise<Map<string, CachedStretch>> | undefined;
  const opened = () =>
    (entries ??= readEntries(file, url).then((found) => {
      if (typeof found === 'string') {
        onTrouble(`is not used: ${found}`);
        return new Map<string, CachedStretch>();
      }
      return found;
    }));
  return {
    read: async (keys) => {
      const known = await opened();
      return new Map(
        keys.flatMap((key) => {
          const entry = known.get(key);
          return entry === undefined ? [] : [[key, entry] as const];
        })
      );
    },
    write: async (written) => {
      const known = await opened();
      written.forEach((entry, key) => known.set(key, entry));
      const kept = [...known].filter(([, { toMs }]) => toMs > nowMs - KEPT_MS);
      const content = JSON.stringify({ opsroundsCounts: 1, url, entries: Object.fromEntries(kept) });
      try {
        await writeWhole(file, `${content}\n`);
      } catch (error) {
        onTrouble(`is not written: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** The entries of a file, or why it is not used. None yet is an empty one. */
async function readEntries(file: string, url: string): Promise<Map<string, CachedStretch> | string> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? new Map() : `it cannot be read${code === undefined ? ': it is no JSON' : `: ${code}`}`;
  }
  const read = fileSchema.safeParse(content);
  if (!read.success) {
    return 'it is no cache of opsrounds slo';
  }
  const isWhole = Object.values(read.data.entries).every(({ fromMs, toMs, stepMs, groups }) => {
    const count = Math.round((toMs - fromMs) / stepMs);
    return groups.every(({ total, bad, samples }) => [total, bad, samples].every(({ length }) => length === count));
  });
  if (!isWhole) {
    return 'it is broken';
  }
  return read.data.url === url ? new Map(Object.entries(read.data.entries)) : `it is of ${read.data.url}`;
}
