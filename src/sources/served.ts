import type { CheckKind } from '../core/check/definition';
import type { Clock } from '../core/check/ports';
import type { DataSource } from '../core/connection/dataSource';
import { inventoryGroup, type InventoryGroup } from '../core/inventory/inventoryEvaluator';
import type { Inventory } from '../core/inventory/port';
import type { Product } from '../core/products/product';
import { productSource, type ProductSource } from '../core/products/source';
import type { Transport } from './transport/port';

/** Makes the port to one server behind a data source. */
export type Client<Parts> = (transport: Transport, ref: DataSource, options: { clock: Clock }) => Inventory<Parts>;

/** The servers of one product among the data sources, for pages and for checks. */
export interface ConnectedProduct {
  sources: readonly ProductSource[];
  /** What its checks are evaluated with. */
  group: InventoryGroup;
}

/** A product with the client that reads its servers. */
export interface ServedProduct {
  readonly kind: CheckKind;
  connect(transport: Transport, dataSources: readonly DataSource[], clock: Clock): ConnectedProduct;
}

export function served<Parts, View>(product: Product<Parts, View>, client: Client<Parts>): ServedProduct {
  return {
    kind: product.kind,
    connect(transport, dataSources, clock) {
      const servers = dataSources
        .filter((ref) => product.isBehind(ref))
        .map((ref) => ({ ref, inventory: client(transport, ref, { clock }) }));
      return {
        sources: servers.map((server) => productSource(product, server)),
        group: inventoryGroup(
          servers.map(({ inventory }) => inventory),
          product.measures
        ),
      };
    },
  };
}
