import { parseArgs } from 'node:util';
import type { DataSource } from '../../core/connection/dataSource';
import { zoneOf, type Settings } from '../../core/settings/settings';
import type { Promised } from '../../core/slo/promises';
import type { Objective } from '../../core/slo/objective';
import type { Period } from '../../core/slo/scorecard';
import { monthIn } from '../../core/time/month';
import { connect } from '../../sources/connect';
import { SourceError } from '../../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { formatIn, UsageError } from '../usage';
import { refuseOut } from '../writeWhole';
import { fileCountCache } from './fileCountCache';
import { exitCode, type SloOutcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';
import { readObjectives } from './readObjectives';

export const MEASURE_HELP = `Measure objectives and say which are met. Nothing is written to Grafana.

Usage: opsrounds slo --url URL [options]

Without --file the objectives are those of the app: of its settings, of its
journal, and those that Sloth, Pyrra and Grafana SLO record.

${TARGET_HELP}
  --file FILE        objectives of this file instead, may be given several times
  --source SOURCE    uid or name of the data source of those that name none
  --window WINDOW    own: each over its own window (default), or a month YYYY-MM
  --format FORMAT    text, json, junit, or textfile for node_exporter
                     (default: text)
  --cache FILE       keep what was counted in this file; the next time only what
                     is new is asked
  --timeout SECONDS  give up after this long (default: 60)
  --help             this text

Exit codes: 0 all are met, 1 one is missed or at risk, 3 one is unknown and
nothing else is wrong, 2 the command was not called right.
`;

const FORMATS = {
  text: (outcome: SloOutcome, io: Io) =>
    renderText(outcome, io.isTty && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'),
  json: renderJson,
  junit: renderJunit,
  textfile: renderTextfile,
} as const;

interface Arguments {
  target: NodeTransportOptions;
  /** Null for those of the app. */
  files: readonly string[] | null;
  source: string | undefined;
  window: string;
  format: keyof typeof FORMATS;
  cache: string | undefined;
  timeoutSeconds: number;
}

/** Measures the objectives of the app or of files. */
export async function measure(argv: string[], io: Io): Promise<number> {
  const args = await readArguments(argv, io);
  const timeout = AbortSignal.timeout(args.timeoutSeconds * 1000);
  try {
    const outcome = await look(args, AbortSignal.any([io.signal, timeout]), io);
    io.out(FORMATS[args.format](outcome, io));
    return exitCode(outcome);
  } catch (error) {
    throw timeout.aborted && !io.signal.aborted
      ? new SourceError('timeout', `not done within ${args.timeoutSeconds} s`)
      : error;
  }
}

async function look(args: Arguments, signal: AbortSignal, io: Io): Promise<SloOutcome> {
  const own = args.files && (await readObjectives(args.files, io));
  const { transport, clock } = withServerClock(nodeTransport(args.target), io.clock);
  const say = (text: string) => io.err(`opsrounds slo: ${text}\n`);
  const cache =
    args.cache === undefined
      ? undefined
      : fileCountCache({
          file: args.cache,
          url: args.target.baseUrl.href,
          nowMs: io.clock(),
          onTrouble: (what) => say(`the cache ${args.cache ?? ''} ${what}`),
        });
  const options = { products: [], ...(cache && { cache }) };
  const { settings, problems, dataSources, objectives: desk } = await connect(transport, signal, clock, options);
  problems.forEach(({ field, message }) => say(`setting ${field} is left out: ${message}`));
  const sourceUid = args.source === undefined ? undefined : uidOf(args.source, '--source', dataSources);
  const period = periodOf(args.window, settings, clock());
  const nowMs = clock();
  const promised = await desk.promised(nowMs, signal);
  const objectives = (own ?? promised.objectives).map((objective) => asked(objective, sourceUid, dataSources));
  const gaps = gapsOf(promised, own !== null);
  gaps.forEach(say);
  const { exclusions } = promised;
  const onProgress = (done: number, of: number) => progress(io, `asking: ${done} of ${of} requests`);
  const scorecard = await desk.measure({ objectives, exclusions, periods: [period], nowMs }, signal, onProgress);
  progress(io, '');
  return {
    scorecard,
    zone: zoneOf(settings),
    month: period.kind === 'month' ? period.month.id : null,
    gaps,
  };
}

/** In a file a source may stand by its name. */
function asked(objective: Objective, sourceUid: string | undefined, dataSources: readonly DataSource[]): Objective {
  const { sourceUid: named } = objective;
  const known = dataSources.find(({ uid }) => uid === named) ?? dataSources.find(({ name }) => name === named);
  const uid = known?.uid ?? named ?? sourceUid;
  return uid === undefined ? objective : { ...objective, sourceUid: uid };
}

function uidOf(named: string, flag: string, dataSources: readonly DataSource[]): string {
  const found = dataSources.find(({ uid }) => uid === named) ?? dataSources.find(({ name }) => name === named);
  if (!found) {
    const known = dataSources.map(({ name }) => name).join(', ');
    throw new UsageError(`${flag}: there is no data source ${JSON.stringify(named)}; there are: ${known}`);
  }
  return found.uid;
}

/** What is not known of what was promised. */
function gapsOf({ problems, journalFailed, unsearched }: Promised, isOfFiles: boolean): readonly string[] {
  const failed = journalFailed
    ? [`the journal could not be read, so exclusions are not known: ${journalFailed.detail ?? journalFailed.code}`]
    : [];
  return isOfFiles
    ? failed
    : [
        ...failed,
        ...problems.map(({ at, id, field, message }) => `the objective ${id || at} is left out: ${field} ${message}`),
        ...unsearched.map(({ name, reason }) => `${name} could not be searched: ${reason.detail ?? reason.code}`),
      ];
}

function periodOf(window: string, settings: Settings, nowMs: number): Period {
  if (window === 'own') {
    return { kind: 'own' };
  }
  const result = monthIn(window, zoneOf(settings));
  if (!result.ok) {
    throw new UsageError(`--window has to be own or a month: ${result.problem.detail.replace(/\.$/, '')}`);
  }
  if (result.month.fromMs >= nowMs) {
    throw new UsageError(`--window: ${window} has not begun yet`);
  }
  return { kind: 'month', month: result.month };
}

async function readArguments(argv: string[], io: Io): Promise<Arguments> {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      file: { type: 'string', multiple: true },
      source: { type: 'string' },
      window: { type: 'string', default: 'own' },
      format: { type: 'string', default: 'text' },
      cache: { type: 'string' },
      timeout: { type: 'string', default: '60' },
    },
  });
  const { window } = values;
  const format = formatIn(FORMATS, values.format);
  const timeoutSeconds = Number(values.timeout);
  if (!/^\d+$/.test(values.timeout) || timeoutSeconds < 1 || timeoutSeconds > 3600) {
    throw new UsageError('--timeout has to be a whole number of seconds from 1 to 3600');
  }
  periodOf(window, { version: 1 }, Infinity);
  if (values.cache !== undefined) {
    await refuseOut(values.cache, '--cache');
  }
  const { source, cache } = values;
  return { target: readTarget(values, io), files: values.file ?? null, source, window, format, cache, timeoutSeconds };
}

function progress(io: Io, text: string): void {
  if (io.isTty) {
    io.err(text === '' ? '\r\u001b[K' : `\r\u001b[K${text}`);
  }
}
