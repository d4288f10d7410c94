import { PanelPlugin, type PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { createElement, lazy, Suspense } from 'react';

import type { SourceOptions } from '../../ui/panel/SourcePanel';

const ProxmoxPanel = lazy(async () => {
  const { ProxmoxPanel: Panel, initTexts } = await import('./ProxmoxPanel');
  await initTexts();
  return { default: Panel };
});

const inSuspense = (props: PanelProps<SourceOptions>) =>
  createElement(Suspense, { fallback: null }, createElement(ProxmoxPanel, props));

const FIRST = { value: '', label: 'The first one' };

async function clusters() {
  const sources = getDataSourceSrv().getList({ type: 'opsrounds-proxmox-datasource', variables: true });
  const found = sources.filter(({ jsonData }) => !('product' in jsonData) || jsonData.product !== 'pbs');
  return [FIRST, ...found.map(({ uid, name }) => ({ value: uid, label: name }))];
}

export const plugin = new PanelPlugin<SourceOptions>(inSuspense).setNoPadding().setPanelOptions((builder) =>
  builder.addSelect({
    path: 'source',
    name: 'Proxmox VE',
    description: 'The data source of the cluster',
    defaultValue: '',
    settings: { options: [FIRST], getOptions: clusters, allowCustomValue: true },
  })
);
