import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type QueryEditorProps,
} from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';
import type { Observable } from 'rxjs';

import { abortable } from '../../ui/datasource/abortable';
import { interpolated } from '../../ui/datasource/interpolated';
import type { ArgocdDataSource } from './ArgocdDataSource';
import type { ArgocdQuery, ArgocdVariableQuery } from './query';
import type { ArgocdSettings } from './settings';

export type VariableEditorProps = QueryEditorProps<ArgocdDataSource, ArgocdQuery, ArgocdSettings, ArgocdVariableQuery>;

const VariableEditor = lazy(async () => {
  const { VariableEditor: Editor, initTexts } = await import('./VariableEditor');
  await initTexts();
  return { default: Editor };
});

/** Dashboard variables: the applications, projects and clusters of an Argo CD. */
export class ArgocdVariables extends CustomVariableSupport<
  ArgocdDataSource,
  ArgocdVariableQuery,
  ArgocdQuery,
  ArgocdSettings
> {
  editor = (props: VariableEditorProps) =>
    createElement(Suspense, { fallback: null }, createElement(VariableEditor, props));

  constructor(private readonly source: ArgocdDataSource) {
    super();
  }

  override query({ targets, scopedVars }: DataQueryRequest<ArgocdVariableQuery>): Observable<DataQueryResponse> {
    const [asked] = targets;
    const project = interpolated(asked?.project, scopedVars);
    const query: ArgocdVariableQuery = { refId: 'variable', list: asked?.list ?? 'applications', project };
    return abortable(async (signal) => ({ data: await (await this.source.respond()).values(query, signal) }));
  }
}
