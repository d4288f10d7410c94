import type { OwnPack } from '../../../core/check/ownPack';
import type { PackStanding } from '../../../core/check/packStanding';
import type { Loadable } from '../../../ui/loadable';
import { plural, t } from '../../../ui/t';
import type { MarkState } from '../../../ui/verdictLook';

/** The packs in one line of the contents, with the worst that is known of them. */
export function packsLine(
  loaded: Loadable<readonly PackStanding[]>,
  own: readonly OwnPack[] = []
): { state: MarkState; note: string } {
  const broken = own.filter(({ problems }) => problems.length > 0).length;
  if (broken > 0) {
    const note = plural('packs.broken', broken, {
      one: '{{count}} of your own has mistakes',
      other: '{{count}} of your own have mistakes',
    });
    return { state: 'unknown', note };
  }
  if (loaded.state !== 'ready') {
    return loaded.state === 'failed'
      ? { state: 'unknown', note: t('setup.home-not-known', 'not known') }
      : { state: 'pending', note: '' };
  }
  const packs = loaded.value;
  const found = packs.filter(({ state }) => state === 'found').length;
  const isUnknown = packs.some(({ state }) => state === 'unknown');
  return { state: isUnknown ? 'unknown' : found > 0 ? 'pass' : 'todo', note: foundWords(packs) };
}

/** "6 of 31 with data" */
export function foundWords(packs: readonly PackStanding[]): string {
  const found = packs.filter(({ state }) => state === 'found').length;
  return t('packs.with-data', '{{n}} of {{all}} with data', { n: found, all: packs.length });
}
