import { DataSourcePlugin, type DataSourcePluginOptionsEditorProps, type QueryEditorProps } from '@grafana/data';
import { createElement, lazy, Suspense } from 'react';

import { ArgocdDataSource } from './ArgocdDataSource';
import type { ArgocdQuery } from './query';
import type { ArgocdSecrets, ArgocdSettings } from './settings';

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

const configEditor = (props: DataSourcePluginOptionsEditorProps<ArgocdSettings, ArgocdSecrets>) =>
  createElement(Suspense, { fallback: null }, createElement(ConfigEditor, props));

const queryEditor = (props: QueryEditorProps<ArgocdDataSource, ArgocdQuery, ArgocdSettings>) =>
  createElement(Suspense, { fallback: null }, createElement(QueryEditor, props));

export const plugin = new DataSourcePlugin<ArgocdDataSource, ArgocdQuery, ArgocdSettings, ArgocdSecrets>(
  ArgocdDataSource
)
  .setConfigEditor(configEditor)
  .setQueryEditor(queryEditor);
