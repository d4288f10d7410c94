import type { Product } from '../product';
import { DELIVERY_PARTS, deliveryView } from './buildView';
import { ARGO_MEASURES } from './measures';
import type { ArgoParts } from './parts';
import { argoSystem } from './system';
import { DELIVERY_SHOWS, type DeliveryView } from './view';

/** An Argo CD with the applications that it delivers. */
export const ARGOCD: Product<ArgoParts, DeliveryView> = {
  id: 'argocd',
  kind: 'argocd',
  measures: ARGO_MEASURES,
  shows: DELIVERY_SHOWS,
  isBehind: ({ type }) => type === 'opsrounds-argocd-datasource',
  parts: DELIVERY_PARTS,
  lineParts: ['applications'],
  view: (source, { snapshot, checks }, { nowMs, zone }) =>
    deliveryView({ source, snapshot, checks, nowMs, zone, address: source.address }),
  system: argoSystem,
};
