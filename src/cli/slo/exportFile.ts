import { parseArgs } from 'node:util';
import { LEFT_WORDS } from '../../core/slo/exportLeft';
import type { Objective } from '../../core/slo/objective';
import { isZone } from '../../core/time/zone';
import { exportOpenslo } from '../../library/slo/exportOpenslo';
import { exportRules, type Exported } from '../../library/slo/exportRules';
import type { Io } from '../io';
import { EXIT, formatIn, UsageError } from '../usage';
import { refuseOut, writeWhole } from '../writeWhole';
import { readObjectives } from './readObjectives';

const HELP = `Write objectives of a file as OpenSLO, or as rules for Prometheus. Nothing is
applied. What cannot be carried is listed on standard error.

Usage: opsrounds slo export --format FORMAT FILE... [options]

  --format FORMAT    openslo, rules (a file for Prometheus, Mimir or Thanos), or
                     prometheusrule (a resource for the Prometheus Operator)
  --absent-alert     rules: alert as well when nothing is counted any more
  --timezone ZONE    openslo: IANA zone of calendar windows that name none
                     (default: UTC)
  --out FILE         where to write it; replaced when it exists (default:
                     standard output)
  --help             this text

Exit codes: 0 written, 2 a file has mistakes or the command was not called
right.
`;

interface ExportOptions {
  zone: string;
  absentAlert: boolean;
}

const FORMATS = {
  openslo: (objectives, { zone }) => exportOpenslo(objectives, zone),
  rules: (objectives, { absentAlert }) => exportRules(objectives, { form: 'rules', absentAlert }),
  prometheusrule: (objectives, { absentAlert }) => exportRules(objectives, { form: 'prometheusrule', absentAlert }),
} as const satisfies Readonly<Record<string, (objectives: readonly Objective[], options: ExportOptions) => Exported>>;

/** `opsrounds slo export`. */
export async function exportFile(argv: string[], io: Io): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      'absent-alert': { type: 'boolean', default: false },
      timezone: { type: 'string', default: 'UTC' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    io.out(HELP);
    return EXIT.ok;
  }
  const { timezone: zone, out } = values;
  const format = formatIn(FORMATS, values.format ?? '');
  if (!isZone(zone)) {
    throw new UsageError(`--timezone ${JSON.stringify(zone)} is not a time zone: use an IANA name`);
  }
  if (files.length === 0) {
    throw new UsageError('give at least one file');
  }
  if (out !== undefined) {
    await refuseOut(out);
  }
  const objectives = await readObjectives(files, io);
  const { text, left } = FORMATS[format](objectives, { zone, absentAlert: values['absent-alert'] });
  io.err(
    left
      .map(
        ({ objective, field, code }) => `left: ${[objective, field].filter(Boolean).join(' ')}: ${LEFT_WORDS[code]}\n`
      )
      .join('')
  );
  if (out === undefined) {
    io.out(text);
  } else {
    await writeWhole(out, text);
  }
  return EXIT.ok;
}
