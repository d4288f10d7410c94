import { parseArgs } from 'node:util';
import { history } from '../../core/checklist/history';
import { carriedNow, lastRounds } from '../../core/checklist/historyFigures';
import { scheduleOf } from '../../core/checklist/derive';
import { listsOn } from '../../core/checklist/due';
import { activeTemplates } from '../../core/checklist/published';
import { summariesOf } from '../../core/checklist/summary';
import { journalCodec } from '../../core/journal/codec';
import { checkIntegrity } from '../../core/journal/integrity';
import { localDate } from '../../core/time/zone';
import { builtin } from '../../library/builtin.gen';
import { connect } from '../../sources/connect';
import { JOURNAL_DOMAINS } from '../../sources/journalDomains';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import { deliver, OUT_HELP, outOption, readOut } from '../deliver';
import type { Io } from '../io';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT, formatIn } from '../usage';
import { exitCode, type RoundsOutcome } from './outcome';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';

const HELP = `Say which rounds are kept: due, overdue, signed, missed, what they carry over, and
whether the journal of the last days was touched.

Usage: opsrounds rounds --url URL [options]

${TARGET_HELP}
  --format FORMAT    text, json, or textfile for node_exporter (default: text)
${OUT_HELP}
  --help             this text

Exit codes: 0 every round is kept, 1 one is overdue (15 minutes after it was due) or
was missed, or the journal was tampered with, 3 that cannot be told, 2 the command
was not called right.
`;

const DAY_MS = 86_400_000;
/** Rounds of the last months are known by their summaries; rows are looked at one by one for so long. */
const SUMMARY_DAYS = 100;
const INTEGRITY_DAYS = 14;

const FORMATS = {
  text: renderText,
  json: (outcome: RoundsOutcome) => `${JSON.stringify({ ...outcome, exitCode: exitCode(outcome) }, null, 2)}\n`,
  textfile: renderTextfile,
} as const;

/** `opsrounds rounds`. */
export async function rounds(argv: string[], io: Io): Promise<number> {
  const args = await readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const outcome = await look(args.target, io);
  await deliver(FORMATS[args.format](outcome), args.out, io);
  return exitCode(outcome);
}

async function look(target: NodeTransportOptions, io: Io): Promise<RoundsOutcome> {
  const { transport, clock } = withServerClock(nodeTransport(target), io.clock);
  const connection = await connect(transport, io.signal, clock, { products: [] });
  const { settings, journal, record } = connection;
  const nowMs = clock();
  const toMs = nowMs + DAY_MS;
  const range = { fromMs: nowMs - INTEGRITY_DAYS * DAY_MS, toMs };
  const [recorded, rows] = await Promise.all([
    journal.read({ class: 'sum', fromMs: nowMs - SUMMARY_DAYS * DAY_MS, toMs }, io.signal),
    record.rows(range, io.signal),
  ]);
  const { checklists, missing } = activeTemplates(builtin.checklists, settings.templates ?? {}, connection.templates);
  for (const { list } of missing) {
    io.err(
      `opsrounds rounds: the activated version of ${list} is not at hand; the list of the library stands in for it\n`
    );
  }
  const templates = listsOn(settings, checklists);
  const schedule = scheduleOf(settings);
  const summaries = summariesOf(recorded);
  const today = localDate(nowMs, schedule.zone);
  return {
    lines: history({ templates, schedule, recorded, nowMs }).lists.map((list) => ({
      list: list.template.id,
      title: list.template.title,
      round: lastRounds(list, 1)[0] ?? null,
      carried: carriedNow([list.template], summaries, today),
    })),
    integrity: checkIntegrity(journalCodec(JOURNAL_DOMAINS), rows, { ...range, startedMs: settings.startedMs }),
    askedMs: nowMs,
    zone: schedule.zone,
  };
}

interface Arguments {
  target: NodeTransportOptions;
  format: keyof typeof FORMATS;
  out: string | undefined;
}

async function readArguments(argv: string[], io: Io): Promise<Arguments | null> {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      ...outOption,
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const format = formatIn(FORMATS, values.format);
  return { target: readTarget(values, io), format, out: await readOut(values.out) };
}
