import type { Field } from './foreignField';
import type { Draft } from './foreignObjective';

/** Annotations in which the exporter writes what OpenSLO has no field for. */
export const OWN = 'opsrounds/';

/** What an annotation of ours says. */
export function ownAnnotation(metadata: Field, field: string): string | undefined {
  return metadata.at('annotations').at(`${OWN}${field}`).text();
}

const GUARDS = { minEvents: 'min-events', minBadEvents: 'min-bad-events', minCoverage: 'min-coverage' } as const;

/** Fields of an objective that stand in annotations of ours. */
export function ownFields(metadata: Field): Partial<Draft> {
  const own = (field: string) => ownAnnotation(metadata, field);
  const source = own('source');
  const agreement = own('agreement');
  const groupBy = own('group-by')?.split(',').filter(Boolean);
  const guards = Object.fromEntries(
    Object.entries(GUARDS).flatMap(([name, field]) => {
      const value = own(field);
      return value === undefined ? [] : [[name, Number(value)]];
    })
  );
  return {
    ...(source !== undefined && { source }),
    ...(agreement !== undefined && { agreement }),
    ...(groupBy !== undefined && { groupBy }),
    ...(Object.keys(guards).length > 0 && { guards }),
  };
}
