import { PanelPlugin, type PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { createElement, lazy, Suspense } from 'react';

/** What a dashboard's editor chooses. */
export interface ArgocdOptions {
  /** Uid of the data source, or a variable that holds one; empty for the first Argo CD there is. */
  source: string;
}

const ArgocdPanel = lazy(async () => {
  const { ArgocdPanel: Panel, initTexts } = await import('./ArgocdPanel');
  await initTexts();
  return { default: Panel };
});

const inSuspense = (props: PanelProps<ArgocdOptions>) =>
  createElement(Suspense, { fallback: null }, createElement(ArgocdPanel, props));

const FIRST = { value: '', label: 'The first one' };

async function sources() {
  const found = getDataSourceSrv().getList({ type: 'opsrounds-argocd-datasource', variables: true });
  return [FIRST, ...found.map(({ uid, name }) => ({ value: uid, label: name }))];
}

export const plugin = new PanelPlugin<ArgocdOptions>(inSuspense).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'source',
    name: 'Argo CD',
    description: 'The data source',
    defaultValue: '',
    settings: { options: [FIRST], getOptions: sources, allowCustomValue: true },
  })
);
