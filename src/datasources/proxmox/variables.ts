import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type QueryEditorProps,
} from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';
import type { Observable } from 'rxjs';

import { abortable } from '../../ui/datasource/abortable';
import { interpolated } from '../../ui/datasource/interpolated';
import type { ProxmoxDataSource } from './ProxmoxDataSource';
import { VARIABLE_LISTS, type ProxmoxQuery, type ProxmoxVariableQuery } from './query';
import type { ProxmoxSettings } from './settings';

export type VariableEditorProps = QueryEditorProps<
  DataSourceApi<ProxmoxQuery, ProxmoxSettings>,
  ProxmoxQuery,
  ProxmoxSettings,
  ProxmoxVariableQuery
>;

const VariableEditor = lazy(async () => {
  const { VariableEditor: Editor, initTexts } = await import('./VariableEditor');
  await initTexts();
  return { default: Editor };
});

/** Dashboard variables: the nodes, guests, storages and tags of a cluster, the datastores and groups of a backup server. */
export class ProxmoxVariables extends CustomVariableSupport<
  DataSourceApi<ProxmoxQuery, ProxmoxSettings>,
  ProxmoxVariableQuery,
  ProxmoxQuery,
  ProxmoxSettings
> {
  editor = (props: VariableEditorProps) =>
    createElement(
      Suspense,
      { fallback: null },
      createElement(VariableEditor, { ...props, product: this.source.product })
    );

  constructor(private readonly source: Pick<ProxmoxDataSource, 'product' | 'respond'>) {
    super();
  }

  override query({ targets, scopedVars }: DataQueryRequest<ProxmoxVariableQuery>): Observable<DataQueryResponse> {
    const [asked] = targets;
    const list = asked?.list ?? VARIABLE_LISTS[this.source.product][0];
    const query = { refId: 'variable', list, node: interpolated(asked?.node, scopedVars) };
    return abortable(async (signal) => ({ data: await (await this.source.respond()).values(query, signal) }));
  }
}
