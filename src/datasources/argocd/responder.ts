import { argocdInventory } from '../../sources/argocd/inventory';
import { browserTransport } from '../../sources/transport/browser';
import { withServerClock } from '../../sources/transport/serverClock';
import { oneFrame } from '../../ui/datasource/answer';
import type { Responder } from '../../ui/datasource/query';
import { responderOf } from '../../ui/datasource/responder';
import { FRAMES } from './frames';
import type { ArgocdQuery, ArgocdVariableQuery } from './query';
import { variableValues } from './variableValues';

/** Answers the queries of one Argo CD. */
export function responder(source: { uid: string; name: string }): Promise<Responder<ArgocdQuery, ArgocdVariableQuery>> {
  const { transport, clock } = withServerClock(browserTransport(), Date.now);
  const inventory = argocdInventory(transport, source, { clock });
  return responderOf<ArgocdQuery, ArgocdVariableQuery>({
    clock,
    async answer(query, span, signal) {
      const { parts, frame } = FRAMES[query.kind];
      return oneFrame(frame(await inventory.read(parts, { signal }), query, span));
    },
    values: (query, signal) => variableValues(inventory, query, signal),
  });
}
