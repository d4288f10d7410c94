import type { CheckDefinition } from '../../core/check/definition';
import { parsePack } from '../../library/parsePack';
import { packMetrics, type AskedMetric } from '../../library/packMetrics';
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
export async function readFiles(files: readonly string[], builtin: readonly CheckDefinition[]): Promise<Reviewed[]> {
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readText(file) })));
  /** The pack, or file, that has a check. */
  const owners = new Map(builtin.map(({ id, pack }) => [id, `the built-in pack ${pack}`]));
  const taken = new Map<string, ContentError[]>();
  for (const { file, text } of texts.filter((one) => contentKind(one.text) === 'pack')) {
    const reading = parsePack(text, file);
    for (const { id, pack } of reading.ok ? reading.pack.checks : []) {
      const owner = owners.get(id);
      if (owner !== undefined && owner !== `the built-in pack ${pack}`) {
        taken.set(file, [...(taken.get(file) ?? []), takenTwice(file, text, id, owner)]);
      }
      owners.set(id, file);
    }
  }
  const ids = new Set(owners.keys());
  return texts.map(({ file, text }) => review(file, text, ids, taken.get(file) ?? []));
}

function review(file: string, text: string, ids: ReadonlySet<string>, taken: readonly ContentError[]): Reviewed {
  const kind = contentKind(text);
  if (kind === null) {
    const message = 'it is neither a pack nor a checklist, key figures, objectives or what backups have to keep';
    const fix = 'begin a pack with version: 1 and pack: <id>';
    const error = { file, line: 1, column: 1, field: '', message, fix };
    return { file, kind, errors: [error], warnings: [], metrics: [] };
  }
  const { errors, warnings } = reviewContent(kind, text, file, ids);
  const metrics = kind === 'pack' ? packMetrics(text, file) : [];
  return { file, kind, errors: [...errors, ...taken], warnings, metrics };
}

function takenTwice(file: string, text: string, id: string, owner: string): ContentError {
  const line = text.split('\n').findIndex((one) => one.includes(`id: ${id}`)) + 1;
  const message = `there is a check ${id} in ${owner} already`;
  return { file, line: Math.max(1, line), column: 1, field: id, message, fix: 'give it another id' };
}
