import { canonicalJson } from '../../core/journal/canonical';
import { selectorSchema, type Settings } from '../../core/settings/settings';
import type { DataSource } from '../../core/connection/dataSource';
import { logRefs, metricRefs, type NamedSource, type SourceRole } from '../../sources/namedSources';

/** Which data sources count, while they are edited. Null: nobody chose any, so that they are found. */
export interface SourcesDraft {
  metrics: readonly string[] | null;
  logs: readonly string[] | null;
  /** Matchers by uid; empty for everything. */
  selectors: Readonly<Record<string, string>>;
}

export function sourcesDraft({ sources }: Settings): SourcesDraft {
  return { metrics: sources?.metrics ?? null, logs: sources?.logs ?? null, selectors: sources?.selectors ?? {} };
}

/** What a draft would have asked, in its order. */
export function draftRefs(
  role: SourceRole,
  draft: SourcesDraft,
  dataSources: readonly DataSource[]
): readonly NamedSource[] {
  const uids = draft[role];
  const settings: Settings = { version: 1, sources: uids === null ? {} : { [role]: [...uids] } };
  return role === 'metrics' ? metricRefs(settings, dataSources) : logRefs(settings, dataSources);
}

/** Adds one behind those that count. */
export function withSource(
  draft: SourcesDraft,
  role: SourceRole,
  uid: string,
  dataSources: readonly DataSource[]
): SourcesDraft {
  return { ...draft, [role]: [...draftRefs(role, draft, dataSources).map((ref) => ref.uid), uid] };
}

/** Takes one away, its matchers with it. When none is left they are found again. */
export function withoutSource(
  draft: SourcesDraft,
  role: SourceRole,
  uid: string,
  dataSources: readonly DataSource[]
): SourcesDraft {
  const left = draftRefs(role, draft, dataSources).flatMap((ref) => (ref.uid === uid ? [] : [ref.uid]));
  const { [uid]: _taken, ...others } = draft.selectors;
  return {
    ...draft,
    [role]: left.length === 0 ? null : left,
    selectors: role === 'metrics' ? others : draft.selectors,
  };
}

/** Whether it may stand in the settings; nothing selects everything. */
export function fitsSelector(text: string): boolean {
  return text.trim() === '' || selectorSchema.safeParse(text.trim()).success;
}

/** The settings that a draft makes, when all its selectors fit. */
export function draftedSources({ metrics, logs, selectors }: SourcesDraft): Pick<Settings, 'sources'> {
  const given = Object.entries(selectors)
    .map(([uid, text]) => [uid, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return {
    sources: {
      ...(metrics && { metrics: [...metrics] }),
      ...(logs && { logs: [...logs] }),
      ...(given.length > 0 && { selectors: Object.fromEntries(given) }),
    },
  };
}

export function differsFrom(base: SourcesDraft, draft: SourcesDraft): boolean {
  return canonicalJson(draftedSources(base)) !== canonicalJson(draftedSources(draft));
}
