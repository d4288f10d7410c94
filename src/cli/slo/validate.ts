import { parseArgs } from 'node:util';
import { lintObjective } from '../../core/slo/lint';
import type { LintFinding } from '../../core/slo/lintFinding';
import { lintSentence } from '../../core/slo/lintSentence';
import type { Objective } from '../../core/slo/objective';
import { connect } from '../../sources/connect';
import { prometheusSource } from '../../sources/grafana/prometheus';
import { nodeTransport, type NodeTransportOptions } from '../../sources/transport/node';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Io } from '../io';
import { oneLine, plural } from '../output/words';
import { readTarget, TARGET_HELP, targetOptions } from '../target';
import { EXIT, UsageError } from '../usage';
import { readObjectives } from './readObjectives';

const HELP = `Say what is wrong with files of objectives: fields, PromQL, what cannot add up.
With --url their series are looked at as well: whether they exist, whether they
count, whether the data reaches back over the window.

Usage: opsrounds slo validate FILE... [options]

${TARGET_HELP}
  --help             this text

Exit codes: 0 nothing is wrong, 1 the series are not what they should be, 3 they
could not be looked at, 2 a file has mistakes or the command was not called
right.
`;

/** `opsrounds slo validate`. */
export async function validate(argv: string[], io: Io): Promise<number> {
  const { values, positionals: files } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { ...targetOptions, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    io.out(HELP);
    return EXIT.ok;
  }
  if (files.length === 0) {
    throw new UsageError('give at least one file');
  }
  const target = values.url === undefined ? null : readTarget(values, io);
  const objectives = await readObjectives(files, io);
  if (target !== null) {
    return lintAll(objectives, target, io);
  }
  io.out(`${plural(objectives.length, 'objective')} in ${plural(files.length, 'file')}: nothing is wrong.\n`);
  return EXIT.ok;
}

async function lintAll(objectives: readonly Objective[], target: NodeTransportOptions, io: Io): Promise<number> {
  const { signal } = io;
  const { transport, clock } = withServerClock(nodeTransport(target), io.clock);
  const { dataSources, metricSources } = await connect(transport, signal, clock, { products: [] });
  const found: LintFinding[] = [];
  for (const objective of objectives) {
    const { sourceUid: named } = objective;
    const ref = dataSources.find(({ uid, name }) => uid === named || name === named);
    const source = named === undefined ? metricSources[0] : ref && prometheusSource(transport, ref);
    if (!source) {
      const known = dataSources.map(({ name }) => name).join(', ');
      throw new UsageError(`${objective.id}: there is no data source ${named ?? ''}; there are: ${known}`, false);
    }
    const findings = await lintObjective(objective, { source, nowMs: clock(), signal });
    io.out(textOf(objective, findings));
    found.push(...findings);
  }
  if (found.some(({ severity }) => severity === 'error' || severity === 'warning')) {
    return EXIT.findings;
  }
  return found.some(({ severity }) => severity === 'unchecked') ? EXIT.unknown : EXIT.ok;
}

const MARKS: Readonly<Record<LintFinding['severity'], string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  unchecked: 'UNKNOWN',
  ok: 'OK',
};

function textOf({ id, title }: Objective, findings: readonly LintFinding[]): string {
  const lines = findings.flatMap((finding) => {
    const { text, fix } = lintSentence(finding);
    const line = `  ${MARKS[finding.severity].padEnd(8)} ${finding.field}: ${text}`;
    return fix === undefined ? [line] : [line, `           ${fix}`];
  });
  return `${[`${title} (${id})`, ...lines].map(oneLine).join('\n')}\n`;
}
