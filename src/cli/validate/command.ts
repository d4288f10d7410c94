import { parseArgs } from 'node:util';
import { builtin } from '../../library/builtin.gen';
import { formatContentError, type ContentError } from '../../library/readYaml';
import { connect } from '../../sources/connect';
import { SourceError } from '../../sources/sourceError';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { oneLine } from '../output/words';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT, formatIn, UsageError } from '../usage';
import { readFiles, type Reviewed } from './readFiles';
import { knownMetrics, unknownMetrics, type KnownMetrics } from './unknownMetrics';

const HELP = `Say what is wrong with files of content: packs of checks, checklists, key figures,
objectives, what backups have to keep. With --url the metrics of packs are looked
for as well, in what the metrics sources had in the last 30 days.

Usage: opsrounds validate FILE... [options]

${TARGET_HELP}
  --format FORMAT    text or json (default: text)
  --help             this text

Exit codes: 0 nothing is wrong, 1 nothing has a metric that is asked for, 3 the
metrics could not be looked for, 2 a file has mistakes or the command was not
called right.
`;

interface Arguments {
  files: readonly string[];
  target: NodeTransportOptions | null;
  format: 'text' | 'json';
}

interface Validated extends Reviewed {
  /** Metrics that nothing has. */
  missing: readonly ContentError[];
}

/** `opsrounds validate`. */
export async function validate(argv: string[], io: Io): Promise<number> {
  const args = readArguments(argv, io);
  if (args === null) {
    io.out(HELP);
    return EXIT.ok;
  }
  const reviewed = await readFiles(args.files, builtin);
  const known = args.target === null ? null : await askKnown(args.target, io);
  const files = reviewed.map((one) => ({ ...one, missing: known === null ? [] : unknownMetrics(one.metrics, known) }));
  const code = exitCode(files, known);
  io.out(args.format === 'json' ? jsonOf(files, known, code) : textOf(files, known));
  return code;
}

async function askKnown(target: NodeTransportOptions, io: Io): Promise<KnownMetrics> {
  const { transport, clock } = withServerClock(nodeTransport(target), io.clock);
  const { metricSources } = await connect(transport, io.signal, clock, { products: [] });
  if (metricSources.length === 0) {
    throw new SourceError('not-connected', 'there is no metrics source whose metrics could be looked for');
  }
  return knownMetrics(transport, metricSources, clock(), io.signal);
}

function exitCode(files: readonly Validated[], known: KnownMetrics | null): number {
  if (files.some(({ errors }) => errors.length > 0)) {
    return EXIT.usage;
  }
  if (files.some(({ missing }) => missing.length > 0)) {
    return EXIT.findings;
  }
  return known !== null && known.silent.length > 0 ? EXIT.unknown : EXIT.ok;
}

function textOf(files: readonly Validated[], known: KnownMetrics | null): string {
  const lines = files.flatMap(({ file, kind, errors, warnings, missing }) => {
    const wrong = [...errors, ...missing].map(formatContentError);
    const doubts = warnings.map((one) => `warning: ${formatContentError(one)}`);
    return wrong.length > 0
      ? [...wrong, ...doubts]
      : [`${file}: ${KIND_WORDS[kind ?? 'pack']}, nothing is wrong`, ...doubts];
  });
  const silent = (known?.silent ?? []).map(
    ({ name, reason }) => `The metrics of ${name} are not known: ${reason.detail ?? reason.code}`
  );
  return `${[...lines, ...silent].map(oneLine).join('\n')}\n`;
}

const KIND_WORDS = {
  pack: 'a pack of checks',
  checklist: 'a checklist',
  kpis: 'key figures',
  objectives: 'objectives',
  backups: 'what backups have to keep',
} as const;

function jsonOf(files: readonly Validated[], known: KnownMetrics | null, code: number): string {
  const document = {
    version: 1,
    exitCode: code,
    files: files.map(({ file, kind, errors, warnings, missing }) => ({ file, kind, errors, warnings, missing })),
    ...(known !== null && { silent: known.silent }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function readArguments(argv: string[], io: Io): Arguments | null {
  const { values, positionals: files } = parseArgs({
    args: argv,
    allowPositionals: true,
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
  if (files.length === 0) {
    throw new UsageError('give at least one file');
  }
  return { files, target: values.url === undefined ? null : readTarget(values, io), format };
}
