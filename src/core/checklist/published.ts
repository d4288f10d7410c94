import type { Reason } from '../check/verdict';
import type { JournalReading } from '../journal/event';
import type { ChecklistTemplate } from './template';
import { isPublishedEvent, templateSha } from './templateEvent';
import { templateId } from './templateId';
import { isTemplate } from './templateSchema';

/** A version of a checklist as the journal has it. */
export interface PublishedTemplate {
  sha: string;
  template: ChecklistTemplate;
  by: string;
  publishedMs: number;
}

/** What the journal tells of published checklists. */
export interface PublishedTemplates {
  /** By hash. */
  bySha: ReadonlyMap<string, PublishedTemplate>;
  /** Why the journal told nothing; null when it did, or when nobody ever activated a version and it was not asked. */
  failed: Reason | null;
}

export const NONE_PUBLISHED: PublishedTemplates = { bySha: new Map(), failed: null };

/** The versions whose content is what their hash says. The first who wrote one is its author. */
export function publishedIn({ events }: Pick<JournalReading, 'events'>): ReadonlyMap<string, PublishedTemplate> {
  const bySha = new Map<string, PublishedTemplate>();
  for (const event of events.filter(isPublishedEvent)) {
    const { sha, template } = event.payload;
    if (!bySha.has(sha) && templateSha(template) === sha && isTemplate(template)) {
      bySha.set(sha, { sha, template, by: event.author, publishedMs: event.createdMs });
    }
  }
  return bySha;
}

/** A list whose activated version is not at hand. */
export interface MissingVersion {
  list: string;
  /** Title of the library's list that stands in for it; null where the library has none. */
  insteadOf: string | null;
  sha: string;
  /** Why the journal could not be asked; null when it does not have it, or has it damaged. */
  failed: Reason | null;
}

export interface ActiveTemplates {
  /** The lists that count, the library's in its order and then those of the journal alone. */
  checklists: readonly ChecklistTemplate[];
  missing: readonly MissingVersion[];
  /** Ids of the lists that the library has. */
  builtIn: ReadonlySet<string>;
  /** Everything at hand, the versions that do not count too: a round keeps the one it began with. */
  versions: readonly ChecklistTemplate[];
}

/** The library's lists, those with an activated version in that version. @param active Hash by the list's id. */
export function activeTemplates(
  library: readonly ChecklistTemplate[],
  active: Readonly<Record<string, string>>,
  { bySha, failed }: PublishedTemplates
): ActiveTemplates {
  const activated = Object.entries(active).map(([list, sha]) => {
    const template = bySha.get(sha)?.template;
    return { list, sha, template: template?.id === list ? template : null };
  });
  const byList = new Map(activated.flatMap(({ list, template }) => (template ? [[list, template] as const] : [])));
  const titles = new Map(library.map(({ id, title }) => [id, title]));
  return {
    checklists: [
      ...library.map((list) => byList.get(list.id) ?? list),
      ...[...byList.values()].filter(({ id }) => !titles.has(id)),
    ],
    missing: activated
      .filter(({ template }) => template === null)
      .map(({ list, sha }) => ({ list, sha, insteadOf: titles.get(list) ?? null, failed })),
    builtIn: new Set(titles.keys()),
    versions: [...library, ...[...bySha.values()].map(({ template }) => template)],
  };
}

/**
 * Where the version of a list that counts comes from: `changed` is one of the journal in place of the library's, `own` one of a list
 * that the library does not have; `nth` counts the versions of the list that were published until then.
 */
export type VersionOrigin = { from: 'library' | 'missing' } | { from: 'changed' | 'own'; nth: number };

export function originOf(
  list: string,
  active: Readonly<Record<string, string>>,
  { bySha }: PublishedTemplates,
  { versions, missing, builtIn }: Pick<ActiveTemplates, 'versions' | 'missing' | 'builtIn'>
): VersionOrigin {
  const sha = active[list];
  if (missing.some((one) => one.list === list)) {
    return { from: 'missing' };
  }
  const library = builtIn.has(list) ? versions.find(({ id }) => id === list) : undefined;
  if (sha === undefined || (library && templateSha(library) === sha)) {
    return { from: 'library' };
  }
  const published = [...bySha.values()]
    .filter(({ template }) => template.id === list)
    .sort((a, b) => a.publishedMs - b.publishedMs);
  return { from: library ? 'changed' : 'own', nth: published.findIndex((one) => one.sha === sha) + 1 };
}

/** The version of this id, `list@hash`; null when it is not at hand. */
export function versionOf<Template extends ChecklistTemplate>(
  id: string,
  versions: readonly Template[]
): Template | null {
  return versions.find((template) => id.startsWith(`${template.id}@`) && templateId(template) === id) ?? null;
}
