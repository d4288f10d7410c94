import { parseArgs } from 'node:util';
import type { Connection } from '../../core/connection/connection';
import { zoneOf } from '../../core/settings/settings';
import { builtin } from '../../library/builtin.gen';
import { connect } from '../../sources/connect';
import { SourceError } from '../../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT, formatIn, UsageError } from '../usage';
import { exitCode, gapsOf, type BackupsOutcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';
import { recordDays } from './record';

const HELP = `Say what can be recovered and what cannot, from every source of backups.

Usage: opsrounds backups --url URL [options]

${TARGET_HELP}
  --record           write down in the journal how the days ended that are over
                     and not in it yet; the token has to be allowed to create
                     annotations. The same call twice writes nothing twice
  --days DAYS        how many days to look back, today included (default: 35)
  --format FORMAT    text, json, junit, or textfile for node_exporter
                     (default: text); not with --record
  --timeout SECONDS  give up after this long (default: 60)
  --help             this text

Exit codes: 0 everything is protected, 1 something is unprotected or needs
attention, 3 something is unknown and nothing else is wrong, 2 the command was
not called right. With --record: 0 the journal tells of yesterday, 3 nothing is
known of it.
`;

const FORMATS = {
  text: (outcome: BackupsOutcome, io: Io) =>
    renderText(outcome, io.isTty && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'),
  json: renderJson,
  junit: renderJunit,
  textfile: renderTextfile,
} as const;

interface Arguments {
  target: NodeTransportOptions;
  record: boolean;
  days: number;
  format: keyof typeof FORMATS;
  timeoutSeconds: number;
}

/** `opsrounds backups`: the posture of the page. */
export async function backups(argv: string[], io: Io): Promise<number> {
  const args = readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const timeout = AbortSignal.timeout(args.timeoutSeconds * 1000);
  try {
    return await look(args, AbortSignal.any([io.signal, timeout]), io);
  } catch (error) {
    throw timeout.aborted && !io.signal.aborted
      ? new SourceError('timeout', `not done within ${args.timeoutSeconds} s`)
      : error;
  }
}

async function look(args: Arguments, signal: AbortSignal, io: Io): Promise<number> {
  const { transport, clock } = withServerClock(nodeTransport(args.target), io.clock);
  const connection = await connect(transport, signal, clock, { library: async () => builtin });
  connection.problems.forEach(({ field, message }) =>
    io.err(`opsrounds backups: setting ${field} is left out: ${message}\n`)
  );
  return report(args, connection, { nowMs: clock(), signal }, io);
}

/** Looks at the posture and prints it, or writes down its days. */
export async function report(
  { record, days, format }: Pick<Arguments, 'record' | 'days' | 'format'>,
  connection: Pick<Connection, 'backups' | 'settings' | 'journal'>,
  { nowMs, signal }: { nowMs: number; signal: AbortSignal },
  io: Io
): Promise<number> {
  const view = await connection.backups.posture({ nowMs, days }, signal);
  const outcome: BackupsOutcome = { view, zone: zoneOf(connection.settings), askedMs: nowMs };
  if (record) {
    gapsOf(outcome).forEach((gap) => io.err(`opsrounds backups: ${gap}\n`));
    return recordDays(outcome, connection, { days, signal }, io);
  }
  io.out(FORMATS[format](outcome, io));
  return exitCode(outcome);
}

function readArguments(argv: string[], io: Io): Arguments | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      record: { type: 'boolean', default: false },
      days: { type: 'string', default: '35' },
      format: { type: 'string' },
      timeout: { type: 'string', default: '60' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const { record } = values;
  const format = formatIn(FORMATS, values.format ?? 'text');
  if (record && values.format !== undefined) {
    throw new UsageError('--record and --format do not go together');
  }
  const days = whole(values.days, '--days', [2, 366]);
  const timeoutSeconds = whole(values.timeout, '--timeout', [1, 3600]);
  return { target: readTarget(values, io), record, days, format, timeoutSeconds };
}

function whole(text: string, flag: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new UsageError(`${flag} has to be a whole number from ${least} to ${most}`);
  }
  return value;
}
