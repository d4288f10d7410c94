import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { CheckDefinition } from '../core/check/definition';
import type { Clock } from '../core/check/ports';
import { needsALook, runWithTrends } from '../core/check/trends';
import { buildBoard } from '../core/checklist/buildBoard';
import { activeTemplates } from '../core/checklist/published';
import { deriveRun, scheduleOf } from '../core/checklist/derive';
import { listDue, listsOn } from '../core/checklist/due';
import { foldRun } from '../core/checklist/fold';
import { checksOf, isScheduled, type ScheduledTemplate } from '../core/checklist/template';
import type { Connection } from '../core/connection/connection';
import { builtin } from '../library/builtin.gen';
import { connect } from '../sources/connect';
import { SourceError } from '../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../sources/transport/node';
import { withServerClock } from '../sources/transport/serverClock';
import { asOf } from './asOf';
import { listOfChosen, type Chosen } from './chosenChecks';
import { deliver, OUT_HELP, outOption, readOut } from './deliver';
import type { Io } from './io';
import { exitCode, type Outcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderMarkdown } from './output/markdown';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';
import type { PackText, WithOwn } from '../library/ownPacks';
import { itemOf, libraryWith, ownPackProblems, readPackFiles } from './ownPacks';
import { recall } from './recall';
import { readTarget, TARGET_HELP, targetOptions } from './target';
import { EXIT, formatIn, UsageError } from './usage';

const HELP = `Run checks and say what they find. Nothing is written into Grafana.

Usage: opsrounds check --url URL [options]

${TARGET_HELP}
  --checklist ID     which checklist (default: the one that is due)
  --pack-id ID       the checks of this pack in place of a checklist's, may be
                     given several times
  --id CHECK         this check, may be given several times
  --at TIME          as of then, such as 2026-11-20T06:00:00Z; what only tells
                     of now is unknown
  --format FORMAT    text, json, junit, markdown, or textfile for node_exporter
                     (default: text)
${OUT_HELP}
  --pack FILE        check this pack of your own too, may be given several times
  --timeout SECONDS  give up after this long (default: 60)
  --help             this text

Exit codes: 0 everything passes, 1 warnings or failures, whether or not somebody
accepted their risk, 3 something could not be checked and nothing else is wrong,
2 the command was not called right.
`;

