import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { exportText } from '../../core/journal/exportFile';
import { nodeTransport } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { plural } from '../output/words';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT } from '../usage';
import { refuseOut, writeWhole } from '../writeWhole';
import { RANGE_HELP, rangeOptions, readDates, readJournal } from './readRange';

const HELP = `Write the journal's rows, one JSON object a line after a line that says what they
are and their SHA-256. opsrounds journal verify --file reads it.

Usage: opsrounds journal export --url URL [options]

${TARGET_HELP}
${RANGE_HELP}
  --out FILE         where to write it; replaced when it exists
                     (default: standard output)
  --help             this text

Exit codes: 0 written, 2 the command was not called right, 3 the journal could not
be read. Without 0 nothing is written.
`;

/** `opsrounds journal export`: all rows of the range or none. */
export async function exportJournal(argv: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...targetOptions,
      ...rangeOptions,
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    io.out(HELP);
    return EXIT.ok;
  }
  const { out } = values;
  const dates = readDates(values);
  const target = readTarget(values, io);
  if (out !== undefined) {
    await refuseOut(out);
  }
  const { transport, clock } = withServerClock(nodeTransport(target), io.clock);
  const { rows, ...about } = await readJournal(transport, dates, clock, io.signal);
  const text = exportText(rows, about);
  if (out === undefined) {
    io.out(text);
    return EXIT.ok;
  }
  await writeWhole(out, text);
  const digest = createHash('sha256').update(text).digest('hex');
  io.out(`${out}\n${plural(rows.length, 'row')}\nSHA-256 ${digest}\n`);
  return EXIT.ok;
}
