import { parse, stringify } from 'yaml';

import type { JsonValue } from '../../../core/acceptance/event';
import { isRecord } from '../../../core/journal/domain';
import type { Objective } from '../../../core/slo/objective';
import { objectiveSchema, toObjective, type WrittenObjective } from '../../../core/slo/objectiveSchema';
import { readYaml, type ContentError } from '../../../library/readYaml';
import { reviewObjectives } from '../../../library/slo/reviewObjectives';

/** What an editor's text says. */
export type DraftReading =
  | {
      ok: true;
      objective: Objective;
      /** As it is written down; `readObjective` reads it as the same. */
      definition: JsonValue;
      warnings: readonly ContentError[];
    }
  | { ok: false; errors: readonly ContentError[] };

const FILE = 'objective.yaml';

/**
 * Reads one objective in YAML, with everything that can be said of it without asking anybody.
 * @param others All others: members of a composite are among them.
 */
export function readDraft(text: string, others: readonly Objective[]): DraftReading {
  const reading = readYaml(text, FILE, objectiveSchema);
  if (!reading.ok) {
    return { ok: false, errors: reading.errors.map((error) => inWords(error, text)) };
  }
  const objective = toObjective(reading.value, 'journal');
  const known = others.filter(({ id }) => id !== objective.id);
  const isOwn = (path: ReadonlyArray<string | number>) => path[1] === 0;
  const { errors, warnings } = reviewObjectives(
    [objective, ...known],
    // Others were reviewed where they were written.
    (index) => index > 0 || reading.value.sli.latency !== undefined,
    (path, message, fix) => ({
      ...reading.errorAt(path.slice(2), message, fix),
      ...(!isOwn(path) && { file: OTHER }),
    })
  );
  const own = (found: readonly ContentError[]) => found.filter(({ file }) => file !== OTHER);
  return own(errors).length > 0
    ? { ok: false, errors: own(errors) }
    : { ok: true, objective, definition: jsonOf(text), warnings: own(warnings) };
}

/** An empty field is told as such, whatever its rule was. */
function inWords(error: ContentError, text: string): ContentError {
  return isEmptyField(error, text) ? { ...error, message: EMPTY, fix: 'fill it in' } : error;
}

const EMPTY = 'it is empty';

/** Nothing stands there yet: no mistake before somebody wants to save it. */
export function isEmpty({ message }: ContentError): boolean {
  return message === EMPTY;
}

function isEmptyField({ field }: ContentError, text: string): boolean {
  const path = field.split(/[.[\]]+/).filter((name) => name !== '');
  return path.length > 0 && valueAt(parsed(text), path) === '';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value
  );
}

const OTHER = 'other';

/** The text of a written objective. */
export function draftText(written: object): string {
  return stringify(written, { lineWidth: 0 });
}

/** The written objective of a text that fits the schema but for fields that are empty, for the form; null for any other. */
export function writtenIn(text: string): Partial<WrittenObjective> | null {
  const value = parsed(text);
  const read = objectiveSchema.safeParse(value);
  const fits = read.success || read.error.issues.every(({ path }) => valueAt(value, path) === '');
  // What fits the schema is what it takes.
  return fits ? (value as Partial<WrittenObjective>) : null;
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return null;
  }
}

/** It came out of YAML that the schema has taken: texts, numbers, lists and maps of them. */
function jsonOf(text: string): JsonValue {
  const value = parsed(text);
  return isRecord(value) ? (JSON.parse(JSON.stringify(value)) as JsonValue) : null;
}
