import { browserTransport } from '../../sources/transport/browser';
import { withServerClock } from '../../sources/transport/serverClock';
import type { Responder, Source } from '../../ui/datasource/query';
import { responderOf } from '../../ui/datasource/responder';
import { accessTo, answer } from './answer';
import type { ProxmoxQuery, ProxmoxVariableQuery } from './query';
import { productOf, type ProxmoxSettings } from './settings';
import { variableValues } from './variableValues';

/** Answers the queries of one Proxmox server. */
export function responder(source: Source<ProxmoxSettings>): Promise<Responder<ProxmoxQuery, ProxmoxVariableQuery>> {
  const { transport, clock } = withServerClock(browserTransport(), Date.now);
  const access = accessTo(productOf(source.settings), source, transport, clock);
  return responderOf<ProxmoxQuery, ProxmoxVariableQuery>({
    clock,
    answer: (query, span, signal) => answer(access, query, span, signal),
    values: (query, signal) => variableValues(access, query, signal),
  });
}
