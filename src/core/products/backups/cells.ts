import type { Copy, Verification } from './target';
import { COPY_RULES, type BackupObjective, type CopyCell, type RestoreTestState, type TargetRow } from './view';

/** Whether something holds: null is not known. */
interface Held {
  is: boolean | null;
  declared: boolean;
}

/**
 * 3-2-1-1-0 of one target: three copies with production, on two kinds of media, one of them elsewhere, one that nobody can change, no
 * errors in verification and restore test. Empty where there is no copy at all, or none is asked for.
 */
export function copyCells(
  copies: readonly Copy[],
  asked: BackupObjective['copies'],
  { verified, restoreTest }: Pick<TargetRow, 'verified' | 'restoreTest'>
): readonly CopyCell[] {
  const there = copies.filter(({ newest }) => newest.state !== 'never');
  if (asked === null || there.length === 0) {
    return [];
  }
  const seen = there.filter(({ newest }) => newest.state === 'known');
  const known = seen.filter(({ media }) => media !== 'unknown');
  const held: Readonly<Record<CopyCell['rule'], Held>> = {
    copies: atLeast(3, 1 + seen.length, there.length - seen.length),
    media: atLeast(2, new Set(['production', ...known.map(mediumOf)]).size, there.length - known.length),
    offsite: anyOf(there, ({ offsite }) => offsite),
    immutable: anyOf(there, ({ immutable }) => immutable),
    errors: { is: isWithoutErrors(verified.state, restoreTest), declared: false },
  };
  return COPY_RULES.map((rule) => {
    const { is, declared } = held[rule];
    const state = is === null ? 'unknown' : is ? 'kept' : 'broken';
    return asked[rule] ? { rule, state, declared } : { rule, state: 'not-asked', declared: false };
  });
}

/** What runs is one copy, on a medium of its own; a dump on the host itself stands on the same. */
function mediumOf({ provider, media, place }: Copy): string {
  return provider === 'vzdump' && place.includes('/') ? 'production' : media;
}

function atLeast(wanted: number, found: number, mayBe: number): Held {
  return { is: found >= wanted ? true : found + mayBe < wanted ? false : null, declared: false };
}

/** What a source tells goes before what somebody says. */
function anyOf(copies: readonly Copy[], held: (copy: Copy) => Held): Held {
  const all = copies.map((copy) => ({ ...held(copy), isSeen: copy.newest.state === 'known' }));
  const yes = all.filter(({ is, isSeen }) => is === true && isSeen);
  if (yes.length > 0) {
    return { is: true, declared: yes.every((one) => one.declared) };
  }
  const isOpen = all.some(({ is, isSeen }) => is === null || (is && !isSeen));
  return { is: isOpen ? null : false, declared: !isOpen && all.some((one) => one.declared) };
}

function isWithoutErrors(verification: Verification, { verdict }: RestoreTestState): boolean | null {
  if (verification === 'failed' || verification === 'outdated' || verdict === 'fail' || verdict === 'warn') {
    return false;
  }
  // What nothing verifies is as good as its restore test.
  const isVerified = verification === 'ok' || verification === 'waiting' || verification === 'none';
  const isTested = verdict === 'pass' || (verdict === 'na' && verification !== 'none');
  return isVerified && isTested ? true : verification === 'never' ? false : null;
}
