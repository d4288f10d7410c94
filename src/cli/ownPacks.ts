import { readFile, stat } from 'node:fs/promises';
import type { CheckDefinition } from '../core/check/definition';
import type { ProbedPack } from '../core/check/packDetection';
import type { ItemTemplate } from '../core/checklist/template';
import { withParts } from '../core/calc/withParts';
import { referenceProblems } from '../library/computedFields';
import { parsePack } from '../library/parsePack';
import { formatContentError } from '../library/readYaml';
import { errorCode, UsageError } from './usage';

/** Far above what a pack may have; not even read, so that a wrong path to something huge costs nothing. */
const MAX_FILE_BYTES = 10_000_000;

interface OwnPacks {
  checks: readonly CheckDefinition[];
  packs: readonly ProbedPack[];
}

/** The user's own pack files. Throws UsageError with every mistake in them, one a line. */
export async function readOwnPacks(files: readonly string[], builtin: readonly CheckDefinition[]): Promise<OwnPacks> {
  const checks: CheckDefinition[] = [];
  const packs: ProbedPack[] = [];
  const problems: string[] = [];
  const owners = new Map(builtin.map(({ id }) => [id, 'the built-in packs']));
  for (const file of files) {
    const reading = parsePack(await readText(file), file);
    if (reading.ok) {
      packs.push(reading.pack);
    }
    for (const check of reading.ok ? reading.pack.checks : []) {
      const owner = owners.get(check.id);
      if (owner !== undefined) {
        problems.push(`${file}: there is a check ${check.id} in ${owner} already. Fix: give it another id.`);
      }
      owners.set(check.id, file);
      checks.push(check);
    }
    problems.push(...(reading.ok ? [] : reading.errors.map(formatContentError)));
  }
  const known = [...builtin, ...checks];
  const byId = new Map(known.map((check) => [check.id, check]));
  for (const { check, message, fix } of referenceProblems(checks, byId)) {
    problems.push(`${owners.get(check.id)}: ${check.id}: ${message}. Fix: ${fix}.`);
  }
  if (problems.length > 0) {
    throw new UsageError(problems.join('\n'), false);
  }
  return { checks: withParts(checks, known), packs };
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
