import { spawn } from 'node:child_process';
import path from 'node:path';

export interface ProgramOptions {
  signal: AbortSignal;
  directory?: string;
  /** Where its temporary files go. */
  temporary?: string;
}

/**
 * Runs a program to its end. Throws with the end of what it said when it fails, an AbortError when it was aborted. It
 * leads a process group of its own, so that aborting ends the processes that it started, too; it never returns before
 * they are told.
 */
export async function runProgram(program: string, args: readonly string[], options: ProgramOptions): Promise<void> {
  const { signal, directory, temporary } = options;
  signal.throwIfAborted();
  const child = spawn(program, args, {
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: temporary === undefined ? process.env : { ...process.env, TMPDIR: temporary },
  });
  let words = '';
  const keep = (data: Buffer) => {
    words = (words + data.toString()).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const endGroup = () => {
    if (child.pid !== undefined) {
      process.kill(-child.pid, 'SIGTERM');
    }
  };
  signal.addEventListener('abort', endGroup);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    signal.throwIfAborted();
    if (code !== 0) {
      throw new Error(`${path.basename(program)} ${path.basename(args[0] ?? '')} ended with ${code}:\n${words.trim()}`);
    }
  } finally {
    signal.removeEventListener('abort', endGroup);
  }
}
