import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readExport, type JournalExport } from '../../core/journal/exportFile';
import { readCleanUp } from '../../sources/grafana/annotationCleanUp';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT, formatIn, errorCode, UsageError } from '../usage';
import { exitCode, lookAt, type Looked, type VerifyOutcome } from './outcome';
import { renderJson } from './output/json';
import { renderText } from './output/text';
import { RANGE_HELP, rangeOptions, readDates, readJournal, type DateRange } from './readRange';

const HELP = `Say whether rows of the journal were edited, altered or removed. With a file that
export wrote and an address, also whether all of the file is still there: only that
shows that the newest rows were taken away.

Usage: opsrounds journal verify --url URL [--file FILE] [options]
       opsrounds journal verify --file FILE [options]

${TARGET_HELP}
  --file FILE        what opsrounds journal export wrote
${RANGE_HELP}
                     Not with --file, which has its own
  --format FORMAT    text or json (default: text)
  --help             this text

Exit codes: 0 intact, 1 tampered with, 3 that cannot be told, or the journal could
not be read, 2 the command was not called right.
`;

const FORMATS = {
  text: (outcome: VerifyOutcome, io: Io) =>
    renderText(outcome, io.isTty && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'),
  json: renderJson,
} as const;

interface Arguments {
  /** Null when only a file is looked at. */
  target: NodeTransportOptions | null;
  file: string | null;
  dates: DateRange;
  format: keyof typeof FORMATS;
}

/** `opsrounds journal verify`. */
export async function verify(argv: string[], io: Io): Promise<number> {
  const args = readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const file = args.file === null ? null : await readFileOf(args.file);
  const looked = args.target === null ? aloneOf(file) : await ask(args.target, args.dates, file, io);
  const outcome = lookAt(looked);
  io.out(FORMATS[args.format](outcome, io));
  return exitCode(outcome);
}

async function ask(
  target: NodeTransportOptions,
  dates: DateRange,
  file: JournalExport | null,
  io: Io
): Promise<Looked> {
  const { transport, clock } = withServerClock(nodeTransport(target), io.clock);
  const read = await readJournal(transport, dates, clock, io.signal);
  if (file !== null && file.home !== read.home) {
    throw new UsageError(
      `the file is of the journal at ${homeWords(file.home)}, not at ${homeWords(read.home)}`,
      false
    );
  }
  const cleanUp = await readCleanUp(transport, read.home ?? undefined, io.signal);
  return { ...read, cleanUp, before: file && file.rows, isFileWhole: file && file.isWhole };
}

function aloneOf(file: JournalExport | null): Looked {
  if (file === null) {
    throw new UsageError('needs --url or --file');
  }
  return { ...file, cleanUp: null, before: null, isFileWhole: file.isWhole };
}

async function readFileOf(name: string): Promise<JournalExport> {
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${errorCode(error) ?? ''}`, false);
  }
  try {
    return readExport(text);
  } catch (error) {
    throw new UsageError(`${name} is no export of a journal: ${(error as Error).message}`, false);
  }
}

function readArguments(argv: string[], io: Io): Arguments | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      ...rangeOptions,
      file: { type: 'string' },
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const { file = null } = values;
  const format = formatIn(FORMATS, values.format);
  const dates = readDates(values);
  if (file !== null && (dates.from ?? dates.to) !== undefined) {
    throw new UsageError('--from and --to do not go with --file');
  }
  if (file === null && values.url === undefined) {
    throw new UsageError('needs --url or --file');
  }
  return { target: values.url === undefined ? null : readTarget(values, io), file, dates, format };
}

function homeWords(home: string | null): string {
  return home === null ? 'the organisation' : `the dashboard ${home}`;
}
