import type { CheckDefinition } from '../check/definition';
import type { VerdictMemory } from '../check/memory';
import type { Clock } from '../check/ports';
import type { DataSource } from '../connection/dataSource';
import type { Inventory } from '../inventory/port';
import { checksOfMeasures, readChecked, type CheckedReading } from '../inventory/readChecked';
import type { Product } from './product';
import type { System } from './system';

/** A data source with what can be read of its server. */
export interface ServerSource<Parts> {
  ref: DataSource;
  inventory: Inventory<Parts>;
}

/** What a server is read and judged with. */
export interface ReadStage {
  /** All checks; a product takes its own. */
  checks: readonly CheckDefinition[];
  clock: Clock;
  /** IANA zone of local days. */
  zone: string;
  /** What verdicts remember now. Rejects only when the signal aborts. */
  recall: (signal: AbortSignal) => Promise<VerdictMemory>;
}

export interface ReadOptions {
  signal: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** One server of some product: read as its line of the overview without knowing of which. */
export interface ProductSource {
  readonly ref: DataSource;
  readSystem(stage: ReadStage, options: ReadOptions): Promise<System>;
  /** The next read asks the server again. */
  forget(): void;
  /** The server with its types, when it is of this product: the same object each time, for whoever reads it again and again. */
  serverOf<Parts, View>(product: Product<Parts, View>): ServerSource<Parts> | null;
}

export function productSource<Parts, View>(product: Product<Parts, View>, server: ServerSource<Parts>): ProductSource {
  const { ref, inventory } = server;
  return {
    ref,
    readSystem: async (stage, options) =>
      product.system((await readServer(product, server, product.lineParts, stage, options)).view),
    forget: () => inventory.forget(),
    // One object per product, so the parts asked for are those it was made with.
    serverOf: (wanted) =>
      Object.is(wanted, product) ? (server as ServerSource<unknown> as ServerSource<never>) : null,
  };
}

/** The servers of one product; each the same object as long as the connection stands. */
export function serversOf<Parts, View>(
  sources: readonly ProductSource[],
  product: Product<Parts, View>
): ReadonlyArray<ServerSource<Parts>> {
  return sources.flatMap((source) => source.serverOf(product) ?? []);
}

export interface ServerReading<Parts, View> extends CheckedReading<Parts> {
  view: View;
}

/** Reads the parts of a server and judges them by the product's checks, but for those that cost too much at every look. */
export async function readServer<Parts, View>(
  product: Product<Parts, View>,
  { ref, inventory }: ServerSource<Parts>,
  parts: ReadonlyArray<keyof Parts & string>,
  { checks, clock, zone, recall }: ReadStage,
  options: ReadOptions
): Promise<ServerReading<Parts, View>> {
  const definitions = checksOfMeasures(checks, product).filter((check) => product.isCostly?.(check) !== true);
  const memory = await recall(options.signal);
  const reading = await readChecked(inventory, parts, definitions, product.measures, { clock, memory, ...options });
  return { ...reading, view: product.view(ref, reading, { nowMs: clock(), zone }) };
}
