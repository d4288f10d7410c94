import type { Settings } from '../core/settings/settings';
import type { WithOwn } from './ownPacks';
import type { builtin } from './builtin.gen';

type Builtin = typeof builtin;
type LibraryOf = Builtin & Partial<Pick<WithOwn, 'own'>>;

/** Settings are asked about twice for one connection: by who looks for packs, and by who shows them. */
const made = new WeakMap<readonly unknown[], Promise<LibraryOf>>();

/** The built-in library with the packs of the settings over it. What compiles them comes along only where there are any. */
export async function libraryOf({ packs = [] }: Pick<Settings, 'packs'> = {}): Promise<LibraryOf> {
  const { builtin } = await import('./builtin.gen');
  if (packs.length === 0) {
    return builtin;
  }
  const library =
    made.get(packs) ??
    import('./ownPacks').then(({ packTexts, withOwnPacks }) => withOwnPacks(builtin, packTexts(packs)));
  made.set(packs, library);
  // A part of the page that could not be loaded may be there at the next try.
  library.catch(() => made.delete(packs));
  return library;
}
