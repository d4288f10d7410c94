import { PanelPlugin, type PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { createElement, lazy, Suspense } from 'react';

import type { SourceOptions } from '../../ui/panel/SourcePanel';

const ArgocdPanel = lazy(async () => {
  const { ArgocdPanel: Panel, initTexts } = await import('./ArgocdPanel');
  await initTexts();
  return { default: Panel };
});

const inSuspense = (props: PanelProps<SourceOptions>) =>
  createElement(Suspense, { fallback: null }, createElement(ArgocdPanel, props));

const FIRST = { value: '', label: 'The first one' };

async function sources() {
  const found = getDataSourceSrv().getList({ type: 'opsrounds-argocd-datasource', variables: true });
  return [FIRST, ...found.map(({ uid, name }) => ({ value: uid, label: name }))];
}

export const plugin = new PanelPlugin<SourceOptions>(inSuspense).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'source',
    name: 'Argo CD',
    description: 'The data source',
    defaultValue: '',
    settings: { options: [FIRST], getOptions: sources, allowCustomValue: true },
  })
);
