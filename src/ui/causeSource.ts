import type { Cause } from '../core/checklist/board';
import type { DataSource } from '../core/connection/dataSource';

/** "Prometheus mimir-prod", or the name alone where it says its type already. */
export function causeSource(
  { sourceUid, sourceName }: Pick<Cause, 'sourceUid' | 'sourceName'>,
  dataSources: readonly DataSource[]
): string {
  const type = dataSources.find((source) => source.uid === sourceUid)?.type;
  const untold = type === 'prometheus' && !sourceName.toLowerCase().includes('prometheus');
  return untold ? `Prometheus ${sourceName}` : sourceName;
}
