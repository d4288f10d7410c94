import type { Io } from '../io';
import { EXIT } from '../usage';
import { exportFile } from './exportFile';
import { importFiles } from './importFiles';
import { measure, MEASURE_HELP } from './measure';
import { validate } from './validate';

const HELP = `${MEASURE_HELP}
Files of objectives:

  opsrounds slo validate FILE...   say what is wrong with them
  opsrounds slo import FILE...     read OpenSLO, Sloth and Pyrra
  opsrounds slo export FILE        write OpenSLO or Prometheus rules

opsrounds slo validate --help and so on tell their options.
`;

const COMMANDS: Readonly<Record<string, (argv: string[], io: Io) => Promise<number>>> = {
  validate,
  import: importFiles,
  export: exportFile,
};

/** `opsrounds slo`: measures objectives, or works on files of them. */
export async function slo(argv: string[], io: Io): Promise<number> {
  const [name = '', ...rest] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) {
    return command(rest, io);
  }
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(HELP);
    return EXIT.ok;
  }
  return measure(argv, io);
}
