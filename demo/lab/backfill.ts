import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { BlockFile } from './blockFile';
import { createFleet, type Fleet } from './fleet';
import { runProgram } from './program';
import { dropUnwritten, tsdbDir } from './prometheus';
import { alignedRanges, RANGE_HOURS, type Stretch } from './sampling';
import { LAB_ZONE, moment, morningOf } from './model/story';

const SEED = 7;
const DAYS = 64;
const STORY_LASTS_DAYS = 7;

export interface LabOptions {
  dataDir: string;
  seed?: number;
  /** First moment of the data, seconds; by default 64 days back and a day before the previous month. */
  from?: number;
  signal: AbortSignal;
  /** `done` and `total` count the files of this fill. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Fills the Prometheus database in `dataDir` up to now and returns the fleet that it holds. Prometheus must not run.
 * Data of another seed, model or a story older than a week is thrown away. A fill that was cut short leaves the
 * database as it was.
 */
export async function prepareLab(options: LabOptions): Promise<Fleet> {
  const { dataDir, seed = SEED, signal, onProgress } = options;
  const stateFile = path.join(dataDir, 'lab.json');
  const model = await modelHash();
  const today = morningOf(Date.now());
  let state = await readState(stateFile);
  const reusable =
    state?.seed === seed && state.model === model && daysBetween(state.morning, today) <= STORY_LASTS_DAYS;
  if (state === null || !reusable) {
    await rm(tsdbDir(dataDir), { recursive: true, force: true });
    state = { seed, model, morning: today };
    await mkdir(tsdbDir(dataDir), { recursive: true });
    await writeFile(stateFile, JSON.stringify(state));
  }
  await dropUnwritten(dataDir);
  const { morning } = state;
  for (;;) {
    const newest = await newestBlockEnd(tsdbDir(dataDir));
    const from = newest ?? options.from ?? firstMoment();
    const stretch: Stretch = { from, to: Date.now() / 1000, continues: newest !== null };
    const ranges = alignedRanges(stretch).length;
    if (ranges === 0) {
      return createFleet(seed, morning);
    }
    const pieces = Array.from({ length: ranges }, (_, range) => ({ stretch, range, seed, morning }));
    await fill(dataDir, pieces, signal, onProgress);
  }
}

/** The fleet that the data in `dataDir` was made from; null when there is none. */
export async function savedFleet(dataDir: string): Promise<Fleet | null> {
  const state = await readState(path.join(dataDir, 'lab.json'));
  return state === null ? null : createFleet(state.seed, state.morning);
}

interface LabState {
  seed: number;
  model: string;
  morning: string;
}

async function readState(file: string): Promise<LabState | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LabState;
  } catch {
    return null;
  }
}

/** Digest of the sources that make the data: data of another model would have a seam. */
async function modelHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['.', 'targets', 'model', 'model/proxmox'].map((name) => path.join(__dirname, name))) {
    for (const name of (await readdir(folder)).sort()) {
      if (
        /^(?!.*\.test\.).*\.ts$/.test(name) &&
        !['exporters.ts', 'program.ts', 'prometheus.ts', 'serve.ts'].includes(name)
      ) {
        hash.update(await readFile(path.join(folder, name)));
      }
    }
  }
  return hash.digest('hex');
}

function daysBetween(morning: string, today: string): number {
  return Temporal.PlainDate.from(morning).until(today).days;
}

function firstMoment(): number {
  const today = Temporal.Now.plainDateISO(LAB_ZONE);
  const monthBefore = today.with({ day: 1 }).subtract({ months: 1 }).subtract({ days: 1 });
  const daysBefore = today.subtract({ days: DAYS });
  return moment(Temporal.PlainDate.compare(monthBefore, daysBefore) < 0 ? monthBefore : daysBefore, '00:00');
}

/** End of the newest block in seconds, null when there is none. */
async function newestBlockEnd(tsdb: string): Promise<number | null> {
  let newest: number | null = null;
  for (const name of await readdir(tsdb)) {
    const file = path.join(tsdb, name, 'meta.json');
    if (existsSync(file)) {
      const { maxTime } = JSON.parse(await readFile(file, 'utf8')) as { maxTime: number };
      newest = Math.max(newest ?? 0, (maxTime - 1) / 1000);
    }
  }
  return newest;
}

type Piece = Omit<BlockFile, 'file'>;

/** Makes all blocks beside the database, two at a time, and moves them in when the last one stands. */
async function fill(
  dataDir: string,
  pieces: readonly Piece[],
  signal: AbortSignal,
  onProgress: LabOptions['onProgress']
): Promise<void> {
  const staging = path.join(dataDir, 'filling');
  await rm(staging, { recursive: true, force: true });
  await mkdir(path.join(staging, 'blocks'), { recursive: true });
  const waiting = [...pieces];
  let done = 0;
  onProgress?.(done, pieces.length);
  const work = async () => {
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      try {
        await makeBlock(staging, piece, signal);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
      onProgress?.(++done, pieces.length);
    }
  };
  try {
    const ends = await Promise.allSettled([work(), work()]);
    for (const end of ends) {
      if (end.status === 'rejected') {
        throw end.reason;
      }
    }
    const blocks = await readdir(path.join(staging, 'blocks'));
    for (const block of blocks) {
      await rename(path.join(staging, 'blocks', block), path.join(tsdbDir(dataDir), block));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function makeBlock(staging: string, piece: Piece, signal: AbortSignal): Promise<void> {
  const file = path.join(staging, `${piece.range}.om`);
  const job: BlockFile = { ...piece, file };
  const options = { signal, temporary: staging };
  const writer = path.join(__dirname, 'blockFile.ts');
  await runProgram(process.execPath, ['--import', 'tsx', writer, JSON.stringify(job)], options);
  const limit = `--max-block-duration=${RANGE_HOURS}h`;
  await runProgram(
    'promtool',
    ['tsdb', 'create-blocks-from', limit, 'openmetrics', file, path.join(staging, 'blocks')],
    options
  );
  await rm(file);
}
