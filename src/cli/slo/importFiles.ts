import { parseArgs } from 'node:util';
import type { Objective } from '../../core/slo/objective';
import type { ForeignNote } from '../../library/slo/foreignObjective';
import { importObjectives } from '../../library/slo/importObjectives';
import { writeObjectives } from '../../library/slo/writeObjectives';
import type { Io } from '../io';
import { oneLine, plural } from '../output/words';
import { readText } from '../ownPacks';
import { EXIT, UsageError } from '../usage';
import { refuseOut, writeWhole } from '../writeWhole';

const HELP = `Read objectives from files of OpenSLO (v1, v1alpha), Sloth (prometheus/v1 and
its resource) and Pyrra (its resource), and write them as Ops Rounds does. What
cannot be carried is listed on standard error, line by line.

Usage: opsrounds slo import FILE... [options]

  --out FILE         where to write them; replaced when it exists (default:
                     standard output)
  --help             this text

Exit codes: 0 all objectives were read, 1 some were refused, 2 none was read or
the command was not called right.
`;

/** `opsrounds slo import`. */
export async function importFiles(argv: string[], io: Io): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    io.out(HELP);
    return EXIT.ok;
  }
  if (files.length === 0) {
    throw new UsageError('give at least one file');
  }
  if (values.out !== undefined) {
    await refuseOut(values.out);
  }
  const objectives: Objective[] = [];
  let refused = 0;
  for (const file of files) {
    const found = importObjectives(await readText(file));
    const formats = found.formats.join(', ') || 'no format that is known';
    io.err(`${file}: ${formats}, ${plural(found.objectives.length, 'objective')}\n`);
    io.err(found.left.map((note) => noteOf(file, 'left', note)).join(''));
    io.err(found.refused.map((note) => noteOf(file, 'refused', note)).join(''));
    refused += found.refused.length;
    objectives.push(...found.objectives);
  }
  refuseDoubles(objectives);
  if (objectives.length === 0) {
    throw new UsageError('no objective could be read', false);
  }
  const text = writeObjectives(objectives);
  if (values.out === undefined) {
    io.out(text);
  } else {
    await writeWhole(values.out, text);
  }
  return refused > 0 ? EXIT.findings : EXIT.ok;
}

function noteOf(file: string, what: 'left' | 'refused', { line, slo, field, why }: ForeignNote): string {
  const about = [slo, field].filter((text) => text !== '').join(' ');
  return oneLine(`${file}:${line}: ${what}: ${about === '' ? '' : `${about}: `}${why}`) + '\n';
}

function refuseDoubles(objectives: readonly Objective[]): void {
  const seen = new Set<string>();
  const double = objectives.find(({ id }) => seen.size === seen.add(id).size);
  if (double) {
    throw new UsageError(`two of the files give an objective ${double.id}: import them one by one`, false);
  }
}
