import type { Io } from '../io';
import { EXIT, UsageError } from '../usage';
import { exportJournal } from './exportJournal';
import { verify } from './verify';

const HELP = `The journal of the rounds: who decided and signed what, and when.

Usage: opsrounds journal <command> [options]

Commands:
  export   write its rows to a file, to be kept outside of Grafana
  verify   say whether rows were edited, altered or removed

opsrounds journal <command> --help tells a command's options.
`;

const COMMANDS: Readonly<Record<string, (argv: string[], io: Io) => Promise<number>>> = {
  export: exportJournal,
  verify,
};

/** `opsrounds journal`. */
export async function journal(argv: string[], io: Io): Promise<number> {
  const [name = '', ...rest] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) {
    return command(rest, io);
  }
  if (name === '--help' || name === '-h') {
    io.out(HELP);
    return EXIT.ok;
  }
  throw new UsageError(`needs one of ${Object.keys(COMMANDS).join(', ')}`);
}
