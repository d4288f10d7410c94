import { readFile, stat } from 'node:fs/promises';
import type { CheckDefinition } from '../core/check/definition';
import type { PackProblem } from '../core/check/ownPack';
import type { ItemTemplate } from '../core/checklist/template';
import type { Settings } from '../core/settings/settings';
import { builtin } from '../library/builtin.gen';
import { packIdIn, packTexts, withOwnPacks, type PackText, type WithOwn } from '../library/ownPacks';
import { formatContentError } from '../library/readYaml';
import { errorCode, UsageError } from './usage';

/** Far above what a pack may have; not even read, so that a wrong path to something huge costs nothing. */
const MAX_FILE_BYTES = 10_000_000;

type CliLibrary = typeof builtin & WithOwn;

/** The user's own pack files as they are. Throws UsageError for one that cannot be read. */
export async function readPackFiles(files: readonly string[]): Promise<readonly PackText[]> {
  return Promise.all(files.map(async (file) => ({ file, text: await readText(file) })));
}

/**
 * The library of a command: the built-in one, over it the packs of the settings, over both the files. A file takes the place of
 * the pack of the settings that has its id. Throws UsageError with every mistake in the files, one a line.
 */
export async function libraryWith(
  { packs = [] }: Pick<Settings, 'packs'>,
  files: readonly PackText[]
): Promise<CliLibrary> {
  const ids = new Set(files.map(({ text }) => packIdIn(text)));
  const saved = packTexts(packs).filter(({ text }) => !ids.has(packIdIn(text)));
  const known = withOwnPacks(builtin, saved);
  const library = withOwnPacks(known, files);
  const problems = files.flatMap(({ file }, at) =>
    (library.own[at]?.problems ?? []).map((one) => formatProblem(file, one))
  );
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'), false);
  }
  return { ...library, own: [...known.own, ...library.own] };
}

/** What is wrong with the packs of the settings, one line each. */
export function ownPackProblems({ own }: WithOwn): readonly string[] {
  return own.flatMap(({ title, problems }) =>
    problems.map((one) => formatProblem(`pack ${title} of the settings`, one))
  );
}

function formatProblem(file: string, problem: PackProblem): string {
  return formatContentError({ file, ...problem });
}

/** A check of an own pack stands in the round as an item of its own. */
export function itemOf({ id, title, remediation }: CheckDefinition): ItemTemplate {
  const shortTitle = title.length > 40 ? `${title.slice(0, 39)}…` : title;
  return { id: id.replace('.', '-'), title, shortTitle, checks: [id], need: 'all', byHand: remediation, seeds: [] };
}

/** Text of a content file. Throws UsageError when there is none to read. */
export async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) {
      throw new UsageError(`${file} has ${size} bytes: more than is read`, false);
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) {
      throw error;
    }
    throw new UsageError(`${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}`, false);
  }
}
