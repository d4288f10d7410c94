import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a command and everything that it started took. */
export interface Cost {
  wallSeconds: number;
  cpuSeconds: number;
  /** Peak of the sum of the resident memory of all its processes. */
  peakBytes: number;
}

const SAMPLE_MS = 15;
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

/** Runs a command to its end, looking at its process tree in /proc (Linux). Rejects when it fails. */
export function measure(command: string, args: readonly string[]): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ticks = new Map<number, number>();
    let peakBytes = 0;
    const sample = () => {
      const tree = processTree(child.pid ?? -1);
      tree.forEach((process) => ticks.set(process.pid, process.ticks));
      peakBytes = Math.max(
        peakBytes,
        tree.reduce((sum, { bytes }) => sum + bytes, 0)
      );
    };
    const timer = setInterval(sample, SAMPLE_MS);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(timer);
      if (code !== 0) {
        reject(new Error(`${command} ended with ${code}: ${errors.slice(-2000)}`));
        return;
      }
      const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
      const cpuSeconds = [...ticks.values()].reduce((sum, own) => sum + own, 0) / TICKS_PER_SECOND;
      resolve({ wallSeconds, cpuSeconds, peakBytes });
    });
  });
}

interface ProcessSample {
  pid: number;
  parent: number;
  ticks: number;
  bytes: number;
}

function processTree(root: number): ProcessSample[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []));
  const found = new Set([root]);
  for (let grew = true; grew;) {
    const before = found.size;
    all.filter(({ parent }) => found.has(parent)).forEach(({ pid }) => found.add(pid));
    grew = found.size > before;
  }
  return all.filter(({ pid }) => found.has(pid));
}

function readProcess(pid: number): ProcessSample[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the fields after it are numbers.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, ticks = 0, pages = 0] = [fields[1], (fields[11] ?? 0) + (fields[12] ?? 0), fields[21]];
    return [{ pid, parent, ticks, bytes: pages * PAGE_BYTES }];
  } catch {
    return [];
  }
}
