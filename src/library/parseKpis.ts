import type { KpiDefinition, KpiFeed } from '../core/kpi/definition';
import { kpiFileSchema, type KpiInput } from './kpiSchema';
import { parseExpression } from './parsePack';
import { readYaml, type ContentError, type Path } from './readYaml';

export type KpiFileReading =
  | { ok: true; group: { id: string; title: string }; kpis: readonly KpiDefinition[] }
  | { ok: false; errors: readonly ContentError[] };

const DAY_SECONDS = 86_400;

/** Compiles a file of key figures; nothing is returned unless all of it is right. */
export function parseKpis(text: string, file: string): KpiFileReading {
  const reading = readYaml(text, file, kpiFileSchema);
  if (!reading.ok) {
    return reading;
  }
  const { group, title, kpis } = reading.value;
  const { errorAt } = reading;
  const errors: ContentError[] = [];
  const ids = new Set<string>();
  kpis.forEach(({ id, feeds }, index) => {
    if (ids.has(id)) {
      errors.push(errorAt(['kpis', index, 'id'], `the id "${id}" is used twice`, 'give each key figure its own id'));
    }
    ids.add(id);
    feeds.forEach((feed, position) =>
      expressionsOf(feed).forEach(([path, expr]) =>
        parseExpression(expr, ['kpis', index, 'feeds', position, ...path], errorAt, errors)
      )
    );
  });
  return errors.length > 0
    ? { ok: false, errors }
    : { ok: true, group: { id: group, title }, kpis: kpis.map((kpi) => toDefinition(group, kpi)) };
}

function toDefinition(group: string, { window, feeds, role, caveat, target, ...rest }: KpiInput): KpiDefinition {
  return {
    ...rest,
    group,
    // What is not given is not there, and not undefined.
    target: target as KpiDefinition['target'],
    window: window === 'quarter' ? { calendar: 'quarter' } : { days: window / DAY_SECONDS },
    ...(role && { role }),
    feeds: feeds.map(toFeed),
    ...(caveat !== undefined && { caveat }),
  };
}

function toFeed(feed: KpiInput['feeds'][number]): KpiFeed {
  switch (feed.kind) {
    case 'alerts': {
      const { within, ...rest } = feed;
      return { ...rest, ...(within !== undefined && { withinSeconds: within }) } as KpiFeed;
    }
    case 'manual': {
      const { valid, ...rest } = feed;
      return { ...rest, ...(valid !== undefined && { validDays: valid / DAY_SECONDS }) };
    }
    case 'promql':
    case 'journal':
    case 'argocd':
    case 'backups':
      return feed as KpiFeed;
  }
}

/** All expressions of a feed with their place. */
export function expressionsOf(feed: KpiInput['feeds'][number] | KpiFeed): ReadonlyArray<readonly [Path, string]> {
  if (feed.kind !== 'promql') {
    return [];
  }
  const { value, numerator, denominator, change, reporting, of } = feed;
  const named = { value, numerator, denominator };
  return [
    ...Object.entries(named).flatMap(([name, one]) => (one ? [[[name, 'expr'], one.expr] as const] : [])),
    ...(change?.sample ? [[['change', 'sample', 'expr'], change.sample.expr] as const] : []),
    [['reporting'], reporting],
    ...(of === undefined ? [] : [[['of'], of] as const]),
  ];
}
