import {
  DataSourcePlugin,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type DataSourcePluginOptionsEditorProps,
  type QueryEditorProps,
} from '@grafana/data';
import type { ComponentType } from 'react';

import { inSuspense } from '../inSuspense';
import type { KindQuery, ListQuery } from './query';
import { ServerDataSource, type SourceBehaviour } from './ServerDataSource';

export type SourceQueryEditorProps<
  Query extends KindQuery,
  VariableQuery extends ListQuery,
  Settings extends DataSourceJsonData,
> = QueryEditorProps<ServerDataSource<Query, VariableQuery, Settings>, Query, Settings>;

/** All that is a data source plugin's own: what draws and what reads is loaded when it is needed. */
interface SourcePlugin<
  Query extends KindQuery,
  VariableQuery extends ListQuery,
  Settings extends DataSourceJsonData,
  Secrets extends object,
> extends SourceBehaviour<Query, VariableQuery, Settings> {
  configEditor: () => Promise<ComponentType<DataSourcePluginOptionsEditorProps<Settings, Secrets>>>;
  queryEditor: () => Promise<ComponentType<SourceQueryEditorProps<Query, VariableQuery, Settings>>>;
}

/** What `module.ts` of a data source plugin exports as `plugin`. */
export function dataSourcePlugin<
  Query extends KindQuery,
  VariableQuery extends ListQuery,
  Settings extends DataSourceJsonData,
  Secrets extends object,
>(
  definition: SourcePlugin<Query, VariableQuery, Settings, Secrets>
): DataSourcePlugin<ServerDataSource<Query, VariableQuery, Settings>, Query, Settings, Secrets> {
  class PluginDataSource extends ServerDataSource<Query, VariableQuery, Settings> {
    constructor(instance: DataSourceInstanceSettings<Settings>) {
      super(instance, definition);
    }
  }
  return new DataSourcePlugin<ServerDataSource<Query, VariableQuery, Settings>, Query, Settings, Secrets>(
    PluginDataSource
  )
    .setConfigEditor(inSuspense(definition.configEditor))
    .setQueryEditor(inSuspense(definition.queryEditor));
}
