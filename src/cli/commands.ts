import { SourceError } from '../sources/sourceError';
import { check } from './check';
import type { Io } from './io';
import { asUsageError, EXIT, UsageError } from './usage';

const HELP = `Ops Rounds: the rounds of a platform team, from the data Grafana can reach.

Usage: opsrounds <command> [options]

Commands:
  backups  say what can be recovered, and keep how each day ended
  check    run checks, of a checklist or by name, and say what they find
  doctor   say what this Grafana lacks for Ops Rounds, and how to mend it
  journal  export the journal, and say whether somebody touched it
  report   write the monthly report as PDF, JSON or CSV
  rounds   say which rounds are due, signed, missed, and what they carry over
  slo      measure objectives; validate, import and export their files
  test     run tests of checks, the built-in ones and your own
  validate say what is wrong with files of checks, checklists and the like

opsrounds <command> --help tells a command's options.
`;

type Command = (argv: string[], io: Io) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  backups: async (argv, io) => (await import('./backups/command')).backups(argv, io),
  check,
  doctor: async (argv, io) => (await import('./doctor/command')).doctor(argv, io),
  journal: async (argv, io) => (await import('./journal/command')).journal(argv, io),
  report: async (argv, io) => (await import('./report')).report(argv, io),
  rounds: async (argv, io) => (await import('./rounds/command')).rounds(argv, io),
  slo: async (argv, io) => (await import('./slo/command')).slo(argv, io),
  test: async (argv, io) => (await import('./test/command')).test(argv, io),
  validate: async (argv, io) => (await import('./validate/command')).validate(argv, io),
};

/** Runs one command and gives the process's exit code. Whatever goes wrong is said in one line on standard error. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.err : io.out)(HELP);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    io.err(`opsrounds: there is no command ${JSON.stringify(name)}; there are ${Object.keys(COMMANDS).join(', ')}\n`);
    return EXIT.usage;
  }
  try {
    return await command(rest, io);
  } catch (thrown) {
    return explain(asUsageError(thrown), name, io);
  }
}

function explain(error: unknown, name: string, io: Io): number {
  if (io.signal.aborted) {
    io.err(`opsrounds ${name}: cancelled\n`);
    return EXIT.cancelled;
  }
  if (error instanceof UsageError) {
    io.err(`opsrounds ${name}: ${error.message}${error.pointToHelp ? ` (opsrounds ${name} --help)` : ''}\n`);
    return EXIT.usage;
  }
  if (error instanceof SourceError) {
    io.err(`opsrounds ${name}: ${sourceWords(error)}\n`);
    return EXIT.unknown;
  }
  // A mistake of ours. Exit code 1 would say that the checks found something.
  io.err(`opsrounds ${name}: internal error: ${(error as Error).stack ?? String(error)}\n`);
  return EXIT.unknown;
}

function sourceWords({ code, detail }: SourceError): string {
  switch (code) {
    case 'unauthorized':
      return `Grafana does not let this in: ${detail}; give a token with OPSROUNDS_TOKEN or --token`;
    case 'not-permitted':
      return `the token may not do this: ${detail}`;
    case 'source-down':
      return `Grafana does not answer: ${detail}`;
    case 'timeout':
      return `Grafana took too long: ${detail}`;
    case 'bad-response':
      return `this does not answer as Grafana does: ${detail}`;
    default:
      return detail;
  }
}
