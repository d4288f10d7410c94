import type { IconName } from '@grafana/data';
import { createContext, useContext, type ReactNode } from 'react';

import { t } from '../../ui/t';

/** What the screens know of a product: its words, and where more about one of its systems stands. */
export interface ProductPage {
  word: () => string;
  icon: IconName;
  /**
   * What a line's name says: a server of its own, a part of what the source sees (a Kubernetes cluster), or nothing, where the
   * line is all of the kind.
   */
  names: 'server' | 'part' | 'all';
  /** Name of the data source type that leads to it, for whoever is to add one. */
  dataSource?: string;
  /** Words of the figures of its lines, by figure id; those of systems that packs describe. */
  figures: Readonly<Record<string, string>>;
  /** Address of the page about a system, by its data source or by its key in the overview; absent where there is none. */
  path?: (sourceUid: string, key: string) => string;
  /** The page, below Infrastructure. */
  route?: { path: string; element: ReactNode };
}

/** By product id. */
export type ProductPages = Readonly<Record<string, ProductPage>>;

const ProductPagesContext = createContext<ProductPages>({});

export const ProductPagesProvider = ProductPagesContext.Provider;

/** By product id; what is no product has the words of a metrics source. */
export function useProductPages(): (product: string) => ProductPage {
  const pages = useContext(ProductPagesContext);
  return (product) => pages[product] ?? METRICS;
}

/** Names of the types of data sources that lead to a product, each once. */
export function useDataSourceTypes(): readonly string[] {
  return [...new Set(Object.values(useContext(ProductPagesContext)).flatMap(({ dataSource }) => dataSource ?? []))];
}

const METRICS: ProductPage = {
  word: () => t('system.metrics', 'Metrics'),
  icon: 'chart-line',
  names: 'part',
  figures: {},
};
