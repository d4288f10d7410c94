import { readYaml, type ContentError } from './readYaml';
import { packSchema } from './schema';
import { selectedMetrics } from './selectedMetrics';

/** A metric that a pack asks for, with the place of the expression. */
export interface AskedMetric {
  name: string;
  /** Metrics of which one does as well. */
  alternatives: readonly string[];
  /** An error at the first expression that asks for it. */
  errorAt: (message: string, fix: string) => ContentError;
}

/** The metrics that a pack's Prometheus checks ask for, each once; without those that a check does not need. None of a broken pack. */
export function packMetrics(text: string, file: string): readonly AskedMetric[] {
  const reading = readYaml(text, file, packSchema);
  if (!reading.ok) {
    return [];
  }
  const { value, errorAt } = reading;
  const found = new Map<string, AskedMetric>();
  value.checks.forEach(({ kind, query, presence = '', series }, index) => {
    const optional = new Set(series?.optional.map(({ name }) => name));
    for (const [field, expression] of Object.entries({ query, presence })) {
      for (const { name, alternatives } of kind === 'prometheus' ? selectedMetrics(expression) : []) {
        if (!optional.has(name) && !found.has(name)) {
          const path = ['checks', index, field];
          found.set(name, { name, alternatives, errorAt: (message, fix) => errorAt(path, message, fix) });
        }
      }
    }
  });
  return [...found.values()];
}
