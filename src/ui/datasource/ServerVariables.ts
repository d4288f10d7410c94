import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type DataSourceJsonData,
} from '@grafana/data';
import { createElement, type ComponentType } from 'react';
import type { Observable } from 'rxjs';

import { inSuspense } from '../inSuspense';
import { abortable } from './abortable';
import { interpolated } from './interpolated';
import type { KindQuery, ListQuery, Responder } from './query';

/** What the editor of a variable is drawn with. */
export interface VariableEditorProps<VariableQuery, Settings> {
  query: VariableQuery;
  settings: Settings;
  onChange: (query: VariableQuery) => void;
}

/** What of a data source plugin its variables are made of. */
export interface VariableBehaviour<VariableQuery extends ListQuery, Settings> {
  /** What a variable lists that says nothing else. */
  firstList: (settings: Settings) => VariableQuery['list'];
  variableFilters: ReadonlyArray<keyof VariableQuery & string>;
  variableEditor: () => Promise<ComponentType<VariableEditorProps<VariableQuery, Settings>>>;
}

interface VariableSource<Query extends KindQuery, VariableQuery extends ListQuery, Settings> {
  settings: Settings;
  respond: () => Promise<Responder<Query, VariableQuery>>;
}

/** The dashboard variables of a data source: names that it lists. */
export class ServerVariables<
  Query extends KindQuery,
  VariableQuery extends ListQuery,
  Settings extends DataSourceJsonData,
> extends CustomVariableSupport<DataSourceApi<Query, Settings>, VariableQuery, Query, Settings> {
  editor: CustomVariableSupport<DataSourceApi<Query, Settings>, VariableQuery, Query, Settings>['editor'];

  constructor(
    private readonly source: VariableSource<Query, VariableQuery, Settings>,
    private readonly behaviour: VariableBehaviour<VariableQuery, Settings>
  ) {
    super();
    const Editor = inSuspense(behaviour.variableEditor);
    this.editor = ({ query, onChange }) =>
      createElement(Editor, {
        query,
        settings: source.settings,
        onChange: (changed: VariableQuery) => onChange({ ...changed, refId: 'variable' }),
      });
  }

  override query({ targets, scopedVars }: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const { firstList, variableFilters } = this.behaviour;
    const [asked] = targets;
    // A variable that was made by hand may say no list.
    const query = {
      ...interpolated((asked ?? {}) as VariableQuery, variableFilters, scopedVars),
      refId: 'variable',
      list: asked?.list ?? firstList(this.source.settings),
    };
    return abortable(async (signal) => ({ data: await (await this.source.respond()).values(query, signal) }));
  }
}