const FORMATS = {
  text: (outcome: Outcome, io: Io) => renderText(outcome, io.isTty && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'),
  json: renderJson,
  junit: renderJunit,
  markdown: renderMarkdown,
  textfile: renderTextfile,
} as const;

/** Entities of a check that are told since when they are as they are. */
const ENTITIES_WITH_DAY = 50;

interface Arguments {
  target: NodeTransportOptions;
  /** Null for the one that is due. */
  template: ScheduledTemplate | null;
  /** Null for those of a checklist. */
  chosen: Chosen | null;
  /** Null for now. */
  atMs: number | null;
  out: string | undefined;
  format: keyof typeof FORMATS;
  packs: readonly string[];
  timeoutSeconds: number;
}

/** `opsrounds check`: the same runner and the same board as the page's. */
export async function check(argv: string[], io: Io): Promise<number> {
  const args = await readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const timeout = AbortSignal.timeout(args.timeoutSeconds * 1000);
  try {
    const outcome = await look(args, AbortSignal.any([io.signal, timeout]), io);
    await deliver(FORMATS[args.format](outcome, io), args.out, io);
    return exitCode(outcome);
  } catch (error) {
    throw timeout.aborted && !io.signal.aborted
      ? new SourceError('timeout', `not done within ${args.timeoutSeconds} s`)
      : error;
  }
}

async function look(args: Arguments, signal: AbortSignal, io: Io): Promise<Outcome> {
  const files = await readPackFiles(args.packs);
  const { transport, clock: serverClock } = withServerClock(nodeTransport(args.target), io.clock);
  const connection = await connect(transport, signal, serverClock, {
    library: (settings) => libraryWith(settings, files),
  });
  const library = await libraryWith(connection.settings, files);
  const asked = args.chosen && listOfChosen(args.chosen, library.checks);
  for (const { field, message } of connection.problems) {
    io.err(`opsrounds check: setting ${field} is left out: ${message}\n`);
  }
  ownPackProblems(library).forEach((problem) => io.err(`opsrounds check: ${problem}\n`));
  const clock = clockAt(args.atMs, serverClock);
  const schedule = scheduleOf(connection.settings);
  const template = asked ?? withOwn(checklistOf(connection, args, clock(), io), checksOfFiles(library, files));
  const { windowSeconds } = template;
  const registry = args.atMs === null ? connection.registry : asOf(connection.registry);
  const { memory, risks } = await recall('check', connection.journal, clock(), signal, io);
  const options = { registry, clock, windowSeconds, signal, memory };
  const shown = { count: ENTITIES_WITH_DAY, isShown: needsALook };
  const result = await runWithTrends(checksOf(template, library.checks), options, shown);
  const run = deriveRun(template, schedule, result.askedMs);
  const state = foldRun([], [], run.key);
  return { template, result, risks, board: buildBoard({ template, run, result, pendingSources: [], state, risks }) };
}

/** A moment that is not over cannot be looked at. */
function clockAt(atMs: number | null, clock: Clock): Clock {
  if (atMs !== null && atMs > clock()) {
    throw new UsageError('--at is in the future');
  }
  return atMs === null ? clock : () => atMs;
}

/** Those of the settings stand in lists of one's own; those of files nowhere else. */
function checksOfFiles({ own, checks }: WithOwn, files: readonly PackText[]): readonly CheckDefinition[] {
  const texts = new Set(files.map(({ text }) => text));
  const ids = new Set(own.flatMap((pack) => (texts.has(pack.text) ? pack.checks : [])));
  return checks.filter(({ id }) => ids.has(id));
}

function withOwn(template: ScheduledTemplate, own: readonly CheckDefinition[]): ScheduledTemplate {
  return { ...template, items: [...template.items, ...own.map(itemOf)] };
}

/** The checklist that was named, or the one that is due. */
function checklistOf(
  { settings, templates }: Connection,
  { template }: Arguments,
  nowMs: number,
  io: Io
): ScheduledTemplate {
  const { checklists, missing } = activeTemplates(builtin.checklists, settings.templates ?? {}, templates);
  for (const { list } of missing) {
    io.err(
      `opsrounds check: the activated version of ${list} is not at hand; the list of the library stands in for it\n`
    );
  }
  const chosen =
    template === null
      ? listDue(listsOn(settings, checklists), scheduleOf(settings), nowMs, null)
      : (checklists.filter(isScheduled).find(({ id }) => id === template.id) ?? null);
  if (chosen === null) {
    throw new UsageError('no checklist of the library is turned on in the settings');
  }
  return chosen;
}

async function readArguments(argv: string[], io: Io): Promise<Arguments | null> {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      ...outOption,
      checklist: { type: 'string' },
      'pack-id': { type: 'string', multiple: true, default: [] },
      id: { type: 'string', multiple: true, default: [] },
      at: { type: 'string' },
      format: { type: 'string', default: 'text' },
      pack: { type: 'string', multiple: true, default: [] },
      timeout: { type: 'string', default: '60' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const format = formatIn(FORMATS, values.format);
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
  const { 'pack-id': packs, id: ids } = values;
  const chosen = packs.length + ids.length > 0 ? { packs, ids } : null;
  if (chosen !== null && template !== null) {
    throw new UsageError('--checklist does not go with --pack-id and --id');
  }
  return {
    target: readTarget(values, io),
    template,
    chosen,
    atMs: values.at === undefined ? null : readTime(values.at),
    out: await readOut(values.out),
    format,
    packs: values.pack,
    timeoutSeconds,
  };
}

/** An instant with its zone: a time without one means another moment on every machine. */
function readTime(text: string): number {
  const { data } = z.iso.datetime({ offset: true }).safeParse(text);
  if (data === undefined) {
    throw new UsageError(`--at has to be a time with its zone such as 2026-11-20T06:00:00Z: ${JSON.stringify(text)}`);
  }
  return Date.parse(data);
}
