import { DataSourcePlugin, type DataSourcePluginOptionsEditorProps, type QueryEditorProps } from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';

import { ProxmoxDataSource } from './ProxmoxDataSource';
import type { ProxmoxQuery } from './query';
import type { ProxmoxSecrets, ProxmoxSettings } from './settings';

const ConfigEditor = lazy(async () => {
  const { ConfigEditor: Editor, initTexts } = await import('./config/ConfigEditor');
  await initTexts();
  return { default: Editor };
});

const QueryEditor = lazy(async () => {
  const { QueryEditor: Editor, initTexts } = await import('./QueryEditor');
  await initTexts();
  return { default: Editor };
});

const configEditor = (props: DataSourcePluginOptionsEditorProps<ProxmoxSettings, ProxmoxSecrets>) =>
  createElement(Suspense, { fallback: null }, createElement(ConfigEditor, props));

const queryEditor = (props: QueryEditorProps<ProxmoxDataSource, ProxmoxQuery, ProxmoxSettings>) =>
  createElement(Suspense, { fallback: null }, createElement(QueryEditor, props));

export const plugin = new DataSourcePlugin<ProxmoxDataSource, ProxmoxQuery, ProxmoxSettings, ProxmoxSecrets>(
  ProxmoxDataSource
)
  .setConfigEditor(configEditor)
  .setQueryEditor(queryEditor);
