import { parseArgs } from 'node:util';
import { needsALook, runWithTrends } from '../core/check/trends';
import { buildBoard } from '../core/checklist/buildBoard';
import { activeTemplates } from '../core/checklist/published';
import { deriveRun, scheduleOf } from '../core/checklist/derive';
import { listDue, listsOn } from '../core/checklist/due';
import { foldRun } from '../core/checklist/fold';
import { checksOf, isScheduled, type ScheduledTemplate } from '../core/checklist/template';
import { builtin } from '../library/builtin.gen';
import { connect } from '../sources/connect';
import { SourceError } from '../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../sources/transport/node';
import { withServerClock } from '../sources/transport/serverClock';
import type { Io } from './io';
import { exitCode, type Outcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderMarkdown } from './output/markdown';
import { renderText } from './output/text';
import { itemOf, readOwnPacks } from './ownPacks';
import { recall } from './recall';
import { readTarget, TARGET_HELP, targetOptions } from './target';
import { EXIT, UsageError } from './usage';

const HELP = `Run a checklist's checks now and say what they find. Nothing is written.

Usage: opsrounds check --url URL [options]

${TARGET_HELP}
  --checklist ID     which checklist (default: the one that is due)
  --format FORMAT    text, json, junit or markdown (default: text)
  --pack FILE        check this pack of your own too, may be given several times
  --timeout SECONDS  give up after this long (default: 60)
  --help             this text

Exit codes: 0 everything passes, 1 warnings or failures, 3 something could not
be checked and nothing else is wrong, 2 the command was not called right.
`;

const FORMATS = {
  text: (outcome: Outcome, io: Io) => renderText(outcome, io.isTty && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'),
  json: renderJson,
  junit: renderJunit,
  markdown: renderMarkdown,
} as const;

/** Entities of a check that are told since when they are as they are. */
const ENTITIES_WITH_DAY = 50;

interface Arguments {
  target: NodeTransportOptions;
  /** Null for the one that is due. */
  template: ScheduledTemplate | null;
  format: keyof typeof FORMATS;
  packs: readonly string[];
  timeoutSeconds: number;
}

/** `opsrounds check`: the same runner and the same board as the page's. */
export async function check(argv: string[], io: Io): Promise<number> {
  const args = readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
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

async function look(args: Arguments, signal: AbortSignal, io: Io): Promise<Outcome> {
  const own = await readOwnPacks(args.packs, new Set(builtin.checks.map(({ id }) => id)));
  const { transport, clock } = withServerClock(nodeTransport(args.target), io.clock);
  const { settings, problems, registry, journal, templates } = await connect(transport, signal, clock, {
    library: async () => builtin,
  });
  for (const { field, message } of problems) {
    io.err(`opsrounds check: setting ${field} is left out: ${message}\n`);
  }
  const schedule = scheduleOf(settings);
  const { checklists, missing } = activeTemplates(builtin.checklists, settings.templates ?? {}, templates);
  for (const { list } of missing) {
    io.err(
      `opsrounds check: the activated version of ${list} is not at hand; the list of the library stands in for it\n`
    );
  }
  const chosen =
    args.template === null
      ? listDue(listsOn(settings, checklists), schedule, clock(), null)
      : (checklists.filter(isScheduled).find(({ id }) => id === args.template?.id) ?? null);
  if (chosen === null) {
    throw new UsageError('no checklist of the library is turned on in the settings');
  }
  const template = { ...chosen, items: [...chosen.items, ...own.map(itemOf)] };
  const definitions = checksOf(template, [...builtin.checks, ...own]);
  const { windowSeconds } = template;
  const memory = await recall('check', journal, clock(), signal, io);
  const options = { registry, clock, windowSeconds, signal, memory };
  const result = await runWithTrends(definitions, options, { count: ENTITIES_WITH_DAY, isShown: needsALook });
  const run = deriveRun(template, schedule, result.askedMs);
  const state = foldRun([], [], run.key);
  return { template, result, board: buildBoard({ template, run, result, pendingSources: [], state }) };
}

function readArguments(argv: string[], io: Io): Arguments | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      checklist: { type: 'string' },
      format: { type: 'string', default: 'text' },
      pack: { type: 'string', multiple: true, default: [] },
      timeout: { type: 'string', default: '60' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const { format } = values;
  if (!isFormat(format)) {
    throw new UsageError(`--format has to be one of ${Object.keys(FORMATS).join(', ')}`);
  }
  const timeoutSeconds = Number(values.timeout);
  if (!/^\d+$/.test(values.timeout) || timeoutSeconds < 1 || timeoutSeconds > 3600) {
    throw new UsageError('--timeout has to be a whole number of seconds from 1 to 3600');
  }
  const scheduled = builtin.checklists.filter(isScheduled);
  const template = values.checklist === undefined ? null : scheduled.find((list) => list.id === values.checklist);
  if (template === undefined) {
    const known = scheduled.map((list) => list.id).join(', ');
    throw new UsageError(`no checklist ${JSON.stringify(values.checklist)} has rounds; these have: ${known}`);
  }
  return { target: readTarget(values, io), template, format, packs: values.pack, timeoutSeconds };
}

function isFormat(name: string): name is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, name);
}
