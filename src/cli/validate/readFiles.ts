import type { CheckDefinition } from '../../core/check/definition';
import type { PackProblem } from '../../core/check/ownPack';
import type { PackBase as Base } from '../../library/overrides';
import { withOwnPacks, type PackText } from '../../library/ownPacks';
import { parsePack } from '../../library/parsePack';
import { packMetrics, type AskedMetric } from '../../library/packMetrics';
import { packWarnings } from '../../library/packWarnings';
import { contentKind, reviewContent, type ContentKind } from '../../library/readContent';
import type { ContentError } from '../../library/readYaml';
import { readText } from '../ownPacks';

/** A file of content with what is wrong with it. */
export interface Reviewed {
  file: string;
  kind: ContentKind | null;
  errors: readonly ContentError[];
  warnings: readonly ContentError[];
  /** Of a pack. */
  metrics: readonly AskedMetric[];
}

/** Reads the files together: a checklist may name the checks of a pack beside it. Throws UsageError for one that cannot be read. */
export async function readFiles(files: readonly string[], builtin: Base): Promise<Reviewed[]> {
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readText(file) })));
  const packs = texts.filter((one) => contentKind(one.text) === 'pack');
  const base = withoutSame(builtin, packs);
  const { checks, own } = withOwnPacks(base, packs);
  const ids = new Set([...builtin.checks, ...checks].map(({ id }) => id));
  const problems = new Map(own.map((pack, at) => [packs[at]?.file, pack.problems]));
  return texts.map(({ file, text }) => review(file, text, ids, problems.get(file) ?? []));
}

/** A file of a built-in pack is not in its own way. */
function withoutSame({ checks, systems }: Base, packs: readonly PackText[]): Base {
  const defined = packs.flatMap(({ file, text }) => {
    const reading = parsePack(text, file);
    return reading.ok ? [reading.pack] : [];
  });
  const isSame = ({ id, pack }: CheckDefinition) =>
    defined.some((one) => one.id === pack && one.checks.some((check) => check.id === id));
  return {
    checks: checks.filter((check) => !isSame(check)),
    systems: systems.filter(({ pack }) => !defined.some(({ id }) => id === pack)),
  };
}

function review(file: string, text: string, ids: ReadonlySet<string>, ofPack: readonly PackProblem[]): Reviewed {
  const kind = contentKind(text);
  if (kind === null) {
    const isEmpty = text.trim() === '';
    const message = isEmpty
      ? 'there is nothing in the file'
      : 'it is neither a pack nor a checklist, key figures, objectives or what backups have to keep';
    const fix = /^tests:/m.test(text)
      ? 'these are tests: run opsrounds test with this file and --pack'
      : 'begin a pack with version: 1 and pack: <id>';
    const error = { file, line: 1, column: 1, field: '', message, fix };
    return { file, kind, errors: [error], warnings: [], metrics: [] };
  }
  if (kind === 'pack') {
    return {
      file,
      kind,
      errors: ofPack.map((one) => ({ file, ...one })),
      warnings: packWarnings(text, file),
      metrics: packMetrics(text, file),
    };
  }
  return { file, kind, ...reviewContent(kind, text, file, ids), metrics: [] };
}
