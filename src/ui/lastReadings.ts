import type { Connection } from '../core/connection/connection';
import type { LastSystems } from '../core/products/lastKnown';

/** The last good readings of this tab: of each line of the overview, and of each server's page by its uid. */
export interface LastReadings {
  systems: LastSystems;
  pages: Map<string, unknown>;
}

const kept = new WeakMap<Connection, LastReadings>();

/** What was read well since the connection stands; it outlives the page that read it. */
export function lastReadings(connection: Connection): LastReadings {
  const last = kept.get(connection) ?? { systems: new Map(), pages: new Map() };
  kept.set(connection, last);
  return last;
}
