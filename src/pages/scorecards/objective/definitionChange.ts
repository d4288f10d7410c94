import type { JsonValue } from '../../../core/acceptance/event';
import type { SaidDefinition } from '../../../core/slo/fold';
import { isRecord } from '../../../core/journal/domain';

/** Who wrote the definition that counts, when, and what it was before. */
export interface DefinitionChange {
  by: string;
  saidMs: number;
  /** Null for the first one. */
  before: JsonValue | null;
  now: JsonValue;
}

/** The last change of an objective among the definitions of the journal; null where the journal has none that is active. */
export function definitionChange(
  definitions: ReadonlyMap<string, SaidDefinition>,
  id: string,
  active: readonly string[]
): DefinitionChange | null {
  const own = [...definitions.values()].filter(({ definition }) => idOf(definition) === id);
  const current = own.find(({ sha }) => active.includes(sha));
  if (!current) {
    return null;
  }
  const earlier = own.filter((one) => one !== current && one.saidMs <= current.saidMs);
  const before = earlier.reduce<SaidDefinition | null>(
    (last, one) => (last === null || one.saidMs >= last.saidMs ? one : last),
    null
  );
  return { by: current.by, saidMs: current.saidMs, before: before?.definition ?? null, now: current.definition };
}

/** The target that a definition names, as it is written; null where it names none. */
export function targetIn(definition: JsonValue | null): string | null {
  const target = isRecord(definition) ? definition['target'] : undefined;
  return typeof target === 'string' || typeof target === 'number' ? String(target).replace(/\s*%$/, '') : null;
}

function idOf(definition: JsonValue): unknown {
  return isRecord(definition) ? definition['id'] : undefined;
}
