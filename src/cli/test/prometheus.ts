import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorCode, UsageError } from '../usage';

/** Long blocks: fewer to make and to open. */
const BLOCK_HOURS = 162;
const READY_WITHIN_MS = 30_000;
const ENDS_WITHIN_MS = 10_000;
const FLUSH_AT_CHARACTERS = 2 ** 20;

const HOW_TO_INSTALL =
  'install Prometheus (Debian and Ubuntu: apt-get install prometheus; macOS: brew install prometheus; ' +
  'else the archive from https://prometheus.io/download holds both) and have prometheus and promtool on the PATH';

/**
 * Runs a Prometheus of its own on 127.0.0.1 that holds the samples of an OpenMetrics text and scrapes nothing. Whatever
 * happens, it is ended and its folder removed before this returns.
 */
export async function withPrometheus<T>(
  samples: Iterable<string>,
  signal: AbortSignal,
  ask: (url: string) => Promise<T>
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'opsrounds-test-'));
  try {
    await fill(folder, samples, signal);
    const { url, stop } = await start(folder, signal);
    try {
      return await ask(url);
    } finally {
      await stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const database = (folder: string): string => path.join(folder, 'tsdb');

async function fill(folder: string, samples: Iterable<string>, signal: AbortSignal): Promise<void> {
  const file = path.join(folder, 'samples.om');
  await mkdir(database(folder));
  if (!(await write(file, samples, signal))) {
    return;
  }
  const limit = `--max-block-duration=${BLOCK_HOURS}h`;
  const args = ['tsdb', 'create-blocks-from', limit, 'openmetrics', '--quiet', file, database(folder)];
  const { child, exited, said } = launch('promtool', args, folder, signal);
  const code = await exited;
  signal.throwIfAborted();
  if (code !== 0) {
    throw new Error(`promtool (process ${child.pid}) ended with ${code}: ${said()}`);
  }
  await rm(file);
}

/** Whether there was a sample at all. */
async function write(file: string, samples: Iterable<string>, signal: AbortSignal): Promise<boolean> {
  const output = await open(file, 'w');
  let isEmpty = true;
  try {
    let text = '';
    for (const some of samples) {
      text += some;
      if (text.length > FLUSH_AT_CHARACTERS) {
        signal.throwIfAborted();
        await output.write(text);
        isEmpty = false;
        text = '';
      }
    }
    await output.write(`${text}# EOF\n`);
    return !isEmpty || text !== '';
  } finally {
    await output.close();
  }
}

async function start(folder: string, signal: AbortSignal): Promise<{ url: string; stop: () => Promise<void> }> {
  const config = path.join(folder, 'prometheus.yml');
  // Whatever its time: what was not in the text is written later.
  await writeFile(config, 'storage: { tsdb: { out_of_order_time_window: 100y } }\n');
  const port = await freePort();
  const running = launch(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${database(folder)}`,
      '--storage.tsdb.retention.time=100y',
      // Both the same: nothing is compacted.
      '--storage.tsdb.min-block-duration=2h',
      '--storage.tsdb.max-block-duration=2h',
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      '--log.level=warn',
    ],
    folder,
    signal
  );
  const stop = () => end(running);
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, running, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

interface Running {
  child: ChildProcess;
  /** Its exit code; null when a signal ended it. Rejects when it could not be started. */
  exited: Promise<number | null>;
  /** The end of what it printed. */
  said: () => string;
}

function launch(program: string, args: readonly string[], folder: string, signal: AbortSignal): Running {
  signal.throwIfAborted();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder },
  });
  let words = '';
  const keep = (data: Buffer) => {
    words = (words + data.toString()).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const endIt = () => child.kill('SIGTERM');
  signal.addEventListener('abort', endIt);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(missing(program, error)));
    child.once('exit', resolve);
  }).finally(() => signal.removeEventListener('abort', endIt));
  return { child, exited, said: () => words.trim() };
}

function missing(program: string, error: Error): Error {
  return errorCode(error) === 'ENOENT' ? new UsageError(`${program} is not found: ${HOW_TO_INSTALL}`, false) : error;
}

async function ready(url: string, { exited, said }: Running, signal: AbortSignal): Promise<void> {
  let ended = false;
  const end = exited.finally(() => (ended = true));
  end.catch(() => undefined);
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    signal.throwIfAborted();
    if (ended) {
      throw new Error(`Prometheus ended with ${await end}: ${said()}`);
    }
    const answer = await fetch(`${url}/-/ready`, { signal }).catch(() => null);
    if (answer?.ok === true) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Prometheus was not ready within ${READY_WITHIN_MS / 1000} s: ${said()}`);
}

async function end({ child, exited }: Running): Promise<void> {
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  await exited.catch(() => undefined);
  clearTimeout(killer);
}

/** A port on 127.0.0.1 that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
