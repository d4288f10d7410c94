import type { Labels } from '../../core/check/series';
import type { Path } from '../readYaml';
import { parseSeriesName } from './labels';

/** Writes down what is wrong at a field of a file. */
export type Wrong = (path: Path, message: string, fix: string) => void;

/** Labels of an entity, as `{instance="a"}`. */
export function readEntity(text: string, path: Path, wrong: Wrong): Labels {
  const parsed = parseSeriesName(text.trim());
  if (!parsed.ok || parsed.series.name !== '') {
    const message = parsed.ok ? 'an entity has labels and no name' : parsed.message;
    wrong(path, message, `write {label="value"}`);
    return {};
  }
  return parsed.series.labels;
}
