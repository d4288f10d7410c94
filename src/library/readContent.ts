import { parseBackupObjectives } from './parseBackupObjectives';
import { parseChecklist } from './parseChecklist';
import { parseKpis } from './parseKpis';
import type { ContentError } from './readYaml';
import { parseObjectives } from './slo/parseObjectives';

/** Packs are read together (`ownPacks.ts`): what one says of a check nobody else may say. */
export type ContentKind = 'pack' | 'checklist' | 'kpis' | 'objectives' | 'backups';

/** A field at the head of the file that only content of that kind has. */
const HEADS: Readonly<Record<string, ContentKind>> = {
  pack: 'pack',
  items: 'checklist',
  kpis: 'kpis',
  objectives: 'objectives',
  backups: 'backups',
};

/** What a file of content is, by its outermost fields, whether it can be read or not; null when nothing tells, and for tests. */
export function contentKind(text: string): ContentKind | null {
  const fields = [...text.matchAll(/^["']?(\w+)["']?[ \t]*:/gm)].map(([, field = '']) => field);
  const head = fields.includes('tests') ? undefined : fields.find((field) => Object.hasOwn(HEADS, field));
  return (head !== undefined && HEADS[head]) || null;
}

/** What is wrong with a file of content; `checkIds` are all checks that a checklist may name. */
export function reviewContent(
  kind: Exclude<ContentKind, 'pack'>,
  text: string,
  file: string,
  checkIds: ReadonlySet<string>
): { errors: readonly ContentError[]; warnings: readonly ContentError[] } {
  const none = { errors: [], warnings: [] };
  switch (kind) {
    case 'checklist':
      return { ...none, ...parseChecklist(text, file, checkIds) };
    case 'kpis':
      return { ...none, ...parseKpis(text, file) };
    case 'objectives':
      return { ...none, ...parseObjectives(text, file) };
    case 'backups':
      return { ...none, ...parseBackupObjectives(text, file) };
  }
}
