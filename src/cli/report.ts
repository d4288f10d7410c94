import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askMonth, nothingAnswered } from '../core/report/askMonth';
import { askPromises } from '../core/report/askPromises';
import { buildReport } from '../core/report/build';
import type { ReportModel } from '../core/report/model';
import { formatMonth } from '../core/report/numbers';
import { reportCsv, reportJson } from '../core/report/reportFiles';
import { zoneOf, type Settings } from '../core/settings/settings';
import { isOver, monthIn, type Month } from '../core/time/month';
import { isZone } from '../core/time/zone';
import { renderReport } from '../pdf/renderReport';
import { connect } from '../sources/connect';
import { SourceError } from '../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../sources/transport/node';
import type { Io } from './io';
import { libraryWith } from './ownPacks';
import { recall } from './recall';
import { readTarget, TARGET_HELP, targetOptions } from './target';
import { EXIT, UsageError } from './usage';
import { refuseOut, writeWhole } from './writeWhole';

const HELP = `Write the report of a calendar month. The same data give the same file, byte for
byte, here and on the Reports page.

Usage: opsrounds report --month YYYY-MM --url URL --out FILE [options]

  --month YYYY-MM       the month, which has to be over
  --out FILE            where to write it; replaced when it exists. Its ending says
                        what is written:
                        .pdf   the report
                        .json  its model, as it is attached to the PDF
                        .csv   its tables, one file each: FILE-<table>.csv
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
  format: keyof typeof FORMATS;
  zone: string | undefined;
  organisation: string | null;
  preparedBy: string | null;
}

/** `opsrounds report`: the month as PDF, JSON or CSV; each file is written whole or not at all. */
export async function report(argv: string[], io: Io): Promise<number> {
  const args = await readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const { signal } = io;
  const library = (of: Settings) => libraryWith(of, []);
  const connection = await connect(nodeTransport(args.target), signal, io.clock, { library });
  const { settings, registry, journal } = connection;
  const month = monthOf(args.month, args.zone ?? zoneOf(settings));
  refuseRunning(month, io.clock());
  // As it was at the end of the month: a report that is written later is the same.
  const { memory } = await recall('report', journal, month.toMs, signal, io);
  const onProgress = (done: number, total: number) => progress(io, `asking: ${done} of ${total} queries`);
  const { checks, kpis, packs } = await library(settings);
  const history = await askMonth(month, checks, { registry, signal, memory, onProgress });
  const silence = nothingAnswered(history);
  if (silence !== null) {
    throw new SourceError(silence.reason, `the data source ${silence.source} answered none of the queries`);
  }
  const promises = await askPromises(connection, kpis, month, io.clock(), signal, onProgress);
  const { organisation, preparedBy } = args;
  const packTitle = (id: string) => packs.find((pack) => pack.id === id)?.title ?? id;
  const model = buildReport({ month, history, promises, packTitle, organisation, preparedBy });
  const files = await FORMATS[args.format](model, args.out, io);
  progress(io, '');
  for (const { out, bytes } of files) {
    await writeWhole(out, bytes);
  }
  io.out(files.map(summary).join(''));
  return EXIT.ok;
}

interface ReportFile {
  out: string;
  bytes: Uint8Array;
  /** Only of a PDF. */
  pages?: number;
}

type Format = (model: ReportModel, out: string, io: Io) => Promise<ReportFile[]>;

/** By the ending of `--out`. */
const FORMATS = {
  pdf: async (model, out, io) => {
    const { fonts } = await import('./fonts');
    const onProgress = (done: number, total: number) => progress(io, `drawing: ${done} of ${total}`);
    const { file, pages } = await renderReport(model, fonts, onProgress, io.signal);
    return [{ out, bytes: file, pages }];
  },
  json: (model, out) => Promise.resolve([{ out, bytes: Buffer.from(reportJson(model)) }]),
  csv: (model, out) =>
    Promise.resolve(
      reportCsv(model).map(({ name, text }) => ({
        out: out.replace(/\.csv$/i, (ending) => `-${name}${ending}`),
        bytes: Buffer.from(text),
      }))
    ),
} as const satisfies Readonly<Record<string, Format>>;

function formatOf(out: string): keyof typeof FORMATS | null {
  const ending = path.extname(out).slice(1).toLowerCase();
  return ending === 'pdf' || ending === 'json' || ending === 'csv' ? ending : null;
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
  const format = formatOf(values.out);
  if (format === null) {
    throw new UsageError(`--out has to end in .pdf, .json or .csv: ${values.out}`);
  }
  await refuseOut(values.out);
  return {
    target: readTarget(values, io),
    month: known.id,
    out: values.out,
    format,
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

function summary({ out, bytes, pages }: ReportFile): string {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const size = `${(bytes.length / 1000).toFixed(1)} kB`;
  return `${out}\n${pages === undefined ? size : `${pages} pages, ${size}`}\nSHA-256 ${digest}\n`;
}

function progress(io: Io, text: string): void {
  if (io.isTty) {
    io.err(text === '' ? '\r\u001b[K' : `\r\u001b[K${text}`);
  }
}
