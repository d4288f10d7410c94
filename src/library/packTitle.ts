import { builtin } from './builtin.gen';

const TITLES = new Map(builtin.packs.map(({ id, title }) => [id, title]));

/** Title of a built-in pack; of any other its id. */
export function packTitle(id: string): string {
  return TITLES.get(id) ?? id;
}
