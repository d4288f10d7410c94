import type { CheckDefinition } from '../../../core/check/definition';
import type { OwnPack } from '../../../core/check/ownPack';
import { canonicalJson } from '../../../core/journal/canonical';
import { packTexts, withOwnPacks } from '../../../library/ownPacks';
import { yamlText } from '../../../library/slo/yamlText';
import type { Library } from '../../../ui/services';

/** A check that a draft makes another one. */
export interface ChangedCheck {
  id: string;
  /** Null of one that is new. */
  before: CheckDefinition | null;
  /** Null of one that is gone. */
  after: CheckDefinition | null;
}

export interface DraftPack {
  pack: OwnPack;
  changed: readonly ChangedCheck[];
}

/**
 * What a pack would be among the others, and what it would change against what counts now.
 * @param builtIn The library without packs of one's own.
 * @param at Where it stands among the settings' packs; their number for a new one.
 */
export function readDraft(
  { builtIn, counts }: { builtIn: Library; counts: Library },
  { packs, at, text }: { packs: readonly unknown[]; at: number; text: string }
): DraftPack {
  const library = withOwnPacks(builtIn, packTexts(packsWith(packs, at, text)));
  const pack = library.own[at];
  if (pack === undefined) {
    throw new RangeError(`there is no pack ${at}`);
  }
  const old = counts.own?.[at];
  const before = new Map(counts.checks.map((check) => [check.id, check]));
  const after = new Map(library.checks.map((check) => [check.id, check]));
  const spoken = [...(old?.checks ?? []), ...(old?.customised ?? []), ...pack.checks, ...pack.customised];
  const changed = [...new Set(spoken)].flatMap((id) => {
    const one = { id, before: before.get(id) ?? null, after: after.get(id) ?? null };
    return canonicalJson(one.before) === canonicalJson(one.after) ? [] : [one];
  });
  return { pack, changed };
}

/** The packs of the settings with this one in its place. */
export function packsWith(packs: readonly unknown[], at: number, text: string): unknown[] {
  return [...packs.slice(0, at), text, ...packs.slice(at + 1)];
}

/** What a new pack begins as: limits of a check, as they are. */
export function starterPack({ checks }: Library, id: string | null, title: string): string {
  const check =
    checks.find((one) => one.id === id) ??
    checks.find(({ warn, fail }) => typeof warn === 'number' && typeof fail === 'number');
  const { warn, fail } = check ?? {};
  const limits = { ...(warn !== undefined && { warn }), ...(fail !== undefined && { fail }) };
  const head = yamlText({ version: 1, pack: 'our-checks', title });
  const fields = Object.keys(limits).length > 0 ? limits : { severity: check?.severity };
  return `${head}# Fields of checks that there are already, by id; a check has them on its page, under Definition.
${yamlText({ overrides: check ? { [check.id]: fields } : {} })}# Checks of your own: docs/writing-packs.md says what a check may have.
checks: []
`;
}
