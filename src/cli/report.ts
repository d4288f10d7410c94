import { createHash, randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildReport } from '../core/report/build';
import { askMonth, nothingAnswered } from '../core/report/ask';
import { collect } from '../core/report/collect';
import { formatMonth } from '../core/report/numbers';
import { zoneOf } from '../core/settings/settings';
import { isOver, monthIn, type Month } from '../core/time/month';
import { isZone } from '../core/time/zone';
import { builtin } from '../library/builtin.gen';
import { packTitle } from '../library/packTitle';
import { renderReport, type RenderedReport } from '../pdf/renderReport';
import { connect } from '../sources/connect';
import { SourceError } from '../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../sources/transport/node';
import type { Io } from './io';
import { readTarget, TARGET_HELP, targetOptions } from './target';
import { EXIT, UsageError } from './usage';

const HELP = `Write the report of a calendar month as PDF. The same data give the same file,
byte for byte, here and on the Reports page.

Usage: opsrounds report --month YYYY-MM --url URL --out FILE.pdf [options]

  --month YYYY-MM       the month, which has to be over
  --out FILE.pdf        where to write it; replaced when it exists
${TARGET_HELP}
  --timezone ZONE       IANA zone of the month, for example Europe/Berlin
                        (default: the app's setting, else UTC)
  --organisation NAME   printed in the heads
  --prepared-by NAME    printed on page 1
  --help                this text

Exit codes: 0 written, 2 the command was not called right, 3 Grafana or its data
source could not be asked. Without 0 nothing is written.
`;

interface Arguments {
  target: NodeTransportOptions;
  month: string;
  out: string;
  zone: string | undefined;
  organisation: string | null;
  preparedBy: string | null;
}

/** `opsrounds report`: the month as PDF, written whole or not at all. */
export async function report(argv: string[], io: Io): Promise<number> {
  const args = await readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const { signal } = io;
  const { settings, metricSources } = await connect(nodeTransport(args.target), signal);
  const month = monthOf(args.month, args.zone ?? zoneOf(settings));
  refuseRunning(month, io.clock());
  const onProgress = (done: number, total: number) => progress(io, `asking: ${done} of ${total} queries`);
  const definitions = builtin.checks;
  const asked = await askMonth({ month, sources: metricSources, definitions, signal, onProgress });
  const silence = nothingAnswered(asked);
  if (silence !== null) {
    throw new SourceError(silence.reason, `the data source ${silence.source} answered none of the queries`);
  }
  const { organisation, preparedBy } = args;
  const collected = collect(asked, definitions);
  const model = buildReport({ collected, packTitle, organisation, preparedBy });
  const { fonts } = await import('./fonts');
  const rendered = await renderReport(
    model,
    fonts,
    (done, total) => progress(io, `drawing: ${done} of ${total}`),
    signal
  );
  progress(io, '');
  await writeWhole(args.out, rendered.file);
  io.out(summary(args.out, rendered));
  return EXIT.ok;
}

async function readArguments(argv: string[], io: Io): Promise<Arguments | null> {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      month: { type: 'string' },
      out: { type: 'string' },
      timezone: { type: 'string' },
      organisation: { type: 'string' },
      'prepared-by': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  if (values.month === undefined) {
    throw new UsageError('--month is missing: give the month as YYYY-MM');
  }
  const { timezone: zone } = values;
  if (zone !== undefined && !isZone(zone)) {
    throw new UsageError(
      `--timezone ${JSON.stringify(zone)} is not a time zone: use an IANA name, for example Europe/Berlin`
    );
  }
  const known = monthOf(values.month, zone ?? 'UTC');
  if (values.out === undefined) {
    throw new UsageError('--out is missing: give the file to write');
  }
  await refuseOut(values.out);
  return {
    target: readTarget(values, io),
    month: known.id,
    out: values.out,
    zone,
    organisation: nameOf(values.organisation),
    preparedBy: nameOf(values['prepared-by']),
  };
}

function nameOf(value: string | undefined): string | null {
  const name = value?.trim() ?? '';
  return name === '' ? null : name;
}

function monthOf(id: string, zone: string): Month {
  const result = monthIn(id, zone);
  if (!result.ok) {
    throw new UsageError(`--month: ${result.problem.detail.replace(/\.$/, '')}`);
  }
  return result.month;
}

function refuseRunning(month: Month, nowMs: number): void {
  if (!isOver(month, nowMs)) {
    throw new UsageError(`--month: ${formatMonth(month.id)} is not over yet in ${month.zone}`);
  }
}

/** The folder has to be there and the file must not be a folder; found out before anything is asked. */
async function refuseOut(out: string): Promise<void> {
  if (!/\.pdf$/i.test(out)) {
    throw new UsageError(`--out has to end in .pdf: ${out}`);
  }
  const folder = await stat(path.dirname(path.resolve(out))).catch(() => null);
  if (!folder?.isDirectory()) {
    throw new UsageError(`--out: there is no folder ${path.dirname(out)}`);
  }
  const there = await stat(out).catch(() => null);
  if (there?.isDirectory()) {
    throw new UsageError(`--out: ${out} is a folder`);
  }
}

/** A file beside it first, then renamed: whoever looks sees the old file or the new one, never a part. */
async function writeWhole(out: string, file: Uint8Array): Promise<void> {
  const part = `${out}.${randomUUID()}.part`;
  try {
    await writeFile(part, file);
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(
      `--out: ${out} cannot be written: ${error instanceof Error ? error.message.replace(part, out) : ''}`,
      false
    );
  }
}

function summary(out: string, { file, pages }: RenderedReport): string {
  const digest = createHash('sha256').update(file).digest('hex');
  return `${out}\n${pages} pages, ${(file.length / 1000).toFixed(1)} kB\nSHA-256 ${digest}\n`;
}

function progress(io: Io, text: string): void {
  if (io.isTty) {
    io.err(text === '' ? '\r\u001b[K' : `\r\u001b[K${text}`);
  }
}
