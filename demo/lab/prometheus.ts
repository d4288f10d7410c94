import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, openSync, closeSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import { alertRules } from './alerts';
import type { Target } from './metric';

export interface PrometheusOptions {
  /** Holds `tsdb/`, `prometheus.yml` and `prometheus.log`; made when missing. */
  dataDir: string;
  port: number;
  /** Where the exporters listen, `host:port`. Without it nothing is scraped. */
  exporters?: string;
  targets?: readonly Target[];
  /** Seconds between scrapes, 15 by default. */
  scrapeSeconds?: number;
}

export interface RunningPrometheus {
  url: string;
  pid: number;
  /** Resolves when the process ended, by itself or by `stop`. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/** The database's folder inside a data folder. */
export const tsdbDir = (dataDir: string): string => path.join(dataDir, 'tsdb');

/** What Prometheus scrapes: targets that are all served at one address, `host:port`. */
export interface Scraping {
  targets: readonly Target[];
  exporters: string;
  scrapeSeconds: number;
}

/** Writes `prometheus.yml` and `rules.yml`: a static target per exporter, its path and labels given, so that names stay readable. */
export async function writeConfiguration(
  dataDir: string,
  { targets, exporters, scrapeSeconds }: Scraping
): Promise<void> {
  const jobs = [...new Set(targets.map(({ job }) => job))];
  const configuration = {
    global: {
      scrape_interval: `${scrapeSeconds}s`,
      scrape_timeout: `${Math.min(10, scrapeSeconds)}s`,
      evaluation_interval: '15s',
    },
    rule_files: ['rules.yml'],
    scrape_configs: jobs.map((job) => ({
      job_name: job,
      static_configs: targets
        .filter((target) => target.job === job)
        .map((target) => ({
          targets: [exporters],
          labels: { ...target.labels, instance: target.instance, __metrics_path__: `/targets/${target.name}/metrics` },
        })),
    })),
  };
  await writeFile(path.join(dataDir, 'prometheus.yml'), stringify(configuration));
  await writeFile(path.join(dataDir, 'rules.yml'), stringify(targets.length === 0 ? {} : alertRules()));
}

/**
 * Starts a real Prometheus on 127.0.0.1 and resolves when it is ready. Throws with the end of its log when it is not
 * ready within 30 s or ends before; nothing is left running then.
 */
export async function startPrometheus(options: PrometheusOptions): Promise<RunningPrometheus> {
  const { dataDir, port, exporters = '', targets = [], scrapeSeconds = 15 } = options;
  await mkdir(tsdbDir(dataDir), { recursive: true });
  const config = path.join(dataDir, 'prometheus.yml');
  const log = path.join(dataDir, 'prometheus.log');
  await writeConfiguration(dataDir, { targets, exporters, scrapeSeconds });
  await rm(log, { force: true });
  const output = openSync(log, 'a');
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${tsdbDir(dataDir)}`,
      '--storage.tsdb.retention.time=90d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', output, output] }
  );
  closeSync(output);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      appendFileSync(log, `${error.message}\n`);
      resolve();
    });
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, exited);
  } catch (error) {
    await end(child, exited);
    throw new Error(`Prometheus did not start on port ${port}: ${(error as Error).message}. See ${log}`);
  }
  return { url, pid: child.pid ?? 0, exited, stop: () => end(child, exited) };
}

/** Removes what a stopped Prometheus had not written into a block yet: the back-fill makes it again. */
export async function dropUnwritten(dataDir: string): Promise<void> {
  for (const name of ['wal', 'chunks_head', 'lock', 'queries.active']) {
    await rm(path.join(tsdbDir(dataDir), name), { recursive: true, force: true });
  }
}

async function ready(url: string, exited: Promise<void>): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (;;) {
    if (ended) {
      throw new Error('it ended at once');
    }
    const answer = await fetch(`${url}/-/ready`).catch(() => null);
    if (answer?.ok === true && !ended) {
      return;
    }
    if (Date.now() > until) {
      throw new Error('it was not ready within 30 s');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(killer);
}
