import type { CheckDefinition } from '../../core/check/definition';
import type { Labels } from '../../core/check/series';
import { nearestName } from '../nearestName';
import type { Path } from '../readYaml';
import { parseSeriesName } from './labels';

/** The checks that tests may name, by id. */
export type KnownChecks = ReadonlyMap<string, CheckDefinition>;

/** What reads a part of a file writes down what is wrong with it. */
export interface Reading {
  checks: KnownChecks;
  wrong: (path: Path, message: string, fix: string) => void;
}

/** Whether there is such a check; says so where there is none. */
export function reviewCheck(id: string, path: Path, { checks, wrong }: Reading): CheckDefinition | undefined {
  const check = checks.get(id);
  if (check === undefined) {
    const nearest = nearestName(id, checks.keys());
    wrong(path, `there is no check "${id}"`, nearest === undefined ? 'correct the id' : `write ${nearest}`);
  }
  return check;
}

/** Labels of an entity of a check; those that the check does not tell entities by are an error. */
export function readEntity(id: string, text: string, path: Path, context: Reading): Labels {
  const check = reviewCheck(id, path, context);
  const parsed = parseSeriesName(text.trim());
  if (!parsed.ok || parsed.series.name !== '') {
    const message = parsed.ok ? 'an entity has labels and no name' : parsed.message;
    context.wrong(path, message, `write {label="value"}`);
    return {};
  }
  const { labels } = parsed.series;
  const strange = Object.keys(labels).find((label) => check !== undefined && !check.by.includes(label));
  if (strange !== undefined) {
    const by = check?.by ?? [];
    const fix = by.length === 0 ? 'write {}' : `use ${by.join(', ')}`;
    context.wrong(path, `${id} does not tell entities by "${strange}"`, fix);
  }
  return labels;
}
