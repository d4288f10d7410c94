import { parseArgs } from 'node:util';
import type { Verdict } from '../../core/check/verdict';
import { connect } from '../../sources/connect';
import { examination } from '../../sources/doctor/examination';
import type { Fact } from '../../sources/doctor/fact';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { libraryWith } from '../ownPacks';
import { oneLine } from '../output/words';
import { INDENT, MARK_WIDTH, wrap } from '../output/wrap';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT, formatIn } from '../usage';
import { englishOf } from './words';

const HELP = `Say what this Grafana lacks for Ops Rounds: data sources, permissions, packs that
have data and what the others need, what is kept and for how long, clocks. Nothing
is written.

Usage: opsrounds doctor --url URL [options]

${TARGET_HELP}
  --format FORMAT    text or json (default: text)
  --help             this text

Exit codes: 0 nothing is lacking, 1 something is, 3 something could not be found
out and nothing else is lacking, 2 the command was not called right.
`;

/** `opsrounds doctor`. */
export async function doctor(argv: string[], io: Io): Promise<number> {
  const args = readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const facts = await examine(args.target, io);
  const code = exitCode(facts);
  io.out(args.format === 'json' ? jsonOf(facts, code) : textOf(facts));
  return code;
}

async function examine(target: NodeTransportOptions, io: Io): Promise<readonly Fact[]> {
  const { signal } = io;
  const own = nodeTransport(target);
  const { transport, clock } = withServerClock(own, io.clock);
  const connection = await connect(transport, signal, clock, {
    library: (settings) => libraryWith(settings, []),
  });
  const library = await libraryWith(connection.settings, []);
  return examination({ transport, connection, clock, ownClock: io.clock, signal }, library);
}

function exitCode(facts: readonly Fact[]): number {
  const some = (...verdicts: Verdict[]) => facts.some(({ verdict }) => verdicts.includes(verdict));
  return some('fail', 'warn') ? EXIT.findings : some('unknown') ? EXIT.unknown : EXIT.ok;
}

const MARKS: Readonly<Record<Verdict, string>> = {
  fail: 'FAIL',
  unknown: 'UNKNOWN',
  warn: 'WARNING',
  pass: 'OK',
  na: 'N/A',
};

function textOf(facts: readonly Fact[]): string {
  const lines = facts.flatMap((fact) => {
    const { text, follows, fix, setting } = englishOf(fact);
    const [head = '', ...more] = wrap(oneLine(text));
    const beside = [
      ...more,
      ...(follows === undefined ? [] : wrap(oneLine(follows))),
      ...(fix === undefined ? [] : wrap(oneLine(`${fact.verdict === 'na' ? 'To have it' : 'What to do'}: ${fix}`))),
      ...(setting === undefined ? [] : setting.split('\n').map((line) => `  ${line}`)),
    ];
    return [MARKS[fact.verdict].padEnd(MARK_WIDTH) + head, ...beside.map((line) => INDENT + line)];
  });
  return `${lines.join('\n')}\n`;
}

function jsonOf(facts: readonly Fact[], code: number): string {
  const findings = facts.map((fact) => ({ ...fact, ...englishOf(fact) }));
  return `${JSON.stringify({ version: 1, exitCode: code, findings }, null, 2)}\n`;
}

function readArguments(argv: string[], io: Io): { target: NodeTransportOptions; format: 'text' | 'json' } | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    return null;
  }
  const format = formatIn({ text: true, json: true }, values.format);
  return { target: readTarget(values, io), format };
}
